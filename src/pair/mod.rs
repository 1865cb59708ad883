//! Two language versions of one paper, side by side.
//!
//! Nothing here parses: it reads two trees, finds which block of one is which
//! block of the other, and compares what the two state.

pub mod figures;
