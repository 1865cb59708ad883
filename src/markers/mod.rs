//! The marker grammar: what a place in a line can be read as.
//!
//! A marker is made of parts, each from an open class:
//!
//! ```text
//! marker  = open? prefix? levels* numeral insert? suffix? close
//! open    = a bracket | an enclosed glyph
//! prefix  = 第 | 其 | § | № | # | a word before a number | a capital before digits
//! levels  = ( digits | capital ) ( "." | "-" )
//! numeral = any system of the table
//! insert  = A | 之一 | -1                      (a number put in later)
//! suffix  = 條 | 章 | 節 | …                   (what 第 counts)
//! close   = the bracket's other half | . | 、 | , | : | – | nothing
//! ```
//!
//! Any combination is a [`Family`]; nothing lists the combinations. Which reading is real is
//! not decided here: `2017. 年` is a candidate as much as `17. 粵港`.

mod column;
mod family;
mod fold;
mod grammar;
mod inserted;
mod lines;
pub(crate) mod numeral;
mod sites;
mod style;
mod told;

pub(crate) use column::is_head_of_columns;
pub(crate) use family::{Close, Family, Levels, Open, Prefix};
pub use inserted::Inserted;
pub(crate) use lines::Lines;
pub(crate) use numeral::System;
pub(crate) use sites::{Candidate, Kind};
pub use style::Style;
pub(crate) use told::Told;
