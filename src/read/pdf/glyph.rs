//! What a page draws: every glyph with its place, size and character.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use super::seen::{Seen, is_white};
use super::stroke::{self, Stroke};
use crate::text::unicode::ideograph;

/// Units of a font's em square in hayro's glyph space.
const UNITS_PER_EM: f64 = 1000.0;

/// A character where it is printed. Lengths are in points, from the page's top left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub char: char,
    /// Left edge.
    pub x: f32,
    /// Right edge, where the next character would stand.
    pub end: f32,
    /// Baseline.
    pub y: f32,
    /// Height of the em square.
    pub size: f32,
    /// Which way the baseline runs.
    pub way: Way,
    /// Whether the file marks it as furniture of the page.
    pub artifact: bool,
    /// Which drawing of the page it is part of: the letters of a ligature are of one.
    pub drawn: u32,
}

/// Direction of a baseline on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Right,
    Down,
    Left,
    Up,
    Slanted,
}

/// One page's glyphs.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    /// The straight lines that are drawn.
    pub strokes: Vec<Stroke>,
    /// Text set at another angle than most, such as a stamp across the page.
    pub turned: String,
    /// Glyphs whose character the fonts do not tell.
    pub unmapped: usize,
    /// Text that nobody sees.
    pub hidden: String,
    /// Radicals and compatibility characters replaced by their ideographs.
    pub folded: usize,
}

/// When to stop.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    /// `None` where the limit is further off than time is counted.
    pub deadline: Option<Instant>,
    pub glyphs: usize,
    /// Glyphs drawn so far.
    pub drawn: Arc<AtomicUsize>,
}

impl Budget {
    pub(super) fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() > deadline)
    }

    pub(super) fn is_full(&self) -> bool {
        self.drawn.load(Ordering::Relaxed) > self.glyphs
    }

    /// Ends the thread when a limit is passed. The interpreter offers no other
    /// way out of a page: forms that draw each other tenfold would keep it busy
    /// for ever. This unwinds without being a panic: no message, no hook.
    fn spend(&self, glyphs: usize) {
        self.drawn.fetch_add(glyphs, Ordering::Relaxed);
        if self.is_full() || self.is_late() {
            std::panic::resume_unwind(Box::new("a limit was passed"));
        }
    }
}

/// Draws a page into glyphs.
pub(super) fn collect<'a>(
    page: &PdfPage<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    budget: &Budget,
) -> Page {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let start = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(start, bounds, cache, page.xref(), settings.clone());
    let mut collector = Collector {
        page: Page { width, height, ..Page::default() },
        budget: budget.clone(),
        marked: Vec::new(),
        seen: Seen::default(),
    };
    interpret_page(page, &mut context, &mut collector);
    collector.page
}

struct Collector {
    page: Page,
    budget: Budget,
    /// Marked content that is open: whether each is furniture of the page.
    marked: Vec<bool>,
    seen: Seen,
}

impl Collector {
    fn push(&mut self, drawn: &Drawn<'_>, transform: Affine, white: bool) {
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let size = c.hypot(d) * UNITS_PER_EM;
        if ![a, b, x, y, size].iter().all(|v| v.is_finite()) || size <= 0.1 {
            return;
        }
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(UNITS_PER_EM as f32));
        let end = transform * Point::new(advance, 0.0);
        let text = match drawn.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) if !s.is_empty() => s,
            _ => {
                self.page.unmapped += 1;
                '\u{fffd}'.to_string()
            }
        };
        let text: String = text.chars().flat_map(|c| self.folded(c, advance)).collect();
        let place = transform.transform_rect_bbox(Rect::new(0.0, 0.0, advance.max(1.0), 0.7 * UNITS_PER_EM));
        if !self.seen.shows(place, white) {
            self.page.hidden.push_str(&text);
            return;
        }
        let count = text.chars().count().max(1) as f64;
        let way = Way::of(a, b);
        let (dx, dy) = ((end.x - x) / count, (end.y - y) / count);
        let drawn = self.page.glyphs.len() as u32;
        for (n, char) in text.chars().enumerate() {
            let at = Point::new(x + dx * n as f64, y + dy * n as f64);
            let next = Point::new(at.x + dx, at.y + dy);
            let (at, next) = self.page.turned_to(way, at, next);
            self.page.glyphs.push(Glyph {
                char,
                x: at.x as f32,
                end: (next.x as f32).max(at.x as f32),
                y: at.y as f32,
                size: size as f32,
                way,
                artifact: self.marked.contains(&true),
                drawn,
            });
        }
    }

    /// The characters that a font's character stands for. `advance` is its width
    /// in thousandths of an em.
    fn folded(&mut self, c: char, advance: f64) -> Vec<char> {
        if let Some(ideograph) = ideograph(c) {
            self.page.folded += 1;
            return vec![ideograph];
        }
        match c {
            '\u{a0}' => vec![' '],
            // Fonts draw the full-width solidus with the glyph of the division
            // slash, and then name it so; only the former is an em wide.
            '\u{2215}' if advance > 900.0 => {
                self.page.folded += 1;
                vec!['／']
            }
            // Latin ligatures, such as the fi of a Latin font.
            '\u{fb00}'..='\u{fb06}' => {
                let mut parts = Vec::new();
                unicode_normalization::char::decompose_compatible(c, |part| parts.push(part));
                parts
            }
            // The forms that punctuation has in upright lines.
            '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe44}' | '\u{fe47}' | '\u{fe48}' => {
                self.page.folded += 1;
                vec![lying(c)]
            }
            c if c.is_control() => vec![' '],
            c => vec![c],
        }
    }
}

/// Punctuation as it is in lines that lie.
fn lying(c: char) -> char {
    match c {
        '\u{fe19}' => '…',
        '\u{fe30}' => '‥',
        '\u{fe31}' => '—',
        c => {
            let mut form = c;
            unicode_normalization::char::decompose_compatible(c, |part| form = part);
            // Those of ASCII are an em wide here.
            let wide = u32::from(form) + 0xfee0;
            if form.is_ascii() { char::from_u32(wide).unwrap_or(form) } else { form }
        }
    }
}

impl Way {
    fn of(a: f64, b: f64) -> Self {
        if b.abs() * 20.0 < a.abs() {
            if a > 0.0 { Self::Right } else { Self::Left }
        } else if a.abs() * 20.0 < b.abs() {
            if b > 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Slanted
        }
    }
}

impl Page {
    /// The two ends of a glyph on the page turned so that its baseline runs right.
    fn turned_to(&self, way: Way, at: Point, next: Point) -> (Point, Point) {
        Self::turned_by(way, self.width, self.height, at, next)
    }

    fn turned_by(way: Way, width: f32, height: f32, at: Point, next: Point) -> (Point, Point) {
        let (w, h) = (f64::from(width), f64::from(height));
        let turn = |p: Point| match way {
            Way::Right | Way::Slanted => p,
            Way::Left => Point::new(w - p.x, h - p.y),
            Way::Down => Point::new(p.y, w - p.x),
            Way::Up => Point::new(h - p.y, p.x),
        };
        (turn(at), turn(next))
    }

    /// Keeps the glyphs that run the way that most do.
    pub(super) fn turn(&mut self) {
        let ways = [Way::Right, Way::Down, Way::Left, Way::Up];
        let count = |way: Way| self.glyphs.iter().filter(|g| g.way == way).count();
        let most = ways.into_iter().rev().max_by_key(|&way| count(way)).unwrap_or(Way::Right);
        let (kept, turned): (Vec<Glyph>, Vec<Glyph>) =
            std::mem::take(&mut self.glyphs).into_iter().partition(|g| g.way == most);
        for [a, b] in &mut self.strokes {
            (*a, *b) = Self::turned_by(most, self.width, self.height, *a, *b);
        }
        self.turned = turned.iter().map(|g| g.char).collect();
        self.glyphs = kept;
        if matches!(most, Way::Down | Way::Up) {
            std::mem::swap(&mut self.width, &mut self.height);
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(run.glyphs().len());
        // What is laid invisible over a scan is the text of the scan.
        let white = !matches!(mode, DrawMode::Invisible) && is_white(&props.paint);
        for glyph in run.glyphs() {
            self.push(glyph, props.transform * glyph.transform(), white);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        self.marked.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(0);
        if !is_white(&props.paint) {
            self.seen.paint(Some((props.transform * path).bounding_box()));
        }
        stroke::add(path, props.transform, matches!(mode, DrawMode::Fill(_)), &mut self.page.strokes);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.budget.spend(0);
        self.seen.clip(&clip.path);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(0);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.budget.spend(0);
        self.seen.paint(None);
    }

    fn pop_clip(&mut self) {
        self.seen.unclip();
    }

    fn pop_transparency_group(&mut self) {}
}
