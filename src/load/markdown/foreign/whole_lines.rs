//! Lines that are foreign as a whole: containers, imports, snippets, what a line says of the block
//! below it.

use super::attributes::list_at;
use super::code_lines::CodeLines;
use super::directives::directive;
use super::draft::TextDraft;
use super::known::callout;
use super::layout::{indentation, line_end};
use super::lines::{CodeFile, Colons, ForeignLine, family};
use super::marks::{Container, Family, Mark};
use super::modules;
use super::myst::{self, DirectiveStart};
use super::nesting::Nesting;
use super::paragraphs::{self, paragraph_end};
use super::quotes::class_kind;
use super::survey::TextSurvey;
use super::unknown::ForeignTool;
use crate::site::document::SiteWord;
use std::ops::Range;

/// How far away a block of snippets may end.
const FARTHEST: usize = 2000;

/// Rewrites such lines.
pub(super) struct WholeLinePass<'a, 't> {
    pub(super) survey: &'a TextSurvey<'t>,
    pub(super) draft: &'a mut TextDraft<'t>,
    pub(super) nesting: &'a mut Nesting,
    pub(super) code: &'a mut CodeLines,
    /// What the next quote is.
    pub(super) next_kind: &'a mut Option<SiteWord>,
    /// Lines before this offset are read already.
    pub(super) skip_until: &'a mut usize,
    /// Where the table ends that was seen last.
    pub(super) table_end: usize,
}

/// Where a line stands.
pub(super) struct LinePlace<'p> {
    /// What the lines around begin with.
    pub(super) prefix: &'p str,
    /// Without indentation and end.
    pub(super) range: Range<usize>,
    /// How far it is indented.
    pub(super) column: usize,
}

impl WholeLinePass<'_, '_> {
    /// Writes a line; `false` when it is not foreign after all.
    pub(super) fn write(&mut self, line: ForeignLine, place: &LinePlace<'_>) -> bool {
        let (prefix, range) = (place.prefix, &place.range);
        let first = self.survey.text.as_bytes().get(range.start);
        match line {
            ForeignLine::Indented(container) => return self.indented(container, place),
            ForeignLine::Colons(_) if first == Some(&b'+') && !self.has_pluses_below(range) => {
                return false;
            }
            ForeignLine::Colons(colons) => {
                if first == Some(&b'/') {
                    self.skip_options(range);
                }
                self.open_colons(colons, prefix, range);
                self.directive(prefix, range);
            }
            ForeignLine::ColonsEnd
                if !self.nesting.has_colons() && matches!(first, Some(b'/' | b'+')) =>
            {
                return false;
            }
            ForeignLine::ColonsEnd => {
                if let Some(family) = self.nesting.close_colons() {
                    self.draft.block(Mark::Close(family), range, prefix);
                }
            }
            // The definition of a short form that is so far indented that it is code.
            ForeignLine::Gone if place.column >= 4 && first == Some(&b'*') => return false,
            ForeignLine::Gone => self.note_classes(prefix, range),
            ForeignLine::Label(label) => self.draft.block(Mark::Anchor(label), range, prefix),
            ForeignLine::Module => modules::report(self.draft, self.survey, range),
            ForeignLine::Becomes(markdown) => {
                self.draft.make(&format!("{prefix}{markdown}"), range);
            }
            ForeignLine::CodeFile(CodeFile { path, info }) => {
                self.draft.code_file(&path, &info, prefix, range);
            }
            ForeignLine::Embed(page) => self.draft.include(&page, prefix, range),
            ForeignLine::Snippet(path) if path.is_empty() => return self.snippets(prefix, range),
            ForeignLine::Snippet(path) => self.snippet(&path, prefix, range),
        }
        true
    }

    /// Whether a line below ends what `+++ Title` begins.
    fn has_pluses_below(&self, range: &Range<usize>) -> bool {
        let below = self.survey.text.get(range.end..).unwrap_or_default();
        let below = below.get(..below.floor_char_boundary(FARTHEST)).unwrap_or_default();
        below.lines().any(|line| line.trim() == "+++")
    }

    /// A container with an indented body.
    fn indented(&mut self, container: Container, place: &LinePlace<'_>) -> bool {
        if !self.nesting.may_indent() {
            return false;
        }
        let (prefix, range, column) = (place.prefix, &place.range, place.column);
        let next = line_end(self.survey.text, range.start);
        let body = self.survey.text.get(next..).unwrap_or_default();
        let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let family = container.family();
        self.open(container, prefix, range);
        if indentation(first) >= column + 4 {
            self.nesting.indent(column + 4, family, prefix);
            return true;
        }
        // Without a body, or with one that its author forgot to indent.
        let follows = body.lines().next().is_some_and(|next| {
            !next.trim().is_empty() && indentation(next) == column && paragraphs::begins(next)
        });
        if follows {
            self.around_paragraph(family, next, prefix);
        } else {
            self.draft.block(Mark::Close(family), range, prefix);
        }
        true
    }

    fn open(&mut self, mut container: Container, prefix: &str, range: &Range<usize>) {
        let paragraph = container.take_linked_title();
        self.draft.block(Mark::Open(container), range, prefix);
        if let Some(paragraph) = paragraph {
            self.draft.make(&format!("{prefix}{paragraph}\n{prefix}\n"), range);
        }
    }

    /// A container around the paragraph that begins at `from`.
    fn around_paragraph(&mut self, family: Family, from: usize, prefix: &str) {
        let text = self.survey.text;
        let is_indented = self.nesting.is_indented();
        let end = paragraph_end(text, line_end(text, from), is_indented, self.table_end);
        self.nesting.close_at(end, family, prefix);
    }

    /// `{: .note }` above a block makes it a callout.
    fn note_classes(&mut self, prefix: &str, range: &Range<usize>) {
        let text = self.survey.text;
        let list = list_at(self.survey.slice(range.clone()));
        let kind = list.and_then(|list| list.classes.iter().find_map(|class| class_kind(class)));
        let next = line_end(text, range.start);
        let below = text.get(next..line_end(text, next)).unwrap_or_default().trim();
        let Some(kind) = kind.filter(|_| !below.is_empty() && is_below_blank(text, range.start))
        else {
            return;
        };
        if below.starts_with('>') {
            *self.next_kind = Some(kind);
        } else if !below.starts_with(['#', '|', '<', '`', '~']) {
            self.draft.block(Mark::Open(callout(kind, None)), range, prefix);
            self.around_paragraph(Family::Callout, next, prefix);
        }
    }

    /// Below `/// note`, lines such as `    type: warning` say how it looks.
    fn skip_options(&mut self, range: &Range<usize>) {
        let text = self.survey.text;
        let mut at = line_end(text, range.start);
        loop {
            let next = line_end(text, at);
            let line = text.get(at..next).unwrap_or_default();
            let is_option = indentation(line) >= 4
                && line.split_once(':').is_some_and(|(key, _)| !key.trim().contains(' '));
            if !is_option {
                break;
            }
            *self.skip_until = next;
            at = next;
        }
    }

    /// Options of a directive of `MyST` are not shown; what a frame of it begins with is.
    fn directive(&mut self, prefix: &str, range: &Range<usize>) {
        let text = self.survey.text;
        if directive(self.survey.slice(range.clone()).trim_start_matches(':')).is_none() {
            return;
        }
        let Some(DirectiveStart { markdown, label, next }) = myst::frame(text, range.start) else {
            let (end, options) = myst::options(text, line_end(text, range.start));
            *self.skip_until = end;
            if let Some(label) = myst::label(&options) {
                self.draft.block(Mark::Anchor(label), range, prefix);
            }
            return;
        };
        if let Some(label) = label {
            self.draft.block(Mark::Anchor(label), range, prefix);
        }
        self.draft.fresh_line(prefix, range);
        self.draft.make(&format!("{markdown}\n{prefix}\n"), range);
        *self.skip_until = next;
    }

    fn open_colons(&mut self, colons: Colons, prefix: &str, range: &Range<usize>) {
        let family = family(&colons);
        match colons {
            Colons::Container(container) => self.open(container, prefix, range),
            Colons::Code(language) => {
                self.draft.make(&format!("{prefix}```{language}\n"), range);
                return self.code.open_colons();
            }
            Colons::Frame => {}
            Colons::Unknown(name, title) => {
                self.draft.unknown(ForeignTool::Container, format!(":::{name}"), range);
                if let Some(title) = title {
                    self.draft.fresh_line(prefix, range);
                    self.draft.make(&format!("{title}\n{prefix}\n"), range);
                }
            }
        }
        self.nesting.open_colons(family);
    }

    fn snippet(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        if path.split(['#', ':']).next().is_some_and(|path| path.ends_with(".md")) {
            self.draft.include(path, prefix, range);
        } else {
            self.draft.unknown(ForeignTool::Snippet, "--8<--".to_owned(), range);
        }
    }

    /// A block of files between two lines `--8<--`.
    fn snippets(&mut self, prefix: &str, range: &Range<usize>) -> bool {
        let start = line_end(self.survey.text, range.start);
        let rest = self.survey.text.get(start..).unwrap_or_default();
        let Some(end) = rest.find("--8<--").filter(|end| *end < FARTHEST) else {
            return false;
        };
        let paths = rest.get(..end).unwrap_or_default().lines().map(str::trim);
        for path in paths.filter(|path| !path.is_empty() && !path.starts_with(';')) {
            self.snippet(path, prefix, range);
        }
        *self.skip_until = line_end(self.survey.text, start + end);
        true
    }
}

/// Whether a blank line or nothing stands above a line.
fn is_below_blank(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.trim().is_empty()
        || before.trim_end_matches([' ', '\t']).ends_with("\n\n")
        || before.ends_with("\r\n\r\n")
}
