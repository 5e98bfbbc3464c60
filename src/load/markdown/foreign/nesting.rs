//! Containers of other tools that are open around a line: indented ones, those between `:::`,
//! components, and those around one paragraph.

use super::draft::TextDraft;
use super::marks::{Family, Mark};

/// How deep indented containers may nest.
const DEEPEST: usize = 20;

/// What is open.
#[derive(Default)]
pub(super) struct Nesting {
    indents: Vec<Indent>,
    /// Containers that `:::` closes; `None` for those that leave no trace.
    colons: Vec<Option<Family>>,
    /// Components, and how many columns of indentation belong to each.
    components: Vec<(String, usize)>,
    /// Containers that end where a paragraph does.
    ends: Vec<ParagraphEnd>,
}

/// A container around one paragraph.
struct ParagraphEnd {
    at: usize,
    family: Family,
    prefix: String,
}

/// A container with an indented body.
struct Indent {
    /// Where the body's lines begin, in columns of the original.
    body: usize,
    family: Family,
    /// What the line that began it began with.
    prefix: String,
}

impl Nesting {
    /// How many columns of indentation belong to containers and components.
    pub(super) fn columns(&self) -> usize {
        self.indents.len() * 4 + self.component_columns()
    }

    /// How many of them belong to components.
    pub(super) fn component_columns(&self) -> usize {
        self.components.last().map_or(0, |(_, columns)| *columns)
    }

    /// Whether we are in an indented container.
    pub(super) fn is_indented(&self) -> bool {
        !self.indents.is_empty()
    }

    /// Whether a line at this column ends one.
    pub(super) fn ends_at(&self, column: usize) -> bool {
        self.indents.iter().any(|indent| column < indent.body)
    }

    /// Whether another one may begin.
    pub(super) fn may_indent(&self) -> bool {
        self.indents.len() < DEEPEST
    }

    /// One begins, whose body begins at a column.
    pub(super) fn indent(&mut self, body: usize, family: Family, prefix: &str) {
        self.indents.push(Indent { body, family, prefix: prefix.to_owned() });
    }

    /// Closes containers whose body the line at this column is not part of; whether there are any.
    pub(super) fn leave_indents(
        &mut self,
        column: usize,
        at: usize,
        draft: &mut TextDraft<'_>,
    ) -> bool {
        let before = self.indents.len();
        while let Some(Indent { family, prefix, .. }) =
            self.indents.pop_if(|indent| column < indent.body)
        {
            draft.block(Mark::Close(family), &(at..at), &prefix);
        }
        self.indents.len() < before
    }

    /// A container is open up to the end of a paragraph, at `at`.
    pub(super) fn close_at(&mut self, at: usize, family: Family, prefix: &str) {
        self.ends.push(ParagraphEnd { at, family, prefix: prefix.to_owned() });
    }

    /// Closes containers around paragraphs that end here.
    pub(super) fn leave_paragraphs(&mut self, at: usize, draft: &mut TextDraft<'_>) {
        while let Some(ParagraphEnd { family, prefix, .. }) = self.ends.pop_if(|end| end.at <= at) {
            draft.block(Mark::Close(family), &(at..at), &prefix);
        }
    }

    /// A container begins that `:::` closes.
    pub(super) fn open_colons(&mut self, family: Option<Family>) {
        self.colons.push(family);
    }

    /// Whether one is open.
    pub(super) fn has_colons(&self) -> bool {
        !self.colons.is_empty()
    }

    /// The innermost one ends; what it is if it leaves a trace.
    pub(super) fn close_colons(&mut self) -> Option<Family> {
        self.colons.pop().flatten()
    }

    /// A component begins, whose content is indented by this much more.
    pub(super) fn open_component(&mut self, name: &str, deeper: usize) {
        let columns = self.component_columns() + deeper;
        self.components.push((name.to_owned(), columns));
    }

    /// A component ends, and what is open inside of it.
    pub(super) fn close_component(&mut self, name: &str) {
        if let Some(open) = self.components.iter().rposition(|(known, _)| known == name) {
            self.components.truncate(open);
        }
    }
}
