//! What a project settles once for all its papers: `lcpaper.toml`, and the
//! baseline of findings it lives with.

mod baseline;
mod file;
mod pairs;
mod rulebook;
mod select;
mod settings;

pub use baseline::{BASELINE_SCHEMA, Baseline, BaselineError};
pub use file::{CONFIG_NAME, Config, ConfigError, KEYS, Key, Pair};
pub use pairs::Counterpart;
pub use rulebook::{Rulebook, RulebookError, manifest_of};
pub use select::{Selection, UnknownRule, find, unknown};
pub use settings::{Overrides, Settings};
