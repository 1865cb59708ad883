//! The encoding that a page says it is in: the prescan of the HTML standard.

use crate::read::options::Encoding;

/// Bytes of the page's start that are looked at.
const WITHIN: usize = 1024;

/// The encoding that is declared in a `meta` element or an XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..WITHIN).unwrap_or(bytes);
    let label = xml(head).or_else(|| meta(head))?;
    let label = String::from_utf8_lossy(&label).trim().to_ascii_lowercase();
    let encoding = match label.as_str() {
        "x-user-defined" => encoding_rs::WINDOWS_1252,
        label => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?,
    };
    // In UTF-16 the declaration could not have been read.
    let utf_16 = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(Encoding(if utf_16 { encoding_rs::UTF_8 } else { encoding }))
}

/// `<?xml … encoding="…"`.
fn xml(head: &[u8]) -> Option<Vec<u8>> {
    let inside = head.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', inside)?;
    let inside = inside.get(..end)?;
    let at = memchr::memmem::find(inside, b"encoding")? + b"encoding".len();
    let value = inside.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = value.split_first().filter(|(q, _)| matches!(q, b'"' | b'\''))?;
    rest.get(..memchr::memchr(*quote, rest)?).map(<[u8]>::to_vec)
}

fn meta(head: &[u8]) -> Option<Vec<u8>> {
    let mut rest = head;
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.get(at..)?;
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = comment.get(memchr::memmem::find(comment, b"-->")? + 3..)?;
            continue;
        }
        let is_meta = rest.get(1..5).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && rest.get(5).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/');
        if !is_meta {
            rest = rest.get(1..)?;
            continue;
        }
        rest = rest.get(5..)?;
        let (mut charset, mut content, mut pragma) = (None, None, false);
        while let Some((name, value)) = attribute(&mut rest) {
            match name.as_slice() {
                b"charset" => charset = Some(value),
                b"content" => content = in_content(&value),
                b"http-equiv" => pragma = value.eq_ignore_ascii_case(b"content-type"),
                _ => {}
            }
        }
        if let Some(label) = charset.or(content.filter(|_| pragma)) {
            return Some(label);
        }
    }
    None
}

/// The next attribute of a tag; `None` at its end.
fn attribute(rest: &mut &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let skip = rest.iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
    *rest = rest.get(skip..)?;
    let length = rest.iter().take_while(|b| !b.is_ascii_whitespace() && !b"=/>".contains(b)).count();
    if length == 0 && rest.first().is_none_or(|b| *b == b'>') {
        return None;
    }
    let (name, behind) = rest.split_at_checked(length)?;
    let value = behind.trim_ascii_start();
    let Some(value) = value.strip_prefix(b"=") else {
        *rest = behind;
        return Some((name.to_ascii_lowercase(), Vec::new()));
    };
    let value = value.trim_ascii_start();
    let (value, behind) = match value.split_first() {
        Some((quote @ (b'"' | b'\''), inside)) => {
            let end = memchr::memchr(*quote, inside)?;
            (inside.get(..end)?, inside.get(end + 1..)?)
        }
        _ => value.split_at(value.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count()),
    };
    *rest = behind;
    Some((name.to_ascii_lowercase(), value.to_vec()))
}

/// `text/html; charset=…`.
fn in_content(content: &[u8]) -> Option<Vec<u8>> {
    let lower = content.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    loop {
        rest = rest.get(memchr::memmem::find(rest, b"charset")? + 7..)?;
        let value = rest.trim_ascii_start();
        if let Some(value) = value.strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().take_while(|b| !b.is_ascii_whitespace() && !b";\"'".contains(b)).count();
            return value.get(..end).map(<[u8]>::to_vec);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn declarations_are_found_as_browsers_find_them() {
        for (page, name) in [
            ("<!doctype html><meta charset=big5>", Some("Big5")),
            ("<meta name=x content='a'><META\nCharset = \"gb2312\" />", Some("GBK")),
            (r#"<meta content="text/html; charset=Big5-HKSCS" http-equiv="Content-Type">"#, Some("Big5")),
            (r#"<meta content="text/html; charset=big5">"#, None),
            ("<!-- <meta charset=big5> --><meta charset=utf-16>", Some("UTF-8")),
            (r#"<?xml version="1.0" encoding="gb18030"?><html>"#, Some("gb18030")),
            ("<meta charset=nonsense>", None),
            ("<meta charset", None),
            ("<metal charset=big5>", None),
        ] {
            assert_eq!(declared(page.as_bytes()).map(|e| e.name()), name, "{page}");
        }
    }
}
