//! PDF files: what stands on the pages, in the order a person reads it.
//!
//! Glyphs come from the interpreter ([`glyph`]), upright lines are laid down ([`upright`]), what
//! stands in tables goes into their rows ([`grid`]), the rest into lines ([`line`]), which are
//! freed of headers, footers and page numbers ([`furniture`]), parted from what stands in the
//! margin ([`margin`]), ordered over columns ([`column`]) and written down ([`text`]).
//!
//! The interpreter runs in a thread of its own: its recursion gets a stack of a
//! known size there, a file that keeps it busy past a limit can be given up, and
//! should it ever panic, that ends the thread and becomes an error here. A page in a
//! browser has no threads and no clock: there it runs in place, and the page ends it.

mod column;
mod filters;
mod furniture;
mod glyph;
mod grid;
mod inflate;
mod line;
mod margin;
mod seen;
mod stroke;
mod text;
mod unpack;
mod upright;
mod whole;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{InterpreterCache, InterpreterSettings};

use super::Reading;
use super::error::SourceError;
use super::limits::Limits;
use super::options::Options;
use crate::text::{Note, NoteKind, Place};
use column::Flow;
use furniture::Sheet;
use glyph::{Budget, Page};
use text::{Measure, Spread, Text};

/// Stack of the reading thread in bytes. The interpreter nests objects 512 deep
/// and forms 50 deep.
const STACK: usize = 64 << 20;
/// Whether this is built for a browser.
const BROWSER: bool = cfg!(target_family = "wasm");
/// How long past its limit the thread is waited for: it ends itself when it next draws.
const GRACE: Duration = Duration::from_secs(2);

/// Reads a PDF file.
pub(super) fn read(path: &str, bytes: Vec<u8>, options: &Options) -> Result<Reading, SourceError> {
    let limits = options.limits.clone();
    if inflate::exceeds(&bytes, limits.pdf_inflated_bytes) {
        return Err(inflated(path, limits.pdf_inflated_bytes));
    }
    let budget = Budget {
        deadline: if BROWSER { None } else { Instant::now().checked_add(limits.pdf_time) },
        glyphs: limits.pdf_glyphs,
        drawn: Arc::new(AtomicUsize::new(0)),
    };
    if BROWSER {
        return read_here(path, bytes, options.password.as_deref(), &limits, &budget);
    }
    let (send, receive) = sync_channel(1);
    let job = {
        let (name, password, budget) = (path.to_owned(), options.password.clone(), budget.clone());
        move || {
            // The receiver is gone only when it has given up on this file.
            let _ = send.send(read_here(&name, bytes, password.as_deref(), &limits, &budget));
        }
    };
    let thread = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
    thread.spawn(job).map_err(|e| SourceError::io(path, e))?;
    let time = options.limits.pdf_time;
    match receive.recv_timeout(time.saturating_add(GRACE)) {
        Ok(reading) => reading,
        Err(_) if budget.is_full() => {
            Err(over(path, format!("more than {} glyphs (pdf_glyphs)", budget.glyphs)))
        }
        Err(_) if budget.is_late() => Err(late(path, time)),
        Err(_) => {
            Err(SourceError::Pdf { path: path.to_owned(), reason: "cannot be read to its end".to_owned() })
        }
    }
}

fn over(path: &str, limit: String) -> SourceError {
    SourceError::Limit { path: path.to_owned(), limit }
}

fn inflated(path: &str, most: u64) -> SourceError {
    over(path, format!("more than {most} bytes in its streams (pdf_inflated_bytes)"))
}

fn late(path: &str, time: Duration) -> SourceError {
    over(path, format!("more than {} seconds to read (pdf_time)", time.as_secs_f32()))
}

fn read_here(
    path: &str,
    bytes: Vec<u8>,
    password: Option<&str>,
    limits: &Limits,
    budget: &Budget,
) -> Result<Reading, SourceError> {
    if whole::is_cut_short(&bytes) {
        let reason = "is cut short: nothing marks its end, and pages may be missing; get the whole file";
        return Err(SourceError::Pdf { path: path.to_owned(), reason: reason.to_owned() });
    }
    let pdf = open(path, bytes, password)?;
    let count = pdf.pages().len();
    if let Some(told) = whole::told_pages(&pdf).filter(|&told| told > count && count > 0) {
        let reason = format!("tells of {told} pages, of which {count} can be found");
        return Err(SourceError::Pdf { path: path.to_owned(), reason });
    }
    if count > limits.pdf_pages {
        return Err(over(path, format!("more than {} pages (pdf_pages)", limits.pdf_pages)));
    }
    if count == 0 {
        return Err(SourceError::Pdf { path: path.to_owned(), reason: "has no pages".to_owned() });
    }
    let Some(damaged) = inflate::damaged(&pdf, limits.pdf_inflated_bytes) else {
        return Err(inflated(path, limits.pdf_inflated_bytes));
    };
    if let Some(page) = whole::unreadable_page(&pdf) {
        let reason = format!("the content of page {page} cannot be found or unpacked");
        return Err(SourceError::Pdf { path: path.to_owned(), reason });
    }
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let lying = |page| {
        let mut page = glyph::collect(page, &cache, &settings, budget);
        upright::turn(&mut page.glyphs, page.width);
        page.turn();
        page
    };
    let mut reading = written(path, pdf.pages().iter().map(lying).collect())?;
    if damaged > 0 {
        let message = format!("{damaged} packed streams are damaged, and text may be missing or wrong");
        reading.notes.push(Note { kind: NoteKind::Unreadable, place: None, message, text: None });
    }
    Ok(reading)
}

fn open(path: &str, bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, SourceError> {
    let bytes = Arc::new(bytes);
    let broken = |reason: &str| SourceError::Pdf { path: path.to_owned(), reason: reason.to_owned() };
    let locked = |tried| SourceError::Encrypted { path: path.to_owned(), tried };
    let is_locked = |e: &LoadPdfError| *e == LoadPdfError::Decryption(DecryptionError::PasswordProtected);
    let first = Pdf::new(Arc::clone(&bytes));
    let opened = match (first, password) {
        (Err(e), Some(password)) if is_locked(&e) => Pdf::new_with_password(bytes, password),
        (first, _) => first,
    };
    opened.map_err(|e| match e {
        e if is_locked(&e) => match password {
            None => locked("the empty password does not open it"),
            Some(_) => locked("the password given does not open it"),
        },
        LoadPdfError::Decryption(_) => broken("is encrypted in a way that cannot be read"),
        LoadPdfError::Invalid => broken("is no whole PDF: its page tree cannot be found"),
    })
}

/// Pages of glyphs to text.
fn written(path: &str, pages: Vec<Page>) -> Result<Reading, SourceError> {
    let count = pages.len() as u32;
    let drawn: usize = pages.iter().map(|p| p.glyphs.len()).sum();
    let unmapped: usize = pages.iter().map(|p| p.unmapped).sum();
    if pages.iter().all(|p| p.glyphs.iter().all(|g| g.char.is_whitespace())) {
        return Err(SourceError::Scanned { path: path.to_owned(), pages: count });
    }
    if unmapped * 4 > drawn {
        return Err(SourceError::Unmapped { path: path.to_owned(), unmapped, drawn });
    }
    let mut notes = Vec::new();
    let mut sheets = Vec::new();
    let mut width: f32 = 0.0;
    for (mut page, number) in pages.into_iter().zip(1..) {
        let page_notes = told(&page, number);
        let (rows, in_rows) = grid::rows(&page.strokes, &mut page.glyphs);
        let (mut lines, twice) = line::lines(page.glyphs);
        let twice = twice + in_rows;
        if !rows.is_empty() {
            lines.extend(rows);
            lines.sort_by(|a, b| a.y.total_cmp(&b.y));
            lines.iter_mut().zip(1..).for_each(|(line, number)| line.number = number);
        }
        let drawn = lines.len();
        lines.retain(|line| line.is_within(page.width, page.height));
        if lines.len() < drawn {
            let message = format!(
                "{} lines drawn outside the edges of page {number} are left out",
                drawn - lines.len()
            );
            notes.push(note(NoteKind::Hidden, number, message, None));
        }
        if twice > 0 {
            let message = format!("{twice} characters are drawn twice on page {number}, and counted once");
            notes.push(note(NoteKind::Overprint, number, message, None));
        }
        notes.extend(page_notes);
        width = width.max(page.width);
        sheets.push(Sheet { number, height: page.height, lines });
    }
    notes.extend(furniture::remove(&mut sheets));
    let mut pages: Vec<Spread> = Vec::with_capacity(sheets.len());
    for Sheet { number, height, mut lines } in sheets {
        let counted = margin::take_line_numbers(&mut lines);
        if counted > 0 {
            let message = format!("{counted} numbers of lines in the margin of page {number} are left out");
            notes.push(note(NoteKind::PageNumber, number, message, None));
        }
        let footnotes = margin::take_footnotes(&mut lines, height);
        let mut flows = column::flows(margin::part_side_notes(lines));
        if !footnotes.is_empty() {
            flows.push(Flow { lines: footnotes, notes: true, ..Flow::default() });
        }
        // A column is measured by itself.
        let measured = |flow: Flow| {
            let own = flow.column.then(|| Measure::of(std::iter::once(&flow), None));
            (flow, own)
        };
        pages.push(Spread { number, flows: flows.into_iter().map(measured).collect() });
    }
    let flows = pages.iter().flat_map(|page| &page.flows).map(|(flow, _)| flow);
    let running = flows.filter(|flow| !flow.column && !flow.notes);
    let measure = Measure::of(running, Some(width));
    let mut out = Text::default();
    let mut open = None;
    for page in &pages {
        out.page(page, &measure, &mut open);
    }
    notes.extend(out.notes);
    Ok(Reading { pages: Some(count), ..out.blocks.reading("UTF-8", notes) })
}

/// What a page's glyphs call for telling.
fn told(page: &Page, number: u32) -> Vec<Note> {
    let mut notes = Vec::new();
    if !page.turned.trim().is_empty() {
        let message = format!("text set at another angle on page {number} is left out");
        notes.push(note(NoteKind::Unreadable, number, message, Some(page.turned.clone())));
    }
    if !page.hidden.trim().is_empty() {
        let message = format!("text on page {number} that nobody sees, white or cut off, is left out");
        notes.push(note(NoteKind::Hidden, number, message, Some(page.hidden.clone())));
    }
    if page.folded > 0 {
        let message = format!(
            "{} radicals, compatibility characters and upright forms on page {number} are read as the characters they stand for",
            page.folded
        );
        notes.push(note(NoteKind::Folded, number, message, None));
    }
    if page.unmapped > 0 {
        let message = format!(
            "{} characters on page {number} are not told by its fonts, and stand as U+FFFD",
            page.unmapped
        );
        notes.push(note(NoteKind::Unreadable, number, message, None));
    }
    notes
}

fn note(kind: NoteKind, page: u32, message: String, text: Option<String>) -> Note {
    Note { kind, place: Some(Place::Page { page, line: 1 }), message, text }
}
