//! Blocks of other tools that take several lines: comments, elements whose content is Markdown,
//! quotes that are callouts.

use super::attributes::list_at;
use super::known::callout;
use super::marks::{Family, Mark};
use super::quotes::{alert, class_kind};
use super::rewrite::{Rewriter, line_end};
use std::ops::Range;

/// How many lines of a quote are passed to see what stands behind it.
const MOST_LINES: usize = 200;

impl Rewriter<'_> {
    /// A comment that goes over several lines, or that Markdown has no other way to write; returns
    /// where the text goes on.
    pub(super) fn comment_block(&mut self, bare: &str, at: usize) -> Option<usize> {
        let end = if bare.starts_with("%%") {
            let inside = self.text.get(at + 2..)?;
            let close = at + 2 + inside.find("%%")? + 2;
            // One that ends in its paragraph is read as any other sign.
            close.checked_sub(line_end(self.text, at)).filter(|behind| *behind > 0)?;
            close
        } else if is_definition_comment(bare) {
            line_end(self.text, at)
        } else {
            return None;
        };
        self.comment(at..end);
        Some(end)
    }

    /// A line that begins with an element whose content is Markdown, or that ends one.
    pub(super) fn html_line(
        &mut self,
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
            let open = self.markdown_tags.iter().rposition(|open| *open == name)?;
            self.markdown_tags.truncate(open);
            self.fresh_line(prefix, &(at..at));
            self.copy(at..end);
            self.make(&format!("{prefix}\n"), &(end..end));
            return Some(end);
        }
        let tag = MarkdownTag::read(bare)?;
        self.fresh_line(prefix, &(at..at));
        self.copy(at..at + tag.attribute.start);
        self.copy(at + tag.attribute.end..at + tag.length);
        self.make(&format!("\n{prefix}\n{prefix}"), &(at + tag.length..at + tag.length));
        let rest = bare.get(tag.length..).unwrap_or_default();
        let close = format!("</{}>", tag.name);
        if let Some(inner) = rest.to_ascii_lowercase().find(&close) {
            let close_at = at + tag.length + inner;
            self.inline(at + tag.length, close_at);
            self.make(&format!("\n{prefix}\n{prefix}"), &(close_at..close_at));
            self.copy(close_at..end);
            self.make(&format!("{prefix}\n"), &(end..end));
            return Some(end);
        }
        self.markdown_tags.push(tag.name);
        if rest.trim().is_empty() {
            return Some(end);
        }
        self.copy(at + tag.length..end);
        self.make(&format!("{prefix}\n"), &(end..end));
        Some(end)
    }

    /// The first line of a quote that is a callout; returns where reading goes on.
    pub(super) fn quote(&mut self, bare: &str, line: Range<usize>, at: usize) -> Option<usize> {
        let depth = quote_depth(bare);
        if depth == 0 || quote_depth(self.line_above(line.start)) >= depth {
            return None;
        }
        let inside = bare.trim_start_matches(['>', ' ']);
        let text_at = at + bare.len() - inside.len();
        let prefix = self.text.get(line.start..text_at)?.to_owned();
        let prefix = if prefix.ends_with(' ') { prefix } else { format!("{prefix} ") };
        if let Some(kind) = self.next_kind.take().or_else(|| self.kind_behind(line.end)) {
            let tag = self.marks.tag(Mark::Alert(callout(kind, None)), "");
            self.make(&format!("{prefix}{tag}\n{prefix}\n"), &(line.start..line.start));
            return None;
        }
        let found = alert(inside)?;
        let original = self.text.get(text_at..line.end).unwrap_or_default().trim_end();
        let tag = self.marks.tag(Mark::Alert(found.container), original);
        self.make(&format!("{prefix}{tag}\n{prefix}\n"), &(line.start..line.end));
        if !found.text.is_empty() {
            let from = text_at + inside.find(&found.text)?;
            self.make(&prefix, &(from..from));
            let next = self.inline(from, line.end);
            return Some(next);
        }
        Some(line.end)
    }

    /// The line before an offset that begins one.
    fn line_above(&self, at: usize) -> &str {
        let before = self.text.get(..at).unwrap_or_default();
        let before = before
            .rsplit_once('\n')
            .map_or("", |(lines, last)| if last.trim().is_empty() { lines } else { last });
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// The kind in `{.is-info}` below a quote, of which `at` is the second line.
    fn kind_behind(&self, mut at: usize) -> Option<crate::site::document::SiteWord> {
        for _ in 0..MOST_LINES {
            let rest = self.text.get(at..).unwrap_or_default();
            if !rest.trim_start_matches(' ').starts_with('>') {
                break;
            }
            at = line_end(self.text, at);
        }
        let line = self.text.get(at..line_end(self.text, at))?.trim();
        let list = list_at(line).filter(|list| list.length == line.len())?;
        list.classes
            .iter()
            .filter(|class| class.starts_with("is-"))
            .find_map(|class| class_kind(class))
    }

    /// `{: .note }` above a block makes it a callout.
    pub(super) fn note_classes(&mut self, prefix: &str, range: &Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let kind =
            list_at(text).and_then(|list| list.classes.iter().find_map(|class| class_kind(class)));
        let next = line_end(self.text, range.start);
        let below = self.text.get(next..line_end(self.text, next)).unwrap_or_default().trim();
        let Some(kind) = kind.filter(|_| !below.is_empty() && self.is_above_blank(range.start))
        else {
            return;
        };
        if below.starts_with('>') {
            self.next_kind = Some(kind);
        } else if !below.starts_with(['#', '|', '<', '`', '~']) {
            self.block(Mark::Open(callout(kind, None)), range, prefix);
            self.around_paragraph(Family::Callout, next, prefix);
        }
    }

    fn is_above_blank(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim().is_empty()
            || before.trim_end_matches([' ', '\t']).ends_with("\n\n")
            || before.ends_with("\r\n\r\n")
    }
}

/// Whether a line begins with an element that is looked at line by line.
pub(super) fn is_html_line(bare: &str) -> bool {
    let is_component = || bare.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase);
    bare.starts_with('<')
        && (bare.starts_with("</") || is_component() || MarkdownTag::read(bare).is_some())
}

/// How many `>` a line begins with.
pub(super) fn quote_depth(line: &str) -> usize {
    line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t')).filter(|c| *c == '>').count()
}

/// `[//]: # (for authors)`, `[comment]: <> (for authors)`
fn is_definition_comment(bare: &str) -> bool {
    let Some((label, rest)) = bare.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
        return false;
    };
    let is_comment = label == "//" || label.trim_matches('_').eq_ignore_ascii_case("comment");
    let rest = rest.trim_start();
    is_comment && (rest.starts_with('#') || rest.starts_with("<>") || rest.starts_with("<#>"))
}

/// An opening tag with the attribute `markdown`.
struct MarkdownTag {
    name: String,
    /// The attribute with the blank before it, in the line.
    attribute: Range<usize>,
    /// How long the tag is.
    length: usize,
}

impl MarkdownTag {
    fn read(line: &str) -> Option<Self> {
        let length = line.find('>')? + 1;
        let tag = line.get(..length)?;
        let start = tag.find(" markdown")?;
        let behind = tag.get(start + " markdown".len()..)?;
        let value = match behind.strip_prefix('=') {
            Some(value) => {
                let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
                let end = match quote {
                    Some(quote) => value.get(1..)?.find(quote)? + 2,
                    None => value.find([' ', '>'])?,
                };
                if value.get(..end)?.contains('0') {
                    return None;
                }
                end + 1
            }
            None if behind.starts_with([' ', '>', '/']) => 0,
            None => return None,
        };
        let name = tag.get(1..tag.find(' ')?)?.to_ascii_lowercase();
        let attribute = start..start + " markdown".len() + value;
        Some(MarkdownTag { name, attribute, length })
    }
}
