//! One pass over the lines of a text that may hold foreign syntax, in linear time.

use super::known::{Fate, fate};
use super::lines::{Colons, Line, family, line};
use super::marks::{Family, Mark, Marks};
use super::spans::code_spans;
use super::tags::{Syntax, Tag, delimiters, tag};
use super::{Rewritten, Tool, Unknown};
use crate::load::markdown::Part;
use crate::load::markdown::reading::Origins;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// How deep indented containers may nest.
const DEEPEST: usize = 20;

struct Rewriter<'t> {
    text: &'t str,
    /// Where the text begins in its file.
    offset: usize,
    out: String,
    origins: Origins,
    marks: Marks,
    unknown: Vec<Unknown>,
    /// The code fence we are in: its character and length.
    fence: Option<(u8, usize)>,
    indents: Vec<Indent>,
    /// Containers that `:::` closes; `None` for those that leave no trace.
    colons: Vec<Option<Family>>,
    /// Between `raw` and `endraw`.
    raw: bool,
    /// Names of tags that are closed somewhere.
    closed: BTreeSet<String>,
    /// Whether a list is open, so that indented lines are no code.
    in_list: bool,
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
pub(super) fn rewrite(part: &Part) -> Rewritten<'_> {
    let text = part.text();
    let mut rewriter = Rewriter {
        text,
        offset: part.body.start,
        out: String::with_capacity(text.len() + 256),
        origins: Origins::default(),
        marks: Marks::new(unused_attribute(text)),
        unknown: Vec::new(),
        fence: None,
        indents: Vec::new(),
        colons: Vec::new(),
        raw: false,
        closed: closed_names(text),
        in_list: false,
    };
    rewriter.lines();
    let Rewriter { out, origins, marks, unknown, .. } = rewriter;
    Rewritten { text: Cow::Owned(out), origins, marks, unknown }
}

fn unused_attribute(text: &str) -> String {
    let lower = text.contains("hb-").then(|| text.to_ascii_lowercase()).unwrap_or_default();
    let attribute = |number: usize| format!("hb-f{number}");
    (0..).map(attribute).find(|attribute| !lower.contains(attribute.as_str())).unwrap_or_default()
}

/// Names that a closing tag has somewhere: `{% endhint %}`, `{{% /alert %}}`.
fn closed_names(text: &str) -> BTreeSet<String> {
    let near = |at: usize| {
        text.as_bytes().get(at.saturating_sub(5)..at).is_some_and(|near| near.contains(&b'{') || near.contains(&b'%'))
    };
    let ends = text.match_indices("end").filter(|(at, _)| near(*at)).map(|(at, end)| at + end.len());
    let slashes = text.match_indices('/').filter(|(at, _)| near(*at)).map(|(at, _)| at + 1);
    ends.chain(slashes).map(|at| word(text.get(at..).unwrap_or_default().trim_start_matches(' ')).to_owned()).collect()
}

fn word(text: &str) -> &str {
    let end =
        text.bytes().take(60).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    text.get(..end).unwrap_or_default()
}

impl<'t> Rewriter<'t> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    fn copy(&mut self, range: Range<usize>) {
        if let Some(text) = self.text.get(range.clone()).filter(|text| !text.is_empty()) {
            self.origins.copied(self.out.len(), self.span(&range));
            self.out.push_str(text);
        }
    }

    /// Writes `text`, which stands for `range` of the original.
    fn make(&mut self, text: &str, range: &Range<usize>) {
        if !text.is_empty() {
            self.origins.made(self.out.len(), self.span(range));
            self.out.push_str(text);
        }
    }

    fn lines(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            at = self.line(at).max(at + 1);
        }
        self.leave_indents(0, self.text.len());
    }

    /// Reads what begins at `at`, the start of a line: returns where it ends.
    fn line(&mut self, at: usize) -> usize {
        let end = line_end(self.text, at);
        let full = self.text.get(at..end).unwrap_or_default();
        let content = full.trim_end();
        if content.trim().is_empty() {
            self.copy(at..end);
            return end;
        }
        let column = indentation(content);
        if self.fence.is_none() || self.indents.iter().any(|indent| column < indent.body) {
            self.leave_indents(column, at);
        }
        let start = at + self.stripped(content);
        let bare = content.trim_start();
        let indent = content.len() - bare.len();
        if self.in_colon_fence(bare, start..end) {
            return end;
        }
        if self.in_fence(bare) {
            self.copy(start..end);
            return end;
        }
        let is_code = column >= 4 + self.indents.len() * 4 && !self.in_list && self.after_blank();
        if is_code || self.raw && !content.contains("endraw") {
            self.copy(start..end);
            return end;
        }
        self.note_list(bare, column);
        let prefix = self.text.get(start.min(at + indent)..at + indent).unwrap_or_default().to_owned();
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
        item.len() <= 20 && item.len() < bare.len() && next.trim_start_matches(' ').starts_with("{:toc")
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
                }
                true
            }
            None if matches!(first, b'`' | b'~') && length >= 3 => {
                let info = inside.get(length..).unwrap_or_default();
                let opens = first == b'~' || !info.contains('`');
                self.fence = opens.then_some((first, length));
                opens
            }
            None => false,
        }
    }

    /// Inside of `::: mermaid`, up to its `:::`.
    fn in_colon_fence(&mut self, bare: &str, range: Range<usize>) -> bool {
        if !self.fence.is_some_and(|(byte, _)| byte == b':') {
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
        let marker =
            bare.starts_with(['-', '*', '+']) && bare.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t']));
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
        while let Some(Indent { family, prefix, .. }) = self.indents.pop_if(|indent| column < indent.body) {
            self.fence = None;
            self.block(Mark::Close(family), &(at..at), &prefix);
        }
    }

    /// How many bytes of indentation belong to containers.
    fn stripped(&self, content: &str) -> usize {
        let wanted = self.indents.len() * 4;
        let mut columns = 0;
        let blanks = content.bytes().take_while(|byte| {
            let blank = matches!(byte, b' ' | b'\t') && columns < wanted;
            columns += if *byte == b'\t' { 4 } else { 1 };
            blank
        });
        blanks.count()
    }

    /// A line that is foreign as a whole; `false` when it is not after all.
    fn whole_line(&mut self, line: Line, prefix: &str, range: Range<usize>, column: usize) -> bool {
        match line {
            Line::Indented(container) => {
                let body = self.text.get(line_end(self.text, range.start)..).unwrap_or_default();
                let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                if indentation(first) < column + 4 || self.indents.len() >= DEEPEST {
                    return false;
                }
                let family = container.family();
                self.block(Mark::Open(container), &range, prefix);
                self.indents.push(Indent { body: column + 4, family, prefix: prefix.to_owned() });
            }
            Line::Colons(colons) => self.open_colons(colons, prefix, range),
            Line::ColonsEnd => match self.colons.pop() {
                Some(Some(family)) => self.block(Mark::Close(family), &range, prefix),
                Some(None) | None => {}
            },
            Line::Gone => {}
            Line::Module => {
                let word =
                    self.text.get(range.clone()).and_then(|text| text.split(' ').next()).unwrap_or_default().to_owned();
                self.say(Tool::Module, word, &range);
            }
            Line::Snippet(path) => self.snippet(&path, prefix, &range),
        }
        true
    }

    fn open_colons(&mut self, colons: Colons, prefix: &str, range: Range<usize>) {
        let family = family(&colons);
        match colons {
            Colons::Container(container) => self.block(Mark::Open(container), &range, prefix),
            Colons::Code(language) => {
                self.make(&format!("{prefix}```{language}\n"), &range);
                self.fence = Some((b':', 3));
                return;
            }
            Colons::Unknown(name) => self.say(Tool::Container, format!(":::{name}"), &range),
        }
        self.colons.push(family);
    }

    fn snippet(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        if path.split('#').next().is_some_and(|path| path.ends_with(".md")) {
            self.include(path, prefix, range);
        } else {
            self.say(Tool::Snippet, "--8<--".to_owned(), range);
        }
    }

    fn include(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        let path: String = path.chars().filter(|character| !character.is_control() && *character != '"').collect();
        self.fresh_line(prefix, range);
        self.make(&format!("```handbook\n{prefix}include: \"{path}\"\n{prefix}```\n"), range);
    }

    fn say(&mut self, tool: Tool, name: String, range: &Range<usize>) {
        let at = self.span(range);
        self.unknown.push(Unknown { name, tool, at });
    }

    /// A mark on a line of its own, with blank lines around it; `prefix` is what the lines around begin with.
    fn block(&mut self, mark: Mark, range: &Range<usize>, prefix: &str) {
        let original = self.text.get(range.clone()).unwrap_or_default();
        let tag = self.marks.tag(mark, original);
        self.fresh_line(prefix, range);
        self.make(&format!("{tag}\n{prefix}\n"), range);
    }

    /// Begins a line of its own below a blank one; a line that holds only the marker of a list item is one.
    fn fresh_line(&mut self, prefix: &str, range: &Range<usize>) {
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        let (before, written) = self.out.split_at(line);
        let bare = written.trim_matches([' ', '\t', '>']);
        let text = if !bare.is_empty() {
            let marker = matches!(bare, "-" | "*" | "+") || numbered(written.trim_start()).is_empty();
            if marker { String::new() } else { format!("\n{prefix}\n{prefix}") }
        } else {
            let blank = line_above(before).trim_matches([' ', '\t', '>', '\r']).is_empty();
            match (blank, written.is_empty()) {
                (true, true) => prefix.to_owned(),
                (true, false) => String::new(),
                (false, true) => format!("{prefix}\n{prefix}"),
                (false, false) => format!("\n{prefix}"),
            }
        };
        self.make(&text, range);
    }

    /// The lines of a paragraph from `start`: tags in them are replaced. Returns where reading goes on.
    fn inline(&mut self, start: usize, first_end: usize) -> usize {
        let limit = if self.raw { first_end } else { self.paragraph_end(first_end) };
        let spans = code_spans(self.text, start..limit);
        let mut spans = spans.iter().peekable();
        let mut at = start;
        let mut copied = start;
        let is_heading = self.text.get(start..first_end).is_some_and(|line| line.trim_start().starts_with('#'));
        let mut missing: Vec<&str> = Vec::new();
        while let Some(next) = self.next_sign(at, limit) {
            at = next;
            while spans.next_if(|span| span.end <= at).is_some() {}
            if let Some(span) = spans.peek().filter(|span| span.start <= at) {
                at = span.end;
                continue;
            }
            let Some(tag) = self.tag_at(at, limit, &mut missing) else {
                at = self.behind_comment(at, limit);
                continue;
            };
            if self.is_text(&tag, is_heading) {
                at = if tag.syntax == Syntax::Output { tag.range.end } else { at + 1 };
                continue;
            }
            self.copy(copied..at);
            at = self.replace(tag);
            copied = at;
            if at > limit {
                return at;
            }
        }
        self.copy(copied..limit);
        limit
    }

    /// The tag at `at`. `missing` remembers which ends the paragraph does not have, so that each is sought once.
    fn tag_at(&self, at: usize, limit: usize, missing: &mut Vec<&'static str>) -> Option<Tag<'t>> {
        if self.raw {
            return self.raw_end(at, limit);
        }
        let (_, close, _) = delimiters(self.text, at)?;
        if missing.contains(&close) {
            return None;
        }
        let tag = tag(self.text, at, limit);
        if tag.is_none() && !self.text.get(at..limit)?.contains(close) {
            missing.push(close);
        }
        tag
    }

    /// `{% endraw %}`, the only tag in a raw region.
    fn raw_end(&self, at: usize, limit: usize) -> Option<Tag<'t>> {
        let head = self.text.get(at..limit.min(self.text.floor_char_boundary(at + 20)))?;
        if !head.trim_start_matches(['{', '%', '-', ' ']).starts_with("endraw") {
            return None;
        }
        tag(self.text, at, limit)
    }

    /// Behind the comment at `at`, or behind the byte where there is none.
    fn behind_comment(&self, at: usize, limit: usize) -> usize {
        let rest = self.text.get(at..limit).unwrap_or_default();
        let comment = rest.starts_with("<!--").then(|| rest.find("-->").map_or(rest.len(), |end| end + 3));
        at + comment.unwrap_or(1)
    }

    /// The next byte at which a tag may begin; one behind a backslash may not.
    fn next_sign(&self, from: usize, limit: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let found = at + self.text.get(at..limit)?.find(['{', '<', '\\'])?;
            if self.text.as_bytes().get(found) != Some(&b'\\') {
                return Some(found);
            }
            at = found + 1 + self.text.get(found + 1..limit)?.chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Whether what looks like a tag is text: in raw regions, shell variables, attributes that belong to nothing.
    fn is_text(&self, tag: &Tag<'_>, is_heading: bool) -> bool {
        let before = self.text.get(..tag.range.start).and_then(|text| text.chars().next_back());
        match tag.syntax {
            Syntax::Output => before == Some('$') || self.in_style(tag.range.start),
            Syntax::Attributes => {
                let after = self.text.get(tag.range.end..).and_then(|rest| rest.chars().next());
                let ends = after.is_none_or(|after| after.is_whitespace() || ".,;:)".contains(after));
                let id = tag.inside.starts_with('#');
                let kramdown = tag.inside.starts_with(':');
                let attached = before.is_some_and(|before| ")]`*_".contains(before));
                let alone = before.is_none_or(|before| before.is_whitespace());
                is_heading || !(attached || (alone && ends && (id || kramdown))) || tag.inside.contains(['{', '\n'])
            }
            _ => false,
        }
    }

    /// `style={{ … }}`: an attribute of a component, which goes with its tag.
    fn in_style(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with('='))
    }

    /// Writes what a tag becomes; returns where reading goes on.
    fn replace(&mut self, tag: Tag<'t>) -> usize {
        let range = tag.range.clone();
        let closed = self.closed.contains(tag.name);
        match fate(&tag, closed) {
            Fate::Text => self.copy(range.clone()),
            Fate::Gone => {}
            Fate::Becomes(markdown) => self.make(&markdown, &range),
            Fate::Target(target) => self.target(&target, &range),
            Fate::Inline(mark) => self.inline_mark(mark, &range),
            Fate::Block(mark) => self.block_at(mark, &range),
            Fate::Sentence(mark) => {
                let family = if let Mark::Open(container) = &mark { container.family() } else { Family::Callout };
                self.block_at(mark, &range);
                self.block_at(Mark::Close(family), &range);
            }
            Fate::Include(path) => {
                let prefix = self.prefix(range.start);
                self.include(&path, &prefix, &range);
                self.make(&prefix, &range);
            }
            Fate::Unknown(Tool::Variable, name, _) => {
                self.say(Tool::Variable, name, &range);
                self.copy(range.clone());
            }
            Fate::Unknown(tool, name, text) => {
                self.say(tool, name, &range);
                let first = tag.arguments.iter().find(|argument| argument.quoted);
                if let Some(first) = first.filter(|_| self.in_target(range.start)) {
                    self.target(first.value, &range);
                    return range.end;
                }
                let text = if self.alone(&range) && !text.contains(' ') { String::new() } else { text };
                self.make(&text, &range);
            }
            Fate::Raw => self.raw = true,
            Fate::Comment => return self.skip_to("endcomment", range.end),
            Fate::Code(language) => return self.code(&language, &range),
        }
        self.raw = self.raw && !tag.closing;
        range.end
    }

    fn alone(&self, range: &Range<usize>) -> bool {
        let after = self.text.get(range.end..).unwrap_or_default();
        self.line_before(range.start).trim().is_empty()
            && after.split('\n').next().is_none_or(|line| line.trim().is_empty())
    }

    /// What stands before `at` on its line, or the end of it when it is long.
    fn line_before(&self, at: usize) -> &'t str {
        let from = self.text.floor_char_boundary(at.saturating_sub(400));
        self.text.get(from..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
    }

    /// Whether an address is expected here.
    fn in_target(&self, at: usize) -> bool {
        let before = self.line_before(at);
        ["](", "](<", "=\"", "='", "="].iter().any(|sign| before.ends_with(sign))
    }

    fn target(&mut self, target: &str, range: &Range<usize>) {
        let before = self.line_before(range.start);
        let in_link = before.ends_with("](") || before.ends_with("]: ");
        let in_attribute = !in_link && self.in_target(range.start);
        if in_attribute || (in_link && !target.contains([' ', '(', ')'])) {
            self.make(target, range);
        } else if in_link {
            self.make(&format!("<{target}>"), range);
        } else {
            self.make(&format!("[{target}](<{target}>)"), range);
        }
    }

    fn inline_mark(&mut self, mark: Mark, range: &Range<usize>) {
        let original = self.text.get(range.clone()).unwrap_or_default();
        let tag = self.marks.tag(mark, original);
        self.make(&tag, range);
    }

    fn block_at(&mut self, mark: Mark, range: &Range<usize>) {
        let prefix = self.prefix(range.start);
        self.block(mark, range, &prefix);
        self.make(&prefix, range);
    }

    /// What the lines around begin with: quotes and indentation, blanks instead of list markers.
    fn prefix(&self, at: usize) -> String {
        let line = self.line_before(at);
        let line = line.get(self.stripped(line)..).unwrap_or_default();
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let mut prefix = line.get(..line.len() - bare.len()).unwrap_or_default().to_owned();
        let text = numbered(bare.strip_prefix(['-', '*', '+']).map_or(bare, |rest| rest.trim_start_matches(' ')));
        if text.len() < bare.len()
            && (bare.starts_with(['-', '*', '+']) || bare.starts_with(|first: char| first.is_ascii_digit()))
        {
            prefix.push_str(&" ".repeat((bare.len() - text.len()).min(8)));
        }
        prefix
    }

    /// Leaves out everything up to and with the tag of this name.
    fn skip_to(&mut self, name: &str, from: usize) -> usize {
        let found = self.text.get(from..).and_then(|rest| rest.find(name)).map(|found| from + found);
        let end = found.and_then(|found| Some(found + self.text.get(found..)?.find('}')? + 1));
        end.unwrap_or(from)
    }

    /// `{% highlight ruby %} … {% endhighlight %}` as a code block.
    fn code(&mut self, language: &str, range: &Range<usize>) -> usize {
        let rest = self.text.get(range.end..).unwrap_or_default();
        let Some(end) = rest.find("endhighlight").and_then(|end| rest.get(..end)?.rfind("{%")) else {
            return range.end;
        };
        let code = rest.get(..end).unwrap_or_default();
        let start = range.end + code.len() - code.trim_start_matches(['\r', '\n']).len();
        let prefix = self.prefix(range.start);
        self.fresh_line(&prefix, range);
        self.make(&format!("~~~~~~{language}\n"), range);
        self.copy(start..range.end + end);
        let close = self.skip_to("endhighlight", range.end + end);
        self.make("\n~~~~~~\n", &(range.end + end..close));
        close
    }

    /// The end of the paragraph whose first line ends at `from`: before a blank line, a fence or a foreign line.
    fn paragraph_end(&self, from: usize) -> usize {
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
                || !self.indents.is_empty();
            if breaks || is_item(bare) {
                return end;
            }
            end = next;
        }
        end
    }
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

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// Columns of blanks in front of a line.
fn indentation(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).map(|byte| if byte == b'\t' { 4 } else { 1 }).sum()
}

/// A line without the number of a list item in front.
fn numbered(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let behind = rest.strip_prefix(['.', ')']).filter(|_| (1..=9).contains(&digits));
    behind.and_then(|behind| behind.strip_prefix([' ', '\t'])).map_or(line, str::trim_start)
}
