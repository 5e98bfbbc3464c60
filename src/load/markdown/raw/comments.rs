//! Comments that speak to us: `<!-- handbook: ignore RULE reason -->`.

use super::super::reading::ParsedText;
use super::super::writer::Writer;
use crate::diag::catalogue::markdown::unclosed_comment;
use crate::site::document::Ignore;
use std::ops::Range;

/// An ignore comment that waits for the block it is about.
pub(in super::super) struct Waiting {
    rule: String,
    reason: String,
    comment: Range<usize>,
}

impl Writer<'_> {
    /// A comment; `alone` when it stands in a block of its own and so is about the next one.
    pub(super) fn comment(
        &mut self,
        reading: &ParsedText<'_>,
        text: &str,
        at: Range<usize>,
        alone: bool,
    ) {
        self.written.comments.push(reading.place(at.clone()));
        if text.starts_with("<!--") && !text.ends_with("->") && text.trim_end().contains('\n') {
            self.report(unclosed_comment(reading.place(at.start..at.start + 4)));
        }
        let Some((rule, reason)) = ignore(text) else {
            return;
        };
        let waiting = Waiting { rule: rule.to_owned(), reason: reason.to_owned(), comment: at };
        if alone {
            self.raw.waiting.push(waiting);
        } else {
            let block = self.blocks.current.clone();
            self.settle(reading, waiting, &block);
        }
    }

    /// An element of which readers see nothing, such as `<script>`; it ends with its block, unless
    /// it is closed.
    pub(super) fn leave_out(&mut self, reading: &ParsedText<'_>, at: Range<usize>) {
        self.raw.left_out = self.raw.muted.is_some().then_some(at.start);
        let end =
            if self.raw.left_out.is_some() { at.end.max(self.blocks.current.end) } else { at.end };
        self.written.comments.push(reading.place(at.start..end));
    }

    /// The element that was left out last is closed.
    pub(super) fn left_out_until(&mut self, reading: &ParsedText<'_>, end: usize) {
        if let Some(start) = self.raw.left_out.take() {
            self.written.comments.pop();
            self.written.comments.push(reading.place(start..end));
        }
    }

    /// A block begins: comments before it are about it.
    pub(in super::super) fn settle_ignores(
        &mut self,
        reading: &ParsedText<'_>,
        block: &Range<usize>,
    ) {
        for waiting in std::mem::take(&mut self.raw.waiting) {
            self.settle(reading, waiting, block);
        }
    }

    fn settle(&mut self, reading: &ParsedText<'_>, waiting: Waiting, block: &Range<usize>) {
        let Waiting { rule, reason, comment } = waiting;
        let scope = comment.start.min(block.start)..block.end.max(comment.end);
        let (place, scope) = (reading.place(comment), reading.place(scope));
        self.written.ignores.push(Ignore { rule, reason, place, scope });
    }
}

/// The rule and the reason in a comment that asks to ignore something.
fn ignore(comment: &str) -> Option<(&str, &str)> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let asked = inside.strip_prefix("handbook:")?.trim_start().strip_prefix("ignore")?;
    let asked = asked.strip_prefix(char::is_whitespace)?.trim();
    Some(
        asked
            .split_once(char::is_whitespace)
            .map_or((asked, ""), |(rule, reason)| (rule, reason.trim())),
    )
}

#[cfg(test)]
mod tests {
    use super::ignore;

    #[test]
    fn only_comments_to_us_are_read() {
        assert_eq!(
            ignore("<!-- handbook: ignore broken-link  it moves soon -->"),
            Some(("broken-link", "it moves soon"))
        );
        assert_eq!(ignore("<!--handbook:ignore x-->"), Some(("x", "")));
        for other in
            ["<!-- ignore x -->", "<!-- handbook: x -->", "<!-- handbook: ignored -->", "<!-->"]
        {
            assert_eq!(ignore(other), None, "{other}");
        }
    }
}
