//! Lines that begin with an element whose content is Markdown, or that end one.

use super::html_tags::MarkdownTag;
use super::inline::InlinePass;

/// Such elements that are open.
#[derive(Default)]
pub(super) struct MarkdownElements {
    names: Vec<String>,
}

impl MarkdownElements {
    /// Writes such a line, which goes from `at` to `end`; returns where reading goes on.
    pub(super) fn line(
        &mut self,
        pass: &mut InlinePass<'_, '_>,
        bare: &str,
        prefix: &str,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        if !bare.starts_with('<') {
            return None;
        }
        if let Some(name) = bare.strip_prefix("</") {
            let name = name.split('>').next()?.trim().to_ascii_lowercase();
            let open = self.names.iter().rposition(|open| *open == name)?;
            self.names.truncate(open);
            pass.draft.fresh_line(prefix, &(at..at));
            pass.draft.copy(at..end);
            pass.draft.make(&format!("{prefix}\n"), &(end..end));
            return Some(end);
        }
        if !self.names.is_empty() && is_summary(bare) {
            pass.draft.copy(at..end);
            pass.draft.make(&format!("{prefix}\n"), &(end..end));
            return Some(end);
        }
        self.open(pass, bare, prefix, at, end)
    }

    fn open(
        &mut self,
        pass: &mut InlinePass<'_, '_>,
        bare: &str,
        prefix: &str,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let of_mdx = || MarkdownTag::of_mdx(bare).filter(|_| pass.survey.is_computed);
        let tag = MarkdownTag::read(bare).or_else(of_mdx)?;
        let blank_line = format!("\n{prefix}\n{prefix}");
        pass.draft.fresh_line(prefix, &(at..at));
        pass.draft.copy(at..at + tag.attribute.start);
        pass.draft.copy(at + tag.attribute.end..at + tag.length);
        let mut copied = at + tag.length;
        pass.draft.make(&blank_line, &(copied..copied));
        let rest = bare.get(tag.length..).unwrap_or_default();
        if let Some(inner) = rest.to_ascii_lowercase().find(&format!("</{}>", tag.name)) {
            let close_at = copied + inner;
            pass.paragraph(copied, close_at);
            pass.draft.make(&blank_line, &(close_at..close_at));
            copied = close_at;
        } else {
            self.names.push(tag.name);
            if rest.trim().is_empty() {
                return Some(end);
            }
        }
        pass.draft.copy(copied..end);
        pass.draft.make(&format!("{prefix}\n"), &(end..end));
        Some(end)
    }
}

/// Whether a line is what a folded block is called; what follows is Markdown like the rest.
fn is_summary(bare: &str) -> bool {
    bare.starts_with("<summary") && bare.trim_end().ends_with("</summary>")
}
