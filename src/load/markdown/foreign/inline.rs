//! Tags of template languages in the lines of a paragraph.

use super::known::{ForeignFate, fate};
use super::marks::Mark;
use super::pieces::InlinePart;
use super::rewrite::{Rewriter, numbered};
use super::spans::code_spans;
use super::tags::{ForeignTag, Syntax, delimiters, tag};
use super::unknown::ForeignTool;
use std::ops::Range;

/// Bytes at which something may begin.
const SIGNS: [char; 11] = ['{', '<', '%', '\\', '+', '=', '^', '~', ':', ']', '$'];

/// The same in a text that may hold fields of Dataview.
const SIGNS_OF_FIELDS: [char; 13] =
    ['{', '<', '%', '\\', '+', '=', '^', '~', ':', ']', '$', '[', '('];

impl<'t> Rewriter<'t> {
    /// The lines of a paragraph from `start`: tags in them are replaced. Returns where reading goes
    /// on.
    pub(super) fn inline(&mut self, start: usize, first_end: usize) -> usize {
        let limit = if self.raw { first_end } else { self.paragraph_end(first_end) };
        let mut spans = code_spans(self.text, start..limit);
        if self.has_formulas && !self.raw {
            let money = super::pieces::add_formulas(self.text, start..limit, &mut spans);
            let spelled = |at: usize| (at, (at + 1, vec![InlinePart::Text("&#36;".to_owned())]));
            self.closings.extend(money.into_iter().map(spelled));
        }
        let mut spans = spans.iter().peekable();
        let mut at = start;
        let mut copied = start;
        let is_heading =
            self.text.get(start..first_end).is_some_and(|line| line.trim_start().starts_with('#'));
        let mut missing: Vec<&str> = Vec::new();
        while let Some(next) = self.next_sign(at, limit) {
            at = next;
            while spans.next_if(|span| span.end <= at).is_some() {}
            if let Some(span) = spans.peek().filter(|span| span.start <= at) {
                at = span.end;
                continue;
            }
            if let Some(end) = self.other_sign(at, copied, limit) {
                at = end;
                copied = end;
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

    /// Writes what stands for the sign at `at`, if it is one, and what is to be copied before it;
    /// returns where reading goes on.
    fn other_sign(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        if self.raw {
            return None;
        }
        if let Some((end, parts)) = self.closings.remove(&at) {
            self.copy(copied..at);
            self.write_parts(parts, &(at..end));
            return Some(end);
        }
        match self.text.as_bytes().get(at)? {
            b'<' if self.placeholders.contains(&at) && !self.is_at_target(at) => {
                self.copy(copied..at);
                self.make("&lt;", &(at..at + 1));
                Some(at + 1)
            }
            b'<' => self.inline_component(at, copied),
            b'{' if self.text.get(..at).is_some_and(|before| before.ends_with('=')) => {
                self.expression(at, copied, limit).or_else(|| self.piece(at, copied, limit))
            }
            b'^' if self.text.get(at + 1..).is_some_and(|rest| rest.starts_with('[')) => {
                self.inline_note(at, copied, limit)
            }
            b'^' => self.field_sign(at, copied).or_else(|| self.piece(at, copied, limit)),
            b'[' | b'(' => self.field_sign(at, copied),
            b']' => {
                let is_cell = at < self.table_end;
                let found = super::addresses::address(self.text, at, limit, is_cell)?;
                self.copy(copied..at);
                self.make(&found.becomes, &found.range);
                Some(found.range.end)
            }
            b'+' | b'=' | b'~' | b'{' | b':' => self.piece(at, copied, limit),
            _ => None,
        }
    }

    fn piece(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let found = super::pieces::piece(self.text, at, limit)?;
        if self.in_tag(at) || self.in_address(at) {
            return None;
        }
        self.copy(copied..at);
        if let Some((range, parts)) = found.closing {
            self.closings.insert(range.start, (range.end, parts));
        }
        if let Some(name) = found.unknown {
            self.say(ForeignTool::Icon, name, &found.range);
        }
        self.write_parts(found.parts, &found.range);
        Some(found.range.end)
    }

    fn write_parts(&mut self, parts: Vec<InlinePart>, range: &Range<usize>) {
        for part in parts {
            match part {
                InlinePart::Text(text) => self.make(&text, range),
                InlinePart::Mark(mark) => {
                    let original = self.text.get(range.clone()).unwrap_or_default();
                    let tag = self.marks.tag(mark, original);
                    self.make(&tag, range);
                }
            }
        }
    }

    /// Whether this stands within an address, where signs are no markup.
    fn in_address(&self, at: usize) -> bool {
        let before = self.line_before(at);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let in_target = before
            .rfind("](")
            .is_some_and(|open| before.get(open..).is_some_and(|r| !r.contains(')')));
        word.contains("://") || word.starts_with("www.") || in_target
    }

    /// The tag at `at`. `missing` remembers which ends the paragraph does not have, so that each is
    /// sought once.
    fn tag_at(
        &mut self,
        at: usize,
        limit: usize,
        missing: &mut Vec<&'static str>,
    ) -> Option<ForeignTag<'t>> {
        if self.raw {
            return self.raw_end(at, limit);
        }
        let (_, close, syntax) = delimiters(self.text, at)?;
        if missing.contains(&close) {
            return None;
        }
        if syntax == Syntax::Comment {
            // What stands nowhere behind this is not sought again.
            if !self.absent.contains(close) && !self.text.get(at..)?.contains(close) {
                self.absent.insert(close);
            }
            return if self.absent.contains(close) { None } else { tag(self.text, at, limit) };
        }
        let tag = tag(self.text, at, limit);
        if tag.is_none() && !self.text.get(at..limit)?.contains(close) {
            missing.push(close);
        }
        tag
    }

    /// `{% endraw %}`, the only tag in a raw region.
    fn raw_end(&self, at: usize, limit: usize) -> Option<ForeignTag<'t>> {
        let head = self.text.get(at..limit.min(self.text.floor_char_boundary(at + 20)))?;
        if !head.trim_start_matches(['{', '%', '-', ' ']).starts_with("endraw") {
            return None;
        }
        tag(self.text, at, limit)
    }

    /// Behind the comment at `at`, or behind the byte where there is none.
    fn behind_comment(&self, at: usize, limit: usize) -> usize {
        let rest = self.text.get(at..limit).unwrap_or_default();
        let comment =
            rest.starts_with("<!--").then(|| rest.find("-->").map_or(rest.len(), |end| end + 3));
        at + comment.unwrap_or(1)
    }

    /// The next byte at which a tag may begin; one behind a backslash may not.
    fn next_sign(&self, from: usize, limit: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let rest = self.text.get(at..limit)?;
            let found = if self.has_fields { rest.find(SIGNS_OF_FIELDS) } else { rest.find(SIGNS) };
            let found = at + found?;
            if self.text.as_bytes().get(found) != Some(&b'\\') {
                return Some(found);
            }
            at = found
                + 1
                + self.text.get(found + 1..limit)?.chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Whether what looks like a tag is text: in raw regions, shell variables, attributes that
    /// belong to nothing.
    fn is_text(&self, tag: &ForeignTag<'_>, is_heading: bool) -> bool {
        let before = self.text.get(..tag.range.start).and_then(|text| text.chars().next_back());
        match tag.syntax {
            Syntax::Output => before == Some('$') || self.in_style(tag.range.start),
            Syntax::Attributes => {
                let after = self.text.get(tag.range.end..).and_then(|rest| rest.chars().next());
                let ends =
                    after.is_none_or(|after| after.is_whitespace() || ".,;:)".contains(after));
                let id = tag.inside.starts_with('#');
                let kramdown = tag.inside.starts_with(':');
                let attached = before.is_some_and(|before| ")]`*_>\"”".contains(before));
                let alone = before.is_none_or(char::is_whitespace);
                let rest = self.text.get(tag.range.end..).unwrap_or_default();
                let rest = rest.trim_start_matches([' ', '\t', '\r']);
                let is_last = rest.is_empty() || rest.starts_with(['\n', '|']);
                let is_attached = attached && (!is_heading || is_last);
                !(is_attached
                    || (alone && ends && !is_heading && (id || kramdown))
                    || (alone && is_last))
            }
            // `100%%` is a number, and the `%` in a row of them begin nothing.
            Syntax::Percents => {
                before.is_some_and(|before| before == '%' || before.is_alphanumeric())
            }
            _ => false,
        }
    }

    /// `style={{ … }}`: an attribute of a component, which goes with its tag.
    fn in_style(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with('='))
    }

    /// Writes what a tag becomes; returns where reading goes on.
    fn replace(&mut self, tag: ForeignTag<'t>) -> usize {
        let range = tag.range.clone();
        let closed = self.closed.contains(tag.name);
        match fate(&tag, closed) {
            ForeignFate::Text => self.copy(range.clone()),
            ForeignFate::Inline(Mark::Anchor(id)) if self.is_heading_line(range.start) => {
                self.make(&format!("{{#{id}}}"), &range);
            }
            ForeignFate::Gone if tag.is_comment() => self.comment(range.clone()),
            ForeignFate::Gone => {}
            ForeignFate::Becomes(markdown) => self.make(&markdown, &range),
            ForeignFate::Target(target) => self.target(&target, &range),
            ForeignFate::Inline(_) | ForeignFate::Block(_) | ForeignFate::Sentence(..)
                if self.in_tag(range.start) =>
            {
                self.copy(range.clone());
            }
            ForeignFate::Inline(mark) if self.alone(&range) => self.block_at(mark, &range),
            ForeignFate::Inline(mark) => self.inline_mark(mark, &range),
            ForeignFate::Block(mark) => self.block_at(mark, &range),
            ForeignFate::Sentence(_, text) if text.is_empty() => {}
            ForeignFate::Sentence(container, text) => {
                let family = container.family();
                self.block_at(Mark::Open(container), &range);
                self.make(&text, &range);
                self.block_at(Mark::Close(family), &range);
            }
            ForeignFate::Include(path) => {
                let prefix = self.prefix(range.start);
                self.include(&path, &prefix, &range);
                self.make(&prefix, &range);
            }
            ForeignFate::Unknown(ForeignTool::Variable, name, _) => {
                self.say(ForeignTool::Variable, name, &range);
                self.copy(range.clone());
            }
            ForeignFate::Unknown(tool, name, text) => {
                self.say(tool, name, &range);
                let first = tag.arguments.iter().find(|argument| argument.quoted);
                if let Some(first) = first.filter(|_| self.in_target(range.start)) {
                    self.target(first.value, &range);
                    return range.end;
                }
                let is_word = tag.named(&["title", "header", "text", "label"]).is_none();
                let is_name = is_word && self.alone(&range) && !text.contains(' ');
                self.make(if is_name { "" } else { &text }, &range);
            }
            ForeignFate::Raw => self.raw = true,
            ForeignFate::Comment => {
                let end = self.comment_end(range.end);
                self.comment(range.start..end);
                return end;
            }
            ForeignFate::Code(language) => return self.code(tag.name, &language, &range),
            ForeignFate::LinkAround(target) => self.link_around(tag.name, &target, &range),
            ForeignFate::IncludedCode(path) => self.included_code(&path, &range),
        }
        self.raw = self.raw && !tag.closing;
        range.end
    }

    /// Whether the line is a heading, which takes an id at its end.
    fn is_heading_line(&self, at: usize) -> bool {
        self.line_before(at).trim_start().starts_with('#')
    }

    /// Behind the tag that ends a comment: `{% endcomment %}`, `{{< /comment >}}`.
    fn comment_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let ends = rest.match_indices("comment").find(|(at, _)| {
            let before = rest.get(..*at).unwrap_or_default().trim_end();
            before.ends_with("end") || before.ends_with('/')
        });
        let close = ends.and_then(|(at, _)| Some(at + rest.get(at..)?.find('}')? + 1));
        let Some(close) = close else { return from };
        let twice = rest.get(close..).is_some_and(|rest| rest.starts_with('}'));
        from + close + usize::from(twice)
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

    /// Whether a target begins here, in a link or in the definition of one.
    fn is_at_target(&self, at: usize) -> bool {
        let before = self.line_before(at).trim_end();
        before.ends_with("](") || before.ends_with("]:")
    }

    /// Whether an address is expected here.
    fn in_target(&self, at: usize) -> bool {
        let before = self.line_before(at);
        ["](", "](<", "=\"", "='", "="].iter().any(|sign| before.ends_with(sign))
    }

    fn target(&mut self, target: &str, range: &Range<usize>) {
        // What stood between the bracket and this may have gone.
        let before = self.out.rsplit('\n').next().unwrap_or_default();
        let in_link = before.ends_with("](") || before.ends_with("]: ");
        let in_attribute = !in_link && (before.ends_with('=') || self.in_target(range.start));
        if in_attribute || (in_link && !target.contains([' ', '(', ')'])) {
            self.make(target, range);
        } else if in_link {
            self.make(&format!("<{target}>"), range);
        } else {
            self.make(&format!("[{target}](<{target}>)"), range);
        }
    }

    /// Whether this is inside of an HTML tag, where no other can stand.
    pub(super) fn in_tag(&self, at: usize) -> bool {
        let before = self.line_before(at);
        let open =
            before.rfind('<').filter(|open| before.rfind('>').is_none_or(|close| close < *open));
        open.and_then(|open| before.get(open + 1..)?.chars().next())
            .is_some_and(|next| next.is_ascii_alphabetic() || next == '/')
    }

    fn inline_mark(&mut self, mark: Mark, range: &Range<usize>) {
        let original = self.text.get(range.clone()).unwrap_or_default();
        let tag = self.marks.tag(mark, original);
        self.make(&tag, range);
    }

    pub(super) fn block_at(&mut self, mark: Mark, range: &Range<usize>) {
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
        let text = numbered(
            bare.strip_prefix(['-', '*', '+']).map_or(bare, |rest| rest.trim_start_matches(' ')),
        );
        if text.len() < bare.len()
            && (bare.starts_with(['-', '*', '+'])
                || bare.starts_with(|first: char| first.is_ascii_digit()))
        {
            prefix.push_str(&" ".repeat((bare.len() - text.len()).min(8)));
        }
        prefix
    }

    /// `{% highlight ruby %} … {% endhighlight %}` as a code block.
    fn code(&mut self, name: &str, language: &str, range: &Range<usize>) -> usize {
        let rest = self.text.get(range.end..).unwrap_or_default();
        if self.unclosed.contains(name) {
            return range.end;
        }
        let Some((end, close)) = end_of(rest, name) else {
            self.unclosed.insert(name.to_owned());
            return range.end;
        };
        let code = rest.get(..end).unwrap_or_default();
        let start = range.end + code.len() - code.trim_start_matches(['\r', '\n']).len();
        let prefix = self.prefix(range.start);
        self.fresh_line(&prefix, range);
        self.make(&format!("~~~~~~{language}\n"), range);
        self.copy(start..range.end + end);
        let end_of_line = if code.ends_with('\n') { "" } else { "\n" };
        let fence = format!("{end_of_line}{prefix}~~~~~~\n");
        self.make(&fence, &(range.end + end..range.end + close));
        range.end + close
    }

    /// `{{< button href="x" >}} … {{< /button >}}` as a link around what it holds.
    fn link_around(&mut self, name: &str, target: &str, range: &Range<usize>) {
        let far = self.text.floor_char_boundary(range.end + 1000);
        let rest = self.text.get(range.end..far).unwrap_or_default();
        let target = super::known::angled(target);
        let end = end_of(rest, name);
        match end.filter(|(end, _)| rest.get(..*end).is_some_and(|text| !text.contains('\n'))) {
            Some((end, close)) => {
                let behind = vec![InlinePart::Text(format!("](<{target}>)"))];
                self.closings.insert(range.end + end, (range.end + close, behind));
                self.make("[", range);
            }
            None => self.make(&super::known::link(&target, &target), range),
        }
    }

    /// `{{#playground a.rs}}` as a code block, which is filled when the file is read.
    fn included_code(&mut self, path: &str, range: &Range<usize>) {
        let ending = path.split(':').next().and_then(|file| file.rsplit_once('.'));
        let language = ending.map_or("", |(_, ending)| ending);
        let prefix = self.prefix(range.start);
        self.fresh_line(&prefix, range);
        let block = format!("~~~~~~{language}\n{prefix}{{{{#include {path}}}}}\n{prefix}~~~~~~\n");
        self.make(&block, range);
    }
}

/// Where the tag begins and ends that closes the one of this name.
fn end_of(text: &str, name: &str) -> Option<(usize, usize)> {
    let found = text.match_indices(name).find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        before.ends_with("end") || before.trim_end_matches(' ').ends_with('/')
    });
    let (at, _) = found?;
    let open = text.get(..at)?.rfind('{')?;
    let open = if text.get(..open)?.ends_with('{') { open - 1 } else { open };
    let close = at + text.get(at..)?.find('}')? + 1;
    let twice = text.get(close..)?.starts_with('}');
    Some((open, close + usize::from(twice)))
}
