//! Progress on a terminal, for those who wait.

use crate::disk::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line that counts outputs; silent where nobody watches.
pub struct ProgressLine(ProgressBar);

impl ProgressLine {
    /// `watched`: whether standard error is a terminal and wanted.
    pub fn new(watched: bool) -> Self {
        let target = if watched {
            ProgressDrawTarget::stderr_with_hz(10)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{bar:30.cyan/dim} {pos}/{len} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        ProgressLine(bar)
    }

    /// There are so many outputs.
    pub fn begin(&self, outputs: usize) {
        self.0.set_length(u64::try_from(outputs).unwrap_or(u64::MAX));
    }

    /// What `disk::publish` reports.
    pub fn show(&self, progress: Progress) {
        match progress {
            Progress::Waiting => self.0.set_message("waiting for another build of this site"),
            Progress::Made(count) => self.0.inc(u64::try_from(count).unwrap_or(0)),
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
