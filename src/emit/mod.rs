//! What a tree can be written as, one output format a file. Nothing here
//! decides anything: the parser and the rules have spoken.

mod rows;

pub use rows::{Row, rows};
