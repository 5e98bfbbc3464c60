//! Comments, of which readers see nothing; some speak to us:
//! `<!-- handbook: ignore RULE reason -->`.

use super::reading::ParsedText;
use super::reports::Reports;
use crate::diag::catalogue::markdown::unclosed_comment;
use crate::site::document::Ignore;
use crate::source::Location;
use std::ops::Range;

/// The comments of one page.
#[derive(Default)]
pub(super) struct Comments {
    /// Everything that readers do not see.
    pub(super) all: Vec<Location>,
    pub(super) ignores: Vec<Ignore>,
    /// Ignore comments that wait for the block they are about.
    waiting: Vec<WaitingIgnore>,
}

/// An ignore comment that waits for the block it is about.
struct WaitingIgnore {
    rule: String,
    reason: String,
    comment: Range<usize>,
}

/// What a comment is about.
pub(super) enum CommentScope {
    /// The next block: it stands in a block of its own.
    Next,
    /// The block that it stands in.
    Block(Range<usize>),
}

impl CommentScope {
    /// For a comment that is alone in a block of its own, or not; `block` is the current one.
    pub(super) fn new(is_alone: bool, block: &Range<usize>) -> Self {
        if is_alone { CommentScope::Next } else { CommentScope::Block(block.clone()) }
    }
}

impl Comments {
    /// A comment in HTML, as it is written.
    pub(super) fn html(
        &mut self,
        text: &ParsedText<'_>,
        html: &str,
        at: Range<usize>,
        scope: CommentScope,
        reports: &mut Reports,
    ) {
        self.all.push(text.place(at.clone()));
        if html.starts_with("<!--") && !html.ends_with("->") && html.trim_end().contains('\n') {
            reports.add(unclosed_comment(text.place(at.start..at.start + 4)));
        }
        let Some((rule, reason)) = ignore(html) else {
            return;
        };
        let waiting =
            WaitingIgnore { rule: rule.to_owned(), reason: reason.to_owned(), comment: at };
        match scope {
            CommentScope::Next => self.waiting.push(waiting),
            CommentScope::Block(block) => self.settle(text, waiting, &block),
        }
    }

    /// A block begins: comments before it are about it.
    pub(super) fn settle_ignores(&mut self, text: &ParsedText<'_>, block: &Range<usize>) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.settle(text, waiting, block);
        }
    }

    fn settle(&mut self, text: &ParsedText<'_>, waiting: WaitingIgnore, block: &Range<usize>) {
        let WaitingIgnore { rule, reason, comment } = waiting;
        let scope = comment.start.min(block.start)..block.end.max(comment.end);
        let (place, scope) = (text.place(comment), text.place(scope));
        self.ignores.push(Ignore { rule, reason, place, scope });
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
