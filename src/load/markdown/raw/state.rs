//! Where we are in raw HTML: what is open, and what is left out.

use super::allow::VOID;
use crate::load::markdown::containers::DEEPEST;
use crate::load::markdown::run::TextRun;
use crate::site::document::LinkKind;

/// Elements that a parser opens again in each block while they are open: few at a time.
const DEEPEST_FORMAT: usize = 12;

/// Where we are in raw HTML.
#[derive(Default)]
pub(in super::super) struct RawState {
    /// The HTML block that is being read.
    pub(in super::super) block: TextRun,
    /// Whether it goes on.
    pub(in super::super) in_block: bool,
    /// The element whose content is left out, until it ends or its block does.
    muted: Option<String>,
    /// Where that element begins, if nothing of it is shown.
    pub(super) left_out: Option<usize>,
    /// A film that was opened and whose source comes in an element of its own.
    pub(super) media: Option<LinkKind>,
    /// How many elements are open.
    depth: usize,
    /// How many of them only format.
    formats: usize,
}

impl RawState {
    /// Whether text is left out at the moment.
    pub(in super::super) fn is_muted(&self) -> bool {
        self.muted.is_some()
    }

    /// Whether it is left out up to the end of an element of this name.
    pub(super) fn is_muted_by(&self, name: &str) -> bool {
        self.muted.as_deref() == Some(name)
    }

    /// What follows is left out, up to the end of an element of this name.
    pub(super) fn mute(&mut self, name: &str) {
        self.muted = Some(name.to_owned());
    }

    /// A block ends, and with it what nobody closed.
    pub(in super::super) fn unmute(&mut self) {
        self.muted = None;
        self.left_out = None;
        self.media = None;
    }

    /// An element begins; whether it is not too deep to be written.
    pub(super) fn enter(&mut self, name: &str) -> bool {
        if VOID.contains(&name) {
            return true;
        }
        self.depth += 1;
        self.formats += usize::from(is_format(name));
        !self.is_too_deep()
    }

    /// An element ends; whether its end is written.
    pub(super) fn leave(&mut self, name: &str) -> bool {
        let hidden = self.is_too_deep();
        self.depth = self.depth.saturating_sub(1);
        self.formats = self.formats.saturating_sub(usize::from(is_format(name)));
        !hidden
    }

    fn is_too_deep(&self) -> bool {
        self.depth > DEEPEST || self.formats > DEEPEST_FORMAT
    }
}

/// Elements that a parser opens again after each block that interrupts them.
fn is_format(name: &str) -> bool {
    matches!(name, "a" | "b" | "code" | "em" | "i" | "s" | "small" | "strong" | "u")
}
