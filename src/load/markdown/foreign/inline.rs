//! Tags of template languages and other signs in the lines of a paragraph.

use super::attributes::lone_anchor;
use super::closings::Closings;
use super::components::ComponentPass;
use super::confluence::{ConfluencePass, ConfluenceState};
use super::draft::TextDraft;
use super::known::{ForeignFate, fate, link};
use super::layout::prefix;
use super::layout::{
    UNKNOWN_PLACE, in_address, in_tag, in_target, is_alone, is_at_target, is_heading, is_in_html,
    names_a_place,
};
use super::marks::Mark;
use super::nesting::Nesting;
use super::paragraphs::paragraph_end;
use super::signs::{
    behind_comment, closing_tag, comment_end, empty_bold, formula, is_text, next_sign, raw_end,
};
use super::spans::{code_spans, coded_wikilink};
use super::survey::TextSurvey;
use super::tags::{ForeignTag, Syntax, delimiters, tag};
use super::unknown::ForeignTool;
use super::{addresses, fields, pieces, roles};
use std::collections::BTreeSet;
use std::ops::Range;

/// What paragraphs have to know of those before them.
#[derive(Default)]
pub(super) struct InlineState {
    pub(super) closings: Closings,
    confluence: ConfluenceState,
    /// Between `raw` and `endraw`.
    pub(super) raw: bool,
    /// Where the table ends that was seen last.
    pub(super) table_end: usize,
    /// Ends of comments that stand nowhere in what is left.
    absent: BTreeSet<&'static str>,
    /// Names of tags that are not closed in what is left.
    unclosed: BTreeSet<String>,
}

/// Rewrites what stands in lines.
pub(super) struct InlinePass<'a, 't> {
    pub(super) survey: &'a TextSurvey<'t>,
    pub(super) draft: &'a mut TextDraft<'t>,
    pub(super) nesting: &'a mut Nesting,
    pub(super) state: &'a mut InlineState,
}

impl<'t> InlinePass<'_, 't> {
    /// The lines of a paragraph from `start`: tags in them are replaced. Returns where reading goes
    /// on.
    pub(super) fn paragraph(&mut self, start: usize, first_end: usize) -> usize {
        let limit = if self.state.raw { first_end } else { self.paragraph_end(first_end) };
        self.until(start..first_end, limit)
    }

    /// The same up to `limit`, whatever stands there; the first line is given.
    pub(super) fn until(&mut self, first: Range<usize>, limit: usize) -> usize {
        let text = self.survey.text;
        let start = first.start;
        let spans = self.spans(start..limit);
        let mut spans = spans.iter().peekable();
        let mut at = start;
        let mut copied = start;
        let first_line = self.survey.slice(first);
        let is_heading = first_line.trim_start().starts_with('#');
        let mut missing: Vec<&str> = Vec::new();
        while let Some(next) = next_sign(text, at, limit, &self.survey.signs) {
            at = next;
            while spans.next_if(|span| span.end <= at).is_some() {}
            if let Some(span) = spans.peek().filter(|span| span.start <= at) {
                at = span.end;
                continue;
            }
            if let Some(end) = self.sign(at, copied, limit) {
                at = end;
                copied = end;
                if at > limit {
                    return at;
                }
                continue;
            }
            let Some(tag) = self.tag_at(at, limit, &mut missing) else {
                at = behind_comment(text, at, limit);
                continue;
            };
            if is_text(text, &tag, is_heading) {
                at = if tag.syntax == Syntax::Output { tag.range.end } else { at + 1 };
                continue;
            }
            self.draft.copy(copied..at - blank_before(text, &tag).min(at - copied));
            at = self.replace(&tag);
            copied = at;
            if at > limit {
                return at;
            }
        }
        self.draft.copy(copied..limit);
        limit
    }

    /// The end of the paragraph whose first line ends at `from`.
    pub(super) fn paragraph_end(&self, from: usize) -> usize {
        let is_indented = self.nesting.is_indented();
        paragraph_end(self.survey.text, from, is_indented, self.state.table_end)
    }

    /// Code and formulas, in which nothing is foreign. Dollars that belong to none get another
    /// spelling.
    fn spans(&mut self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut spans = code_spans(self.survey.text, range.clone());
        if self.survey.has_formulas && !self.state.raw {
            for at in pieces::add_formulas(self.survey.text, range, &mut spans) {
                self.state.closings.add_text(at..at + 1, "&#36;".to_owned());
            }
        }
        spans
    }

    /// Writes what stands for the sign at `at`, if it is one, and what is to be copied before it;
    /// returns where reading goes on.
    fn sign(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        if self.state.raw {
            return None;
        }
        if let Some((end, parts)) = self.state.closings.take(at) {
            self.draft.copy(copied..at);
            self.draft.make_parts(parts, &(at..end));
            return Some(end);
        }
        let text = self.survey.text;
        match text.as_bytes().get(at)? {
            b'<' if self.survey.placeholders.contains(&at) && !is_at_target(text, at) => {
                self.draft.copy(copied..at);
                self.draft.make("&lt;", &(at..at + 1));
                Some(at + 1)
            }
            b'<' => self
                .confluence()
                .sign(at, copied)
                .or_else(|| self.components().in_sentence(at, copied)),
            b'{' if text.get(..at).is_some_and(|before| before.ends_with('=')) => self
                .components()
                .expression(at, copied, limit)
                .or_else(|| self.piece(at, copied, limit)),
            b'^' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('[')) => {
                fields::inline_note(self.draft, text, at, copied, limit)
            }
            b'^' => fields::field_sign(self.draft, text, at, copied)
                .or_else(|| self.piece(at, copied, limit)),
            b'[' | b'(' => fields::field_sign(self.draft, text, at, copied),
            b']' => self.closing_bracket(at, copied, limit),
            b'{' => self
                .piece(at, copied, limit)
                .or_else(|| self.components().computed(at, copied, limit)),
            b'+' | b'=' | b'~' | b':' => self.piece(at, copied, limit),
            b'*' => {
                let end = empty_bold(text, at)?;
                self.draft.copy(copied..at);
                Some(end)
            }
            b'\\' => {
                let (becomes, end) = formula(text, at, limit)?;
                self.draft.copy(copied..at);
                self.draft.make(&becomes, &(at..end));
                Some(end)
            }
            _ => None,
        }
    }

    /// A bracket that ends an anchor, a wikilink with code in it, or the text of a link.
    fn closing_bracket(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let text = self.survey.text;
        if let Some((id, end)) = lone_anchor(text, at) {
            let range = at - 1..end;
            self.draft.copy(copied..range.start);
            self.inline(Mark::Anchor(id.to_owned()), &range);
            return Some(end);
        }
        if let Some(open) = coded_wikilink(text, copied, at) {
            self.draft.copy(copied..open);
            let plain = self.survey.slice(open..at).replace('`', "");
            self.draft.make(&plain, &(open..at));
            return Some(at);
        }
        let is_cell = at < self.state.table_end;
        let found = addresses::address(text, at, limit, is_cell)?;
        self.draft.copy(copied..at);
        self.draft.make(&found.becomes, &found.range);
        Some(found.range.end)
    }

    fn confluence(&mut self) -> ConfluencePass<'_, 't> {
        ConfluencePass {
            survey: self.survey,
            draft: self.draft,
            columns: self.nesting.columns(),
            state: &mut self.state.confluence,
        }
    }

    fn components(&mut self) -> ComponentPass<'_, 't> {
        ComponentPass {
            survey: self.survey,
            draft: self.draft,
            nesting: self.nesting,
            closings: &mut self.state.closings,
        }
    }

    fn piece(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let text = self.survey.text;
        let found =
            pieces::piece(text, at, limit).or_else(|| roles::role(text.get(at..limit)?, at))?;
        if in_tag(text, at) || in_address(text, at) {
            return None;
        }
        self.draft.copy(copied..at);
        if let Some((range, parts)) = found.closing {
            self.state.closings.add(range, parts);
        }
        if let Some((tool, name)) = found.unknown {
            let length = self.survey.slice(found.range.clone()).trim_end().len();
            let written = found.range.start..found.range.start + length;
            self.draft.unknown(tool, name, &written);
        }
        self.draft.make_parts(found.parts, &found.range);
        Some(found.range.end)
    }

    /// The tag at `at`. `missing` remembers which ends the paragraph does not have, so that each is
    /// sought once.
    fn tag_at(
        &mut self,
        at: usize,
        limit: usize,
        missing: &mut Vec<&'static str>,
    ) -> Option<ForeignTag<'t>> {
        let text = self.survey.text;
        if self.state.raw {
            return raw_end(text, at, limit);
        }
        let (_, close, syntax) = delimiters(text, at)?;
        if missing.contains(&close) {
            return None;
        }
        if syntax == Syntax::Comment {
            // What stands nowhere behind this is not sought again.
            let absent = &mut self.state.absent;
            if !absent.contains(close) && !text.get(at..)?.contains(close) {
                absent.insert(close);
            }
            return if absent.contains(close) { None } else { tag(text, at, limit) };
        }
        let tag = tag(text, at, limit);
        if tag.is_none() && !text.get(at..limit)?.contains(close) {
            missing.push(close);
        }
        tag
    }

    /// Writes what a tag becomes; returns where reading goes on.
    fn replace(&mut self, tag: &ForeignTag<'t>) -> usize {
        let (text, range) = (self.survey.text, tag.range.clone());
        match fate(tag, self.survey.closed.contains(tag.name)) {
            ForeignFate::Text => self.draft.copy(range.clone()),
            ForeignFate::Inline(Mark::Anchor(id)) if is_heading(text, range.start) => {
                self.draft.make(&format!("{{#{id}}}"), &range);
            }
            ForeignFate::Gone if tag.is_comment() => self.draft.comment(range.clone()),
            ForeignFate::Gone => {}
            ForeignFate::Becomes(markdown) => self.draft.make(&markdown, &range),
            ForeignFate::Target(target) => self.target(&target, &range),
            ForeignFate::Inline(_) | ForeignFate::Block(_) | ForeignFate::Sentence(..)
                if in_tag(text, range.start) =>
            {
                self.draft.copy(range.clone());
            }
            ForeignFate::Inline(Mark::Link(found)) if !is_in_html(text, range.start) => {
                self.draft.make(&link(&found.label, &found.target), &range);
            }
            ForeignFate::Inline(mark) => self.inline(mark, &range),
            ForeignFate::Block(mark) => self.block(mark, &range),
            ForeignFate::Sentence(_, text) if text.is_empty() => {}
            ForeignFate::Sentence(container, text) => {
                let family = container.family();
                self.block(Mark::Open(container), &range);
                self.draft.make(&text, &range);
                self.block(Mark::Close(family), &range);
            }
            ForeignFate::Include(path) => {
                let prefix = self.prefix(range.start);
                self.draft.include(&path, &prefix, &range);
                self.draft.make(&prefix, &range);
            }
            ForeignFate::Unknown(tool, name, text) => self.unknown(tag, tool, name, &text),
            ForeignFate::Raw => self.state.raw = true,
            ForeignFate::Comment => {
                let end = comment_end(text, range.end);
                self.draft.comment(range.start..end);
                return end;
            }
            ForeignFate::Code(language) => return self.code(tag.name, &language, &range),
            ForeignFate::LinkAround(target) => self.link_around(tag.name, &target, &range),
            ForeignFate::IncludedCode(path) => self.included_code(&path, &range),
        }
        self.state.raw = self.state.raw && !tag.closing;
        range.end
    }

    /// A tag that we do not know is gone but for its text; a variable stays.
    fn unknown(&mut self, tag: &ForeignTag<'_>, tool: ForeignTool, name: String, words: &str) {
        let (text, range) = (self.survey.text, &tag.range);
        let first = tag.name.split(['.', ' ', '|', '[']).next().unwrap_or_default();
        let is_made = tool == ForeignTool::Variable && self.survey.assigned.contains(first);
        let tool = if is_made { ForeignTool::Template } else { tool };
        self.draft.unknown(tool, name, range);
        if tool == ForeignTool::Variable {
            return self.draft.copy(range.clone());
        }
        let first = tag.arguments.iter().find(|argument| argument.quoted);
        if let Some(first) = first.filter(|_| in_target(text, range.start)) {
            return self.target(first.value, range);
        }
        if names_a_place(text, range.start) {
            return self.draft.make(UNKNOWN_PLACE, range);
        }
        let is_word = tag.named(&["title", "header", "text", "label"]).is_none();
        let is_name = is_word && is_alone(text, range) && !words.contains(' ');
        self.draft.make(if is_name { "" } else { words }, range);
    }

    fn target(&mut self, target: &str, range: &Range<usize>) {
        // What stood between the bracket and this may have gone.
        let before = self.draft.written().rsplit('\n').next().unwrap_or_default();
        let in_link = before.ends_with("](") || before.ends_with("]: ");
        let in_attribute =
            !in_link && (before.ends_with('=') || in_target(self.survey.text, range.start));
        if in_attribute || (in_link && !target.contains([' ', '(', ')'])) {
            self.draft.make(target, range);
        } else if in_link {
            self.draft.make(&format!("<{target}>"), range);
        } else {
            self.draft.make(&format!("[{target}](<{target}>)"), range);
        }
    }

    fn inline(&mut self, mark: Mark, range: &Range<usize>) {
        if is_alone(self.survey.text, range) {
            self.block(mark, range);
        } else {
            self.draft.mark(mark, range);
        }
    }

    fn block(&mut self, mark: Mark, range: &Range<usize>) {
        self.draft.block_at(mark, range, self.nesting.columns());
    }

    fn prefix(&self, at: usize) -> String {
        prefix(self.survey.text, at, self.nesting.columns())
    }

    /// `{% highlight ruby %} … {% endhighlight %}` as a code block.
    fn code(&mut self, name: &str, language: &str, range: &Range<usize>) -> usize {
        let rest = self.survey.text.get(range.end..).unwrap_or_default();
        if self.state.unclosed.contains(name) {
            return range.end;
        }
        let Some(close) = closing_tag(rest, name) else {
            self.state.unclosed.insert(name.to_owned());
            return range.end;
        };
        let code = rest.get(..close.start).unwrap_or_default();
        let start = range.end + code.len() - code.trim_start_matches(['\r', '\n']).len();
        let prefix = self.prefix(range.start);
        self.draft.fresh_line(&prefix, range);
        self.draft.make(&format!("~~~~~~{language}\n"), range);
        self.draft.copy(start..range.end + close.start);
        let end_of_line = if code.ends_with('\n') { "" } else { "\n" };
        let fence = format!("{end_of_line}{prefix}~~~~~~\n");
        let end = range.end + close.end;
        self.draft.make(&fence, &(range.end + close.start..end));
        end
    }

    /// `{{< button href="x" >}} … {{< /button >}}` as a link around what it holds.
    fn link_around(&mut self, name: &str, target: &str, range: &Range<usize>) {
        let text = self.survey.text;
        let far = text.floor_char_boundary(range.end + 1000);
        let rest = text.get(range.end..far).unwrap_or_default();
        let target = super::known::angled(target);
        let is_line =
            |end: &Range<usize>| rest.get(..end.start).is_some_and(|text| !text.contains('\n'));
        match closing_tag(rest, name).filter(is_line) {
            Some(close) => {
                let close = range.end + close.start..range.end + close.end;
                self.state.closings.add_text(close, format!("](<{target}>)"));
                self.draft.make("[", range);
            }
            None => self.draft.make(&link(&target, &target), range),
        }
    }

    /// `{{#playground a.rs}}` as a code block, which is filled when the file is read.
    fn included_code(&mut self, path: &str, range: &Range<usize>) {
        let ending = path.split(':').next().and_then(|file| file.rsplit_once('.'));
        let language = ending.map_or("", |(_, ending)| ending);
        self.draft.code_file(path, language, &self.prefix(range.start), range);
    }
}

/// How many blanks between a link and its attributes go with these: what stands behind them is
/// no word.
fn blank_before(text: &str, tag: &ForeignTag<'_>) -> usize {
    let before = text.get(..tag.range.start).unwrap_or_default();
    let behind = text.get(tag.range.end..).and_then(|rest| rest.chars().next());
    let is_sign = behind.is_some_and(|sign| ".,;:!?)".contains(sign));
    if tag.syntax != Syntax::Attributes || !is_sign || !before.trim_end().ends_with(')') {
        return 0;
    }
    before.len() - before.trim_end_matches(' ').len()
}
