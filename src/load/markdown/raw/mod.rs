//! Raw HTML: cut into tags as it comes, reduced to what is allowed, and cleaned as a whole when the
//! page is done.
//!
//! [`allow`] says what is kept, [`tags`] writes it and reports what is lost; the sanitiser has the
//! last word in [`fill`]. [`shown`] and [`trusted`] are for handbooks that want HTML as text or as
//! it is.

pub(super) mod allow;
mod attributes;
mod fill;
mod marked;
mod media;
pub(super) mod placeholder;
mod shown;
mod state;
mod tags;
mod trusted;

use super::comments::CommentScope;
use super::run::TextRun;
use crate::config::RawHtml;
pub(super) use fill::{FillPass, sanitised};
pub(super) use state::RawState;
pub(super) use tags::RawPass;

/// Writes raw HTML, which is a block of its own or stands in a line, as the settings want it.
pub(super) fn write(pass: &mut RawPass<'_>, run: &TextRun, is_block: bool) {
    let text = pass.marks.text;
    if pass.options.raw_html == RawHtml::Sanitize {
        return pass.write(run, is_block);
    }
    if let Some(html) = text.marks.restored(&run.text) {
        let mut restored = TextRun::default();
        restored.push(&html, run.origin(0..1).start);
        return write(pass, &restored, is_block);
    }
    let out = &mut pass.marks.inline.out;
    if pass.options.raw_html == RawHtml::Escape {
        shown::write(run, is_block, out, |comment, at, is_alone| {
            let scope = CommentScope::new(is_alone, &pass.block);
            pass.comments.html(text, comment, at, scope, pass.marks.reports);
        });
    } else if pass.options.is_extended() {
        trusted::write(text, run, out, pass.marks.list, pass.marks.anchors, pass.comments);
    } else {
        out.push(&run.text);
    }
}
