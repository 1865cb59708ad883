//! What may be done to a paper without changing what it says.

use lcpaper::tree::Style;

use super::flat::{Flat, Line};
use super::layout::{Blank, Indent, Layout, PLAIN, Pages, Wrap};

type Write = Box<dyn Fn(&Line) -> String + Sync>;

/// A change of a paper's looks.
pub struct Change {
    pub name: String,
    layout: Layout,
    write: Write,
    /// Done to the whole text in the end.
    finish: fn(String) -> Vec<u8>,
    /// Whether it is for Chinese, for English, or for both.
    english: Option<bool>,
}

impl Change {
    /// The changed paper, or `None` where the change means nothing to it.
    pub fn apply(&self, flat: &Flat) -> Option<Vec<u8>> {
        let fits = self.english.is_none_or(|e| e == flat.english);
        fits.then(|| (self.finish)(self.layout.render(flat, &self.write)))
    }
}

fn as_it_is(line: &Line) -> String {
    line.text.clone()
}

fn layout(name: impl Into<String>, layout: Layout, english: Option<bool>) -> Change {
    Change { name: name.into(), layout, write: Box::new(as_it_is), finish: String::into_bytes, english }
}

fn marker(name: &str, new: fn(&Line, &str, &str) -> Option<String>, english: Option<bool>) -> Change {
    let write = move |line: &Line| {
        line.remarked(|raw, after| new(line, raw, after).unwrap_or_else(|| format!("{raw}{after}")))
    };
    Change {
        name: name.to_owned(),
        layout: PLAIN,
        write: Box::new(write),
        finish: String::into_bytes,
        english,
    }
}

/// Every change.
pub fn all() -> Vec<Change> {
    let mut out = vec![
        layout("one line a block", PLAIN, None),
        Change { finish: |t| t.replace('\n', "\r\n").into_bytes(), ..layout("CRLF", PLAIN, None) },
        Change { finish: |t| t.replace('\n', "\r").into_bytes(), ..layout("CR", PLAIN, None) },
        Change { finish: |t| [&[0xef, 0xbb, 0xbf], t.as_bytes()].concat(), ..layout("BOM", PLAIN, None) },
        Change { finish: |t| t.trim_end().as_bytes().to_vec(), ..layout("no last line end", PLAIN, None) },
        Change { finish: |t| joiners_in_years(&t).into_bytes(), ..layout("joiners in years", PLAIN, None) },
    ];
    for (name, blank) in
        [("none", Blank::None), ("doubled", Blank::Doubled), ("every line", Blank::EveryLine)]
    {
        out.push(layout(format!("blank lines: {name}"), Layout { blank, ..PLAIN }, None));
    }
    out.extend(wraps());
    out.extend(indents());
    out.extend(pages());
    out.extend(markers());
    out
}

fn wraps() -> Vec<Change> {
    let mut out = Vec::new();
    for (blank, said) in [(Blank::Kept, ""), (Blank::EveryLine, ", blank between")] {
        for width in [34, 38, 40, 46] {
            let columns = Layout { wrap: Wrap::Columns(width * 2), blank, ..PLAIN };
            let anywhere = Layout { wrap: Wrap::Anywhere(width), blank, ..PLAIN };
            out.push(layout(format!("wrap {width}{said}"), columns, Some(false)));
            out.push(layout(format!("wrap {width} anywhere{said}"), anywhere, Some(false)));
        }
        for width in [60, 72, 80] {
            let columns = Layout { wrap: Wrap::Columns(width), blank, ..PLAIN };
            out.push(layout(format!("wrap {width}{said}"), columns, Some(true)));
        }
    }
    out
}

/// A usual width for the language.
fn usual() -> [(Wrap, bool); 2] {
    [(Wrap::Columns(76), false), (Wrap::Columns(72), true)]
}

fn indents() -> Vec<Change> {
    let mut out = Vec::new();
    for (by, said) in [(" ", "1 space"), ("    ", "4 spaces"), ("\u{3000}\u{3000}", "2 wide")] {
        out.push(layout(format!("indent all {said}"), Layout { indent: Indent::All(by), ..PLAIN }, None));
        out.push(layout(
            format!("indent markers {said}"),
            Layout { indent: Indent::Marked(by), ..PLAIN },
            None,
        ));
        for (wrap, english) in usual() {
            let hanging = Layout { wrap, indent: Indent::Hanging(by), ..PLAIN };
            out.push(layout(format!("hanging indent {said}"), hanging, Some(english)));
            let marked = Layout { wrap, indent: Indent::Marked(by), ..PLAIN };
            out.push(layout(format!("wrapped, indent markers {said}"), marked, Some(english)));
        }
    }
    out
}

fn pages() -> Vec<Change> {
    type Form = (&'static str, fn(usize) -> Vec<String>);
    fn apart(line: String) -> Vec<String> {
        vec![String::new(), line, String::new()]
    }
    const FORMS: &[Form] = &[
        ("- 2 -", |n| apart(format!("- {n} -"))),
        ("2", |n| apart(n.to_string())),
        ("第 2 頁", |n| apart(format!("第 {n} 頁"))),
        ("Page 2 of 9", |n| apart(format!("Page {n} of 99"))),
        ("– 2 –", |n| apart(format!("– {n} –"))),
        ("- 2 - close", |n| vec![format!("- {n} -")]),
        ("form feed, - 2 -", |n| apart(format!("\u{c}- {n} -"))),
        ("- 2 -, form feed", |n| vec![String::new(), format!("- {n} -"), "\u{c}".to_owned()]),
        ("running header", |n| apart(format!("立法會CB(1)123/16-17(01)號文件\n\n- {n} -"))),
        ("running header only", |_| apart("LC Paper No. CB(1)123/16-17(01)".to_owned())),
    ];
    let mut out = Vec::new();
    for &(name, write) in FORMS {
        for (wrap, english) in usual() {
            for (blank, said) in [(Blank::Kept, ""), (Blank::EveryLine, ", blank between")] {
                let pages = Some(Pages { every: 23, write });
                let paged = Layout { wrap, blank, pages, ..PLAIN };
                out.push(layout(format!("pages {name}{said}"), paged, Some(english)));
            }
        }
    }
    out
}

fn is_decimal(line: &Line) -> bool {
    line.mark.as_ref().is_some_and(|m| m.style == Style::DECIMAL)
}

fn is_item(line: &Line) -> bool {
    line.mark.as_ref().is_some_and(|m| !m.heading)
}

fn style(line: &Line) -> Option<Style> {
    line.mark.as_ref().map(|m| m.style)
}

fn digits(text: &str, zero: char) -> String {
    let wide = |d: char| char::from_u32(d as u32 - '0' as u32 + zero as u32).unwrap_or(d);
    text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect()
}

fn markers() -> Vec<Change> {
    vec![
        marker(
            "full-width markers",
            |l, raw, after| {
                is_decimal(l)
                    .then(|| format!("{}{}", digits(raw, '０').replace('.', "．"), after.trim_start()))
            },
            None,
        ),
        marker(
            "full-width digits, narrow dot",
            |l, raw, after| is_decimal(l).then(|| format!("{}{after}", digits(raw, '０'))),
            None,
        ),
        marker(
            "no space after the dot",
            |l, raw, after| {
                let text = after.trim_start();
                // `5.2017` would be another number.
                (is_decimal(l) && !text.starts_with(|c: char| c.is_ascii_digit()))
                    .then(|| format!("{raw}{text}"))
            },
            None,
        ),
        marker(
            "wide space after the dot",
            |l, raw, after| is_decimal(l).then(|| format!("{raw}\u{3000}{}", after.trim_start())),
            None,
        ),
        marker("tab after the marker", |_, raw, after| Some(format!("{raw}\t{}", after.trim_start())), None),
        marker(
            "enumeration comma for the dot",
            |l, raw, after| {
                is_decimal(l).then(|| format!("{}{}", raw.replace(['.', '．'], "、"), after.trim_start()))
            },
            Some(false),
        ),
        marker(
            "item marker alone",
            |l, raw, after| is_item(l).then(|| format!("{raw}\n\n{}", after.trim_start())),
            None,
        ),
        marker(
            "item marker alone, no blank",
            |l, raw, after| is_item(l).then(|| format!("{raw}\n{}", after.trim_start())),
            None,
        ),
        marker(
            "joiner in markers",
            |l, raw, after| {
                let mut marker = raw.to_owned();
                let two = raw.len() > 2 && raw.as_bytes()[..2].iter().all(u8::is_ascii_digit);
                (is_decimal(l) && two).then(|| {
                    marker.insert(1, '\u{200d}');
                    format!("{marker}{after}")
                })
            },
            None,
        ),
        marker(
            "Kangxi radicals in ordinals",
            |_, raw, after| {
                let kangxi = |c| match c {
                    '一' => '⼀',
                    '二' => '⼆',
                    '八' => '⼋',
                    '十' => '⼗',
                    c => c,
                };
                Some(format!("{}{after}", raw.chars().map(kangxi).collect::<String>()))
            },
            Some(false),
        ),
        marker("brackets spaced on both sides", |l, raw, after| spaced(l, raw, after, " ", " "), Some(false)),
        marker("brackets spaced before the end", |l, raw, after| spaced(l, raw, after, "", " "), Some(false)),
        marker(
            "dot for the comma",
            |l, raw, after| {
                (style(l) == Some(Style::HAN_COMMA)).then(|| format!("{}{after}", raw.replace('、', ".")))
            },
            Some(false),
        ),
        marker(
            "wide dot for the comma",
            |l, raw, after| {
                (style(l) == Some(Style::HAN_COMMA)).then(|| format!("{}{after}", raw.replace('、', "．")))
            },
            Some(false),
        ),
        marker(
            "wide brackets",
            |l, raw, after| {
                (style(l) == Some(Style::HAN_PARENS))
                    .then(|| format!("{}{}", raw.replace('(', "（").replace(')', "）"), after.trim_start()))
            },
            Some(false),
        ),
        marker(
            "narrow brackets",
            |l, raw, after| {
                (style(l) == Some(Style::HAN_PARENS))
                    .then(|| format!("{} {}", raw.replace('（', "(").replace('）', ")"), after.trim_start()))
            },
            Some(false),
        ),
    ]
}

fn spaced(line: &Line, raw: &str, after: &str, before: &str, behind: &str) -> Option<String> {
    let han = raw.trim_matches(['(', ')', '（', '）', ' ']);
    (style(line) == Some(Style::HAN_PARENS))
        .then(|| format!("({before}{han}{behind}) {}", after.trim_start()))
}

/// A joiner inside every year of a text, as some word processors leave them.
fn joiners_in_years(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        if run.len() == 4 && run.starts_with("20") {
            run.insert(4, '\u{200d}');
            run.insert(2, '\u{200d}');
        }
        out.push_str(&run);
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
