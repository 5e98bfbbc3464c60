//! The summary of a page: its first paragraph as plain text.

/// Longest summary, in characters.
const LONGEST_SUMMARY: usize = 300;

/// The first paragraph of a page.
#[derive(Default)]
pub(super) struct Summary {
    text: String,
    open: bool,
}

impl Summary {
    /// A paragraph begins; only those of the outermost level count.
    pub(super) fn paragraph(&mut self, outermost: bool) {
        self.open = outermost && self.text.is_empty();
    }

    pub(super) fn end_paragraph(&mut self) {
        self.open = false;
        if self.text.trim().is_empty() {
            self.text.clear();
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.open && self.text.len() <= LONGEST_SUMMARY * 4 {
            self.text.push_str(text);
        }
    }

    /// The text, cut at a word when it is long.
    pub(super) fn take(&mut self) -> String {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some((end, _)) = text.char_indices().nth(LONGEST_SUMMARY) else {
            return text;
        };
        let start = text.get(..end).unwrap_or_default();
        let whole = start.rsplit_once(' ').map_or(start, |(words, _)| words);
        format!("{}…", whole.trim_end_matches(|last: char| last.is_ascii_punctuation()))
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn summaries_end_at_a_word() {
        let mut summary = Summary::default();
        summary.paragraph(true);
        summary.push(&"word, ".repeat(100));
        summary.end_paragraph();
        let text = summary.take();
        assert!(text.chars().count() <= 301 && text.ends_with("word…"), "{text}");
    }
}
