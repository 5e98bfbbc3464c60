//! One pass over the lines of a text that may hold foreign syntax, in linear time.

use super::lines::{ForeignLine, line};
use super::marks::{Family, ForeignMarks, Mark};
use super::pieces::InlinePart;
use super::rewritten::Rewritten;
use super::unknown::{ForeignTool, UnknownSyntax};
use super::{components, mask, tables};
use crate::config::RawHtml;
use crate::html::unused_name;
use crate::load::markdown::origins::Origins;
use crate::load::markdown::part::TextPart;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How deep indented containers may nest.
const DEEPEST: usize = 20;

pub(super) struct Rewriter<'t> {
    pub(super) text: &'t str,
    /// Where the text begins in its file.
    pub(super) offset: usize,
    pub(super) out: String,
    pub(super) origins: Origins,
    pub(super) marks: ForeignMarks,
    unknown: Vec<UnknownSyntax>,
    pub(super) comments: Vec<Span>,
    /// The code fence we are in: its character and length.
    pub(super) fence: Option<(u8, usize)>,
    /// How many quotes the fence stands in.
    fence_depth: usize,
    indents: Vec<Indent>,
    /// Containers that `:::` closes; `None` for those that leave no trace.
    pub(super) colons: Vec<Option<Family>>,
    /// Between `raw` and `endraw`.
    pub(super) raw: bool,
    /// Names of tags that are closed somewhere.
    pub(super) closed: BTreeSet<String>,
    /// Whether there may be components, of which these are closed somewhere.
    pub(super) has_components: bool,
    pub(super) closed_components: BTreeSet<String>,
    /// Components that are open, and how many columns of indentation belong to each.
    pub(super) components: Vec<(String, usize)>,
    /// Texts that the page imports, by name.
    pub(super) imports: BTreeMap<String, String>,
    /// Whether there may be fields of Dataview.
    pub(super) has_fields: bool,
    /// Where the properties stand that Notion writes below the title.
    pub(super) facts: Range<usize>,
    /// What is written below everything else.
    pub(super) notes: Vec<String>,
    /// Whether a list is open, so that indented lines are no code.
    in_list: bool,
    /// Whether the line above is indented code.
    in_code: bool,
    /// Where tags begin that are placeholders.
    pub(super) placeholders: BTreeSet<usize>,
    /// What is written between the bytes of the original, by offset.
    pub(super) insertions: BTreeMap<usize, String>,
    /// Signs that end something which began before, by offset.
    pub(super) closings: BTreeMap<usize, (usize, Vec<InlinePart>)>,
    /// Where the table ends that was seen last.
    pub(super) table_end: usize,
    /// Containers that end where a paragraph does.
    ends: Vec<ParagraphEnd>,
    /// What the next quote is.
    pub(super) next_kind: Option<crate::site::document::SiteWord>,
    /// Names of open elements whose content is Markdown.
    pub(super) markdown_tags: Vec<String>,
    /// Whether formulas are read, so that other dollars need another spelling.
    pub(super) has_formulas: bool,
    /// Ends of comments and elements that stand nowhere in what is left.
    pub(super) absent: BTreeSet<&'static str>,
    /// Names of tags that are not closed in what is left.
    pub(super) unclosed: BTreeSet<String>,
    /// What ends the comment or raw element that we are in, where nothing is foreign.
    pub(super) verbatim: Option<&'static str>,
    /// Lines before this offset are read already.
    pub(super) skip_until: usize,
    /// Whether the code fence holds Rust, of which mdBook hides some lines.
    in_rust: bool,
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

/// Rewrites a part.
pub(in super::super) fn rewrite(part: &TextPart, raw_html: RawHtml) -> Rewritten<'_> {
    let text = part.text();
    let masked = mask::without_code(text);
    let placeholders = match raw_html {
        RawHtml::Sanitize => mask::placeholders(&masked),
        RawHtml::Escape | RawHtml::Trust => BTreeSet::new(),
    };
    let abbreviations = mask::abbreviations(&masked, text);
    let has_components = raw_html == RawHtml::Sanitize && components::may_hold(text);
    let mut rewriter = Rewriter {
        text,
        offset: part.body.start,
        out: String::with_capacity(text.len() + 256),
        origins: Origins::default(),
        marks: ForeignMarks::new(unused_name("foreign", text)),
        unknown: Vec::new(),
        comments: Vec::new(),
        fence: None,
        fence_depth: 0,
        indents: Vec::new(),
        colons: Vec::new(),
        raw: false,
        closed: closed_names(text),
        has_components,
        closed_components: if has_components { components::closed(text) } else { BTreeSet::new() },
        components: Vec::new(),
        imports: if has_components { components::imports(text) } else { BTreeMap::new() },
        has_fields: text.contains(":: "),
        facts: super::fields::facts(part.source().path(), text),
        notes: Vec::new(),
        in_list: false,
        in_code: false,
        placeholders,
        insertions: BTreeMap::new(),
        closings: BTreeMap::new(),
        table_end: 0,
        ends: Vec::new(),
        next_kind: None,
        markdown_tags: Vec::new(),
        has_formulas: crate::load::markdown::math::has_formulas(text),
        absent: BTreeSet::new(),
        unclosed: BTreeSet::new(),
        verbatim: None,
        skip_until: 0,
        in_rust: false,
    };
    rewriter.lines();
    let Rewriter { out, origins, marks, unknown, comments, .. } = rewriter;
    Rewritten { text: Cow::Owned(out), origins, marks, unknown, comments, abbreviations }
}

/// Names that a closing tag has somewhere: `{% endhint %}`, `{{% /alert %}}`.
fn closed_names(text: &str) -> BTreeSet<String> {
    let near = |at: usize| {
        text.as_bytes()
            .get(at.saturating_sub(5)..at)
            .is_some_and(|near| near.contains(&b'{') || near.contains(&b'%'))
    };
    let ends =
        text.match_indices("end").filter(|(at, _)| near(*at)).map(|(at, end)| at + end.len());
    let slashes = text.match_indices('/').filter(|(at, _)| near(*at)).map(|(at, _)| at + 1);
    ends.chain(slashes)
        .map(|at| word(text.get(at..).unwrap_or_default().trim_start_matches(' ')).to_owned())
        .collect()
}

fn word(text: &str) -> &str {
    let end = text
        .bytes()
        .take(60)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .count();
    text.get(..end).unwrap_or_default()
}

impl Rewriter<'_> {
    fn lines(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            at = self.line(at).max(at + 1);
        }
        for text in std::mem::take(&mut self.insertions).into_values() {
            self.make(&text, &(at..at));
        }
        self.leave_paragraphs(at);
        self.leave_indents(0, self.text.len());
        for note in std::mem::take(&mut self.notes) {
            self.make(&format!("\n\n{note}\n"), &(at..at));
        }
    }

    /// Reads what begins at `at`, the start of a line: returns where it ends.
    fn line(&mut self, at: usize) -> usize {
        let end = line_end(self.text, at);
        let full = self.text.get(at..end).unwrap_or_default();
        let content = full.trim_end();
        if at < self.skip_until {
            return end;
        }
        self.leave_paragraphs(at);
        if content.trim().is_empty() {
            self.leave_quoted_fence(0);
            self.copy(at..end);
            return end;
        }
        let column = indentation(content);
        if self.fence.is_none() || self.indents.iter().any(|indent| column < indent.body) {
            self.leave_indents(column, at);
        }
        let start = at + self.stripped(content);
        let bare = content.trim_start();
        if self.in_verbatim(content) {
            self.copy(start..end);
            return end;
        }
        if self.in_colon_fence(bare, start..end) {
            return end;
        }
        self.leave_quoted_fence(super::blocks::quote_depth(bare));
        let is_code = self.fence.is_none()
            && column >= 4 + self.indents.len() * 4 + self.dedent()
            && !self.in_list
            && (self.in_code || self.after_blank());
        if !is_code && self.in_fence(bare) {
            if !self.is_hidden(bare) {
                self.copy(start..end);
            }
            return end;
        }
        self.in_code = is_code;
        if is_code || self.raw && !content.contains("endraw") {
            self.copy(start..end);
            return end;
        }
        if self.begins_verbatim(bare, end) {
            self.copy(start..end);
            return end;
        }
        self.note_list(bare, column);
        self.content_line(at..end, content, column)
    }

    /// A line that is no code; `column` is where its text begins.
    fn content_line(&mut self, whole: Range<usize>, content: &str, column: usize) -> usize {
        let (at, end) = (whole.start, whole.end);
        let start = at + self.stripped(content);
        let bare = content.trim_start();
        let indent = content.len() - bare.len();
        let prefix =
            self.text.get(start.min(at + indent)..at + indent).unwrap_or_default().to_owned();
        if let Some(end) = self.comment_block(bare, at + indent) {
            return end;
        }
        if let Some(next) = self.component_line(at + indent, &prefix) {
            return next;
        }
        if let Some(next) = self.module(bare, at + indent) {
            return next;
        }
        if let Some(next) = self.field_line(bare, &prefix, at + indent..at + content.len()) {
            return next;
        }
        if let Some(next) = self.html_line(bare, &prefix, at + indent, end) {
            return next;
        }
        if let Some(next) = self.quote(bare, start..end, at + indent) {
            return next;
        }
        if at >= self.table_end
            && let Some(table) = tables::table(self.text, at)
        {
            self.table_end = table.end;
            self.insertions.extend(table.insertions);
        }
        if let Some(line) = line(bare)
            && self.whole_line(line, &prefix, at + indent..at + content.len(), column)
        {
            return end;
        }
        if self.contents_list(end, bare) {
            return end;
        }
        self.inline(start, end)
    }

    /// `* TOC` above `{:toc}` is a list of contents, and gone with it.
    fn contents_list(&self, end: usize, bare: &str) -> bool {
        let item = bare.trim_start_matches(['*', '-', '+', '1', '.', ' ']);
        let next = self.text.get(end..).unwrap_or_default();
        item.len() <= 20
            && item.len() < bare.len()
            && next.trim_start_matches(' ').starts_with("{:toc")
    }

    /// A fence ends with the quote that it stands in.
    fn leave_quoted_fence(&mut self, depth: usize) {
        if depth < self.fence_depth {
            self.fence = None;
            self.fence_depth = 0;
        }
    }

    /// Takes note of code fences; whether this line belongs to one.
    fn in_fence(&mut self, bare: &str) -> bool {
        let inside = bare.trim_start_matches(['>', ' ', '\t']);
        let inside = inside.strip_prefix(['-', '*', '+']).map_or(inside, str::trim_start);
        let inside = numbered(inside);
        let first = inside.bytes().next().unwrap_or_default();
        let length = inside.bytes().take_while(|byte| *byte == first).count();
        match self.fence {
            Some((byte, least)) => {
                if first == byte && length >= least && inside.trim_end().len() == length {
                    self.fence = None;
                    self.fence_depth = 0;
                }
                true
            }
            None if matches!(first, b'`' | b'~') && length >= 3 => {
                let info = inside.get(length..).unwrap_or_default();
                let opens = first == b'~' || !info.contains('`');
                self.fence = opens.then_some((first, length));
                self.fence_depth = if opens { super::blocks::quote_depth(bare) } else { 0 };
                self.in_rust = opens && info.trim_start().starts_with("rust");
                opens
            }
            None => false,
        }
    }

    /// Lines of code that mdBook hides: `# ` in Rust, and the names of parts to include.
    fn is_hidden(&self, bare: &str) -> bool {
        let bare = bare.trim_end();
        let is_rust = self.in_rust && (bare == "#" || bare.starts_with("# "));
        is_rust || is_anchor_line(bare) || is_highlight_line(bare)
    }

    /// Closes containers around paragraphs that end here.
    fn leave_paragraphs(&mut self, at: usize) {
        while let Some(ParagraphEnd { family, prefix, .. }) = self.ends.pop_if(|end| end.at <= at) {
            self.block(Mark::Close(family), &(at..at), &prefix);
        }
    }

    /// A container around the paragraph that begins at `from`.
    pub(super) fn around_paragraph(&mut self, family: Family, from: usize, prefix: &str) {
        let at = self.paragraph_end(line_end(self.text, from));
        self.ends.push(ParagraphEnd { at, family, prefix: prefix.to_owned() });
    }

    /// Inside of `::: mermaid`, up to its `:::`.
    fn in_colon_fence(&mut self, bare: &str, range: Range<usize>) -> bool {
        if self.fence.is_none_or(|(byte, _)| byte != b':') {
            return false;
        }
        if bare.trim_end().trim_start_matches(':').is_empty() {
            self.fence = None;
            self.make("```\n", &range);
        } else {
            self.copy(range);
        }
        true
    }

    fn note_list(&mut self, bare: &str, column: usize) {
        let marker = bare.starts_with(['-', '*', '+'])
            && bare.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t']));
        if marker || numbered(bare).len() < bare.len() {
            self.in_list = true;
        } else if column == 0 {
            self.in_list = false;
        }
    }

    fn after_blank(&self) -> bool {
        self.out.is_empty() || self.out.ends_with("\n\n") || self.out.ends_with("\n\r\n")
    }

    /// Closes containers whose body the line at this column is not part of.
    fn leave_indents(&mut self, column: usize, at: usize) {
        while let Some(Indent { family, prefix, .. }) =
            self.indents.pop_if(|indent| column < indent.body)
        {
            self.fence = None;
            self.block(Mark::Close(family), &(at..at), &prefix);
        }
    }

    /// How many bytes of indentation belong to containers.
    pub(super) fn stripped(&self, content: &str) -> usize {
        let wanted = self.indents.len() * 4 + self.dedent();
        let mut columns = 0;
        let blanks = content.bytes().take_while(|byte| {
            let blank = matches!(byte, b' ' | b'\t') && columns < wanted;
            columns += if *byte == b'\t' { 4 } else { 1 };
            blank
        });
        blanks.count()
    }

    /// A line that is foreign as a whole; `false` when it is not after all.
    fn whole_line(
        &mut self,
        line: ForeignLine,
        prefix: &str,
        range: Range<usize>,
        column: usize,
    ) -> bool {
        match line {
            ForeignLine::Indented(container) => {
                let next = line_end(self.text, range.start);
                let body = self.text.get(next..).unwrap_or_default();
                let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                if self.indents.len() >= DEEPEST {
                    return false;
                }
                let family = container.family();
                self.block(Mark::Open(container), &range, prefix);
                if indentation(first) < column + 4 {
                    // Without a body, or with one that its author forgot to indent.
                    let follows = body.lines().next().is_some_and(|next| {
                        !next.trim().is_empty() && indentation(next) == column && line_is_text(next)
                    });
                    if follows {
                        self.around_paragraph(family, next, prefix);
                    } else {
                        self.block(Mark::Close(family), &range, prefix);
                    }
                    return true;
                }
                self.indents.push(Indent { body: column + 4, family, prefix: prefix.to_owned() });
            }
            ForeignLine::Colons(colons) => {
                self.skip_options(&range);
                self.open_colons(colons, prefix, range);
            }
            ForeignLine::ColonsEnd if self.colons.is_empty() && self.is_slashes(&range) => {
                return false;
            }
            ForeignLine::ColonsEnd => {
                if let Some(Some(family)) = self.colons.pop() {
                    self.block(Mark::Close(family), &range, prefix);
                }
            }
            ForeignLine::Gone if self.is_indented_short_form(&range, column) => return false,
            ForeignLine::Gone => self.note_classes(prefix, &range),
            ForeignLine::Module => self.say_module(&range),
            ForeignLine::Becomes(markdown) => self.make(&format!("{prefix}{markdown}"), &range),
            ForeignLine::Embed(page) => self.include(&page, prefix, &range),
            ForeignLine::Snippet(path) if path.is_empty() => return self.snippets(prefix, range),
            ForeignLine::Snippet(path) => self.snippet(&path, prefix, &range),
        }
        true
    }

    pub(super) fn include(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        let path: String =
            path.chars().filter(|character| !character.is_control() && *character != '"').collect();
        self.fresh_line(prefix, range);
        self.make(&format!("```handbook\n{prefix}include: \"{path}\"\n{prefix}```\n"), range);
    }

    pub(super) fn say(&mut self, tool: ForeignTool, name: String, range: &Range<usize>) {
        let at = self.span(range);
        self.unknown.push(UnknownSyntax { name, tool, at });
    }

    /// A mark on a line of its own, with blank lines around it; `prefix` is what the lines around
    /// begin with.
    pub(super) fn block(&mut self, mark: Mark, range: &Range<usize>, prefix: &str) {
        let original = self.text.get(range.clone()).unwrap_or_default();
        let tag = self.marks.tag(mark, original);
        self.fresh_line(prefix, range);
        self.make(&format!("{tag}\n{prefix}\n"), range);
    }

    /// Begins a line of its own below a blank one; a line that holds only the marker of a list item
    /// is one.
    pub(super) fn fresh_line(&mut self, prefix: &str, range: &Range<usize>) {
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        let (before, written) = self.out.split_at(line);
        let bare = written.trim_matches([' ', '\t', '>']);
        let text = if bare.is_empty() {
            let blank = line_above(before).trim_matches([' ', '\t', '>', '\r']).is_empty();
            match (blank, written.is_empty()) {
                (true, true) => prefix.to_owned(),
                (true, false) => String::new(),
                (false, true) => format!("{prefix}\n{prefix}"),
                (false, false) => format!("\n{prefix}"),
            }
        } else {
            let marker =
                matches!(bare, "-" | "*" | "+") || numbered(written.trim_start()).is_empty();
            if marker { String::new() } else { format!("\n{prefix}\n{prefix}") }
        };
        self.make(&text, range);
    }

    /// The end of the paragraph whose first line ends at `from`: before a blank line, a fence or a
    /// foreign line.
    pub(super) fn paragraph_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.text.len() {
            let next = line_end(self.text, end);
            let content = self.text.get(end..next).unwrap_or_default();
            let bare = content.trim();
            let breaks = bare.is_empty()
                || bare.starts_with("```")
                || bare.starts_with("~~~")
                || bare.starts_with('#')
                || line(bare).is_some()
                || super::blocks::is_html_line(bare)
                || bare.starts_with('^') && super::fields::block_id(bare).is_some()
                || !self.indents.is_empty()
                || end >= self.table_end && tables::begins(self.text, end);
            if breaks || is_item(bare) {
                return end;
            }
            end = next;
        }
        end
    }
}

/// Whether a line is the beginning of a paragraph.
fn line_is_text(text: &str) -> bool {
    let bare = text.trim_start();
    line(bare).is_none() && !bare.starts_with(['#', '>', '|', '`', '~', '<']) && !is_item(bare)
}

/// `// ANCHOR: part` and `# --8<-- [start:part]`, which name a part for includes.
fn is_anchor_line(bare: &str) -> bool {
    ["ANCHOR: ", "ANCHOR_END: "].iter().any(|sign| {
        bare.split_once(sign).is_some_and(|(before, name)| {
            before.len() <= 8 && !before.chars().any(char::is_alphanumeric) && !name.contains(' ')
        })
    }) || bare.contains("--8<-- [start:")
        || bare.contains("--8<-- [end:")
}

/// `// highlight-next-line`, with which Docusaurus marks lines of code.
fn is_highlight_line(bare: &str) -> bool {
    let word = bare.trim_matches(|c: char| !c.is_ascii_alphabetic());
    matches!(word, "highlight-next-line" | "highlight-start" | "highlight-end")
        && bare.len() <= word.len() + 12
}

fn is_item(bare: &str) -> bool {
    numbered(bare).len() < bare.len()
        || bare.starts_with("- ")
        || bare.starts_with("* ")
        || bare.starts_with("+ ")
        || bare.starts_with('>')
}

/// The last line of a text that ends with one.
fn line_above(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.rsplit('\n').next().unwrap_or_default()
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// Columns of blanks in front of a line.
pub(super) fn indentation(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .map(|byte| if byte == b'\t' { 4 } else { 1 })
        .sum()
}

/// A line without the number of a list item in front.
pub(super) fn numbered(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let behind = rest.strip_prefix(['.', ')']).filter(|_| (1..=9).contains(&digits));
    behind.and_then(|behind| behind.strip_prefix([' ', '\t'])).map_or(line, str::trim_start)
}
