//! How far a run has come, for a person at a terminal.

use std::fmt;
use std::io::{IsTerminal, stderr, stdout};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::walk::Walk;
use crate::cli::say;

/// A bar on standard error, where that is a terminal; elsewhere nothing.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// No bar.
    pub fn none() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// A bar for a walk through folders. `to_terminal` says that data comes to
    /// standard output, which a bar must not disturb.
    pub fn over(walk: impl FnOnce() -> Option<Walk>, to_terminal: bool) -> Self {
        if !stderr().is_terminal() || (to_terminal && stdout().is_terminal()) {
            return Self::none();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = "{wide_bar} {human_pos}/{human_len} papers · {rate}/s · {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            // Whole papers: the fractions that come by themselves only flicker.
            let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        // How many there are is found out beside the work, so that the work begins at once.
        if let Some(walk) = walk() {
            let bar = bar.clone();
            thread::spawn(move || bar.set_length(walk.count()));
        }
        Self { bar }
    }

    /// One paper more is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Prints a line on standard error, above the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| say(line));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
