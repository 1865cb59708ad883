//! The language server: papers in an editor, with findings under the markers while one types.
//!
//! One thread reads messages and makes edits, one reads and checks the newest text of what was edited, one
//! answers requests. A request is answered from a paper that was read from the very text it asks about.

mod actions;
mod analysis;
mod client;
mod config_file;
mod findings;
mod hover;
mod paths;
mod position;
mod references;
mod requests;
mod server;
mod symbols;
mod worker;

pub use server::{ServerError, serve};
