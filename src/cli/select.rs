//! Which rules are reported: the library knows, because `lcpaper.toml` says it too.

pub use lcpaper::config::{find, unknown};
