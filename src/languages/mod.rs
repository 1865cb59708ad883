//! A text in two languages, and two versions of a paper side by side.

pub mod bilingual;
pub mod pair;
