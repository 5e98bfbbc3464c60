//! Callouts: notes, warnings and the like, with a title.

use super::buffer::Buffer;
use crate::html::escape;
use crate::site::document::{Hole, SiteWord};
use pulldown_cmark::BlockQuoteKind;

/// What ends a callout.
pub(super) const END: &str = "</aside>\n";

/// Begins a callout; without a title it is called by its kind.
pub(super) fn open(out: &mut Buffer, kind: SiteWord, title: Option<&str>) {
    out.line();
    out.push(&format!("<aside class=\"callout\" data-kind=\"{}\" role=\"note\">\n", kind.key()));
    let start = out.len();
    out.push("<p class=\"callout-title\">");
    match title {
        Some(title) => escape(out.template.html_mut(), title),
        None => out.hole(Hole::Word(kind)),
    }
    out.push("</p>");
    out.opaque(start, true);
    out.push("\n");
}

/// What an alert of GitHub is called.
pub(super) fn kind(alert: BlockQuoteKind) -> SiteWord {
    match alert {
        BlockQuoteKind::Note => SiteWord::Note,
        BlockQuoteKind::Tip => SiteWord::Tip,
        BlockQuoteKind::Important => SiteWord::Important,
        BlockQuoteKind::Warning => SiteWord::Warning,
        BlockQuoteKind::Caution => SiteWord::Caution,
    }
}
