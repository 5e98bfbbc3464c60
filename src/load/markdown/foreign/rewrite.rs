//! One pass over the lines of a text that may hold foreign syntax, in linear time. Each line goes
//! to the first that knows it.

use super::code_lines::{CodeLines, DiagramLine};
use super::components::ComponentPass;
use super::draft::TextDraft;
use super::fenced::FencedCallouts;
use super::html_lines::MarkdownElements;
use super::inline::{InlinePass, InlineState};
use super::layout::{blanks, indentation, line_end, quote_depth};
use super::lines::line as foreign_line;
use super::nesting::Nesting;
use super::rewritten::Rewritten;
use super::survey::TextSurvey;
use super::unknown::ForeignTool;
use super::whole_lines::{LinePlace, WholeLinePass};
use super::{
    code_lines, comments, field_lines, modules, myst_blocks, quote_lines, tables, templates,
};
use crate::config::RawHtml;
use crate::html::unescape;
use crate::load::markdown::part::TextPart;
use crate::site::document::SiteWord;

/// Rewrites a part.
pub(in super::super) fn rewrite(part: &TextPart, raw_html: RawHtml) -> Rewritten<'_> {
    let survey = TextSurvey::new(part, raw_html);
    let mut rewriter = LineRewriter {
        survey: &survey,
        draft: TextDraft::new(part),
        nesting: Nesting::default(),
        code: CodeLines::default(),
        inline: InlineState::default(),
        fenced: FencedCallouts::default(),
        elements: MarkdownElements::default(),
        next_kind: None,
        skip_until: 0,
    };
    rewriter.draft.open(part.opening());
    for mention in &survey.mentions {
        rewriter.draft.unknown(ForeignTool::Mention, "@".to_owned(), mention);
    }
    rewriter.lines();
    let draft = rewriter.draft;
    draft.finish(survey.abbreviations)
}

/// Goes over the lines of a text.
struct LineRewriter<'a, 't> {
    survey: &'a TextSurvey<'t>,
    draft: TextDraft<'t>,
    nesting: Nesting,
    code: CodeLines,
    inline: InlineState,
    fenced: FencedCallouts,
    elements: MarkdownElements,
    /// What the next quote is.
    next_kind: Option<SiteWord>,
    /// Lines before this offset are read already.
    skip_until: usize,
}

/// A line without its indentation and end.
struct BareLine<'t> {
    bare: &'t str,
    /// Where what is left of it begins, behind the indentation of containers.
    start: usize,
    /// Where its text begins.
    at: usize,
    /// Where the next line begins.
    end: usize,
    /// In which column its text begins.
    column: usize,
}

impl<'t> LineRewriter<'_, 't> {
    fn lines(&mut self) {
        let text = self.survey.text;
        let mut at = 0;
        while at < text.len() {
            at = self.line(at).max(at + 1);
        }
        self.draft.insert_rest();
        self.nesting.leave_paragraphs(at, &mut self.draft);
        self.nesting.leave_indents(0, text.len(), &mut self.draft);
    }

    /// Reads what begins at `at`, the start of a line: returns where it ends.
    fn line(&mut self, at: usize) -> usize {
        let text = self.survey.text;
        let end = line_end(text, at);
        let content = text.get(at..end).unwrap_or_default().trim_end();
        if at < self.skip_until {
            return end;
        }
        self.nesting.leave_paragraphs(at, &mut self.draft);
        if content.trim().is_empty() {
            self.code.leave_quoted(0);
            self.draft.copy(at..end);
            return end;
        }
        let column = indentation(content);
        let may_leave = !self.code.in_any_fence() || self.nesting.ends_at(column);
        if may_leave && self.nesting.leave_indents(column, at, &mut self.draft) {
            self.code.leave();
        }
        let bare = content.trim_start();
        let start = at + blanks(content, self.nesting.columns());
        let line = BareLine { bare, start, at: at + content.len() - bare.len(), end, column };
        if let Some(next) = self.directive(&line).or_else(|| self.fenced_callout(&line)) {
            return next;
        }
        if self.is_code(&line, content) {
            return end;
        }
        self.code.note_list(bare, column);
        self.text_line(at, &line)
    }

    /// A directive that is read as a whole; returns where reading goes on.
    fn directive(&mut self, line: &BareLine<'t>) -> Option<usize> {
        let deep = line.column.saturating_sub(self.nesting.columns());
        if self.inline.raw || !self.code.may_begin(deep) {
            return None;
        }
        let text = self.survey.text;
        let prefix = text.get(line.start.min(line.at)..line.at).unwrap_or_default();
        if self.survey.is_computed
            && let Some(next) = templates::write(&mut self.draft, text, prefix, line.at)
        {
            return Some(next);
        }
        myst_blocks::write(&mut self.inline_pass(), (line.bare, prefix), line.at)
    }

    /// A fence that is a callout; returns where reading goes on.
    fn fenced_callout(&mut self, line: &BareLine<'_>) -> Option<usize> {
        let deep = line.column.saturating_sub(self.nesting.columns());
        if self.inline.raw || !self.code.may_begin(deep) {
            return None;
        }
        let text = self.survey.text;
        let prefix = text.get(line.start.min(line.at)..line.at).unwrap_or_default();
        self.fenced.line(&mut self.draft, text, (line.bare, prefix), line.at)
    }

    /// Whether nothing is foreign in a line; then it is written.
    fn is_code(&mut self, line: &BareLine<'_>, content: &str) -> bool {
        let (bare, whole) = (line.bare, line.start..line.end);
        if self.code.in_verbatim(content) {
            self.draft.copy(whole);
            return true;
        }
        if let Some(line) = self.code.in_diagram(bare) {
            match line {
                DiagramLine::End => self.draft.make("```\n", &whole),
                DiagramLine::Html => {
                    let text = self.survey.text.get(whole.clone()).unwrap_or_default();
                    self.draft.make(&unescape(text), &whole);
                }
                DiagramLine::Code => self.draft.copy(whole),
            }
            return true;
        }
        self.code.leave_quoted(quote_depth(bare));
        let deep = line.column.saturating_sub(self.nesting.columns());
        let is_indented = self.code.is_indented(deep, || is_below_blank(self.draft.written()));
        let query = code_lines::query(bare).filter(|_| !self.code.in_any_fence());
        if !is_indented && self.code.in_fence(bare) {
            if let Some(name) = query {
                let at = line.at..line.at + bare.len();
                self.draft.unknown(ForeignTool::Query, name.to_owned(), &at);
            }
            if !self.code.is_hidden(bare) {
                self.draft.copy(whole);
            }
            return true;
        }
        self.code.note_code(is_indented);
        let below = self.survey.text.get(line.end..).unwrap_or_default();
        if !is_indented && !self.inline.raw && self.code.begins_diagram(bare, below) {
            self.draft.make("```mermaid\n", &whole);
            return true;
        }
        let is_raw = self.inline.raw && !content.contains("endraw");
        let is_verbatim = !is_indented && !is_raw && self.code.begins_verbatim(bare, below);
        let is_code = is_indented || is_raw || is_verbatim;
        // Below other HTML, its code would end with that, at the first blank line.
        if is_verbatim && bare.starts_with("<pre") && is_below_tag(self.draft.written()) {
            self.draft.make("\n", &whole);
        }
        if is_code {
            self.draft.copy(whole);
        }
        is_code
    }

    /// A line that is no code; returns where reading goes on.
    fn text_line(&mut self, begin: usize, line: &BareLine<'t>) -> usize {
        let text = self.survey.text;
        let BareLine { bare, start, at, end, column } = *line;
        let prefix = text.get(start.min(at)..at).unwrap_or_default();
        let range = at..at + bare.len();
        let done = comments::block(&mut self.draft, text, bare, at)
            .or_else(|| self.components().line(at, prefix))
            .or_else(|| self.module(bare, at))
            .or_else(|| field_lines::write(&mut self.inline_pass(), bare, prefix, range.clone()))
            .or_else(|| self.block_of_markdown(line, prefix));
        if let Some(next) = done {
            return next;
        }
        self.note_table(begin, bare);
        let place = LinePlace { prefix, range, column };
        let is_whole =
            foreign_line(bare).is_some_and(|line| self.whole_lines().write(line, &place));
        if is_whole || is_contents_list(bare, text.get(end..).unwrap_or_default()) {
            return end;
        }
        self.inline_pass().paragraph(start, end)
    }

    /// An `import` or `export` over several lines; returns where reading goes on.
    fn module(&mut self, bare: &str, at: usize) -> Option<usize> {
        let end = modules::statement(self.survey.text, bare, at)?;
        modules::report(&mut self.draft, self.survey, &(at..end));
        Some(end)
    }

    /// An element whose content is Markdown, or a quote that is a callout; returns where reading
    /// goes on.
    fn block_of_markdown(&mut self, line: &BareLine<'t>, prefix: &str) -> Option<usize> {
        let BareLine { bare, start, at, end, .. } = *line;
        let mut pass = InlinePass {
            survey: self.survey,
            draft: &mut self.draft,
            nesting: &mut self.nesting,
            state: &mut self.inline,
        };
        let element = self.elements.line(&mut pass, bare, prefix, at, end);
        element.or_else(|| quote_lines::write(&mut pass, &mut self.next_kind, bare, start..end, at))
    }

    /// The cells that a table lacks are written with its rows.
    fn note_table(&mut self, begin: usize, bare: &str) {
        if begin >= self.inline.table_end
            && let Some(table) = tables::table(self.survey.text, begin)
        {
            if let Some(blank) = tables::blank_above(self.draft.written(), bare) {
                self.draft.make(&blank, &(begin..begin));
            }
            self.inline.table_end = table.end;
            self.draft.insert(table.insertions);
        }
    }

    fn components(&mut self) -> ComponentPass<'_, 't> {
        ComponentPass {
            survey: self.survey,
            draft: &mut self.draft,
            nesting: &mut self.nesting,
            closings: &mut self.inline.closings,
        }
    }

    fn inline_pass(&mut self) -> InlinePass<'_, 't> {
        InlinePass {
            survey: self.survey,
            draft: &mut self.draft,
            nesting: &mut self.nesting,
            state: &mut self.inline,
        }
    }

    fn whole_lines(&mut self) -> WholeLinePass<'_, 't> {
        WholeLinePass {
            survey: self.survey,
            draft: &mut self.draft,
            nesting: &mut self.nesting,
            code: &mut self.code,
            next_kind: &mut self.next_kind,
            skip_until: &mut self.skip_until,
            table_end: self.inline.table_end,
        }
    }
}

/// Whether what is written ends with a blank line.
fn is_below_blank(written: &str) -> bool {
    written.is_empty() || written.ends_with("\n\n") || written.ends_with("\n\r\n")
}

/// Whether the last line that is written begins with a tag.
fn is_below_tag(written: &str) -> bool {
    let line = written.strip_suffix('\n').unwrap_or(written).rsplit('\n').next();
    line.is_some_and(|line| line.starts_with('<'))
}

/// `* TOC` above `{:toc}` is a list of contents, and gone with it.
fn is_contents_list(bare: &str, below: &str) -> bool {
    let item = bare.trim_start_matches(['*', '-', '+', '1', '.', ' ']);
    item.len() <= 20
        && item.len() < bare.len()
        && below.trim_start_matches(' ').starts_with("{:toc")
}
