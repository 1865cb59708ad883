//! `lcpaper parse`: a paper in, structured data out.

use std::borrow::Cow;
use std::io::{self, Write};

use lcpaper::emit::{self, AknOptions, Checked, Layout, Opening, Tally, counted};
use lcpaper::rules::Rule;
use lcpaper::{Parsed, Source};

use super::args::{Parse, To};
use super::output::{Destination, finish, stdout, write_whole};
use super::{Status, Stop, input, say};

pub fn run(args: &Parse, status: &mut Status) -> Result<(), Stop> {
    let files = &args.papers.files;
    match Destination::plan(args.output.as_deref(), files, args.to.extension())? {
        Destination::Stdout => {
            if files.len() > 1 && !args.to.is_stream() {
                return Err(Stop::failed(
                    "several papers in this format do not fit into one stream; give -o FOLDER",
                ));
            }
            let layout = if files.len() > 1 { Layout::Line } else { Layout::Pretty };
            let mut out = stdout();
            let mut first = true;
            input::each_paper(&args.papers, status, |_, _, path, source| {
                let paper = Paper::new(path, &source);
                paper.trace(args.trace);
                // The header belongs to the stream, not to each paper in it.
                paper.write(args.to, layout, first, &mut out)?;
                first = false;
                paper.remark();
                Ok(())
            })?;
            finish(out)
        }
        Destination::Files(targets) => {
            input::each_paper(&args.papers, status, |status, index, path, source| {
                let Some(target) = targets.get(index) else { return Ok(()) };
                let paper = Paper::new(path, &source);
                paper.trace(args.trace);
                let written = write_whole(target, |out| paper.write(args.to, Layout::Pretty, true, out));
                if let Err(Stop::Failed(message)) = written {
                    // The other papers may still find their place.
                    say(&message);
                    status.could_not_run = true;
                }
                paper.remark();
                Ok(())
            })
        }
    }
}

/// A paper that was read.
struct Paper<'p, 's> {
    path: &'p str,
    source: &'s Source,
    parsed: Parsed<'s>,
}

impl<'p, 's> Paper<'p, 's> {
    fn new(path: &'p str, source: &'s Source) -> Self {
        Self { path, source, parsed: lcpaper::parse(source) }
    }

    fn write(&self, to: To, layout: Layout, header: bool, out: &mut dyn Write) -> io::Result<()> {
        let Self { path, source, parsed } = self;
        let document = &parsed.document;
        match to {
            To::Json => emit::json(document, layout, out),
            To::Ndjson => emit::ndjson(&emit::rows(source, document), out),
            To::Csv => {
                if header {
                    emit::csv_header(out)?;
                }
                emit::csv(&emit::rows(source, document), out)
            }
            To::Markdown => out.write_all(emit::markdown(document).as_bytes()),
            To::Html => {
                let checked = Checked { path, source, parsed, diagnostics: &lcpaper::check(source, parsed) };
                out.write_all(emit::html(&[checked], Opening::Paper).as_bytes())
            }
            To::Akn => out.write_all(emit::akn(document, &AknOptions::default())?.as_bytes()),
        }
    }

    /// Says of every line start that was kept as text why it was.
    fn trace(&self, wanted: bool) {
        for rejected in self.parsed.rejected.iter().filter(|_| wanted) {
            let at = self.source.position(rejected.span.start);
            let raw = &self.source.text()[rejected.span.range()];
            let raw: String = raw.chars().flat_map(char::escape_debug).collect();
            say(&format!("{}:{}:{}: {raw} is text: {}", self.path, at.line, at.column, rejected.reason));
        }
    }

    /// Says in one line what a person should know before trusting the output.
    fn remark(&self) {
        let path = self.path;
        // What cannot be an error is not worth the time it takes to look for it.
        let found = lcpaper::check_only(self.source, &self.parsed, Rule::finds_errors);
        let Tally { errors, .. } = Tally::of(&found);
        if errors > 0 {
            let it = if errors == 1 { "it" } else { "them" };
            let errors = counted(errors, "error");
            say(&format!("{path}: {errors} in the paper; `lcpaper check {}` shows {it}", quoted(path)));
        } else if self.parsed.series.is_empty() {
            say(&format!("{path}: no numbered item found"));
        }
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@%".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")))
    }
}
