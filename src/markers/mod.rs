//! The marker grammar in nom. Nothing here decides which candidate is real.

mod marker;
pub(crate) mod numeral;
mod style;

pub(crate) use marker::{MAX_READINGS, readings};
pub use style::Style;
