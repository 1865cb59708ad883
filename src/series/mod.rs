//! Decides, of all marker candidates of a part, which belong to which series
//! and level: by continuity, layout and context, the whole part at once.

mod fault;

pub use fault::{Fault, FaultKind, Reason, Rejected, Role};
