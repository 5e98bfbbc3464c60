//! Confluence's storage format, which exports and scripts leave in texts: macros, links, pictures
//! and tasks with the prefixes `ac:` and `ri:`.
//!
//! `storage_tags` reads one tag, `macros` a macro with its parameters, `references` a link or a
//! picture; this says what each becomes.

mod macros;
mod references;
mod storage_tags;

use self::macros::{MacroBody, MacroFate, StorageMacro};
use self::storage_tags::{StorageTag, behind, plain_text};
use super::draft::TextDraft;
use super::layout::prefix;
use super::marks::{Family, Mark};
use super::survey::TextSurvey;
use super::unknown::ForeignTool;
use crate::html::escaped;
use std::ops::Range;

/// How deep lists of tasks may nest; deeper ones stand as deep as these.
const DEEPEST: usize = 20;

/// What is to be known of the macros before.
#[derive(Default)]
pub(super) struct ConfluenceState {
    /// The macros that are open, and what each closes.
    open: Vec<Option<Family>>,
    /// Whether the task that is open is done.
    is_done: bool,
    /// How many lists of tasks are open around a task.
    lists: usize,
    /// How far the text was searched for cells and items, and how many of them are open there.
    searched: usize,
    depth: usize,
    /// Ends that stand nowhere in what is left.
    absent: Vec<&'static str>,
}

/// Rewrites what is in storage format.
pub(super) struct ConfluencePass<'a, 't> {
    pub(super) survey: &'a TextSurvey<'t>,
    pub(super) draft: &'a mut TextDraft<'t>,
    pub(super) state: &'a mut ConfluenceState,
    /// How many columns of a line belong to containers.
    pub(super) columns: usize,
}

impl ConfluencePass<'_, '_> {
    /// The tag at `at`, if it is one; returns where reading goes on.
    pub(super) fn sign(&mut self, at: usize, copied: usize) -> Option<usize> {
        if !self.survey.has_storage {
            return None;
        }
        let tag = StorageTag::read(self.survey.text, at)?;
        self.draft.copy(copied..at);
        Some(self.tag(&tag))
    }

    fn tag(&mut self, tag: &StorageTag<'_>) -> usize {
        match (tag.name, tag.closes) {
            ("ac:structured-macro" | "ac:macro", false) => self.begin_macro(tag),
            ("ac:structured-macro" | "ac:macro", true) => {
                self.end_macro(&tag.range);
                tag.range.end
            }
            ("ac:link", false) => self.link(tag),
            ("ac:image", false) => self.picture(tag),
            ("ac:emoticon", false) => {
                self.draft.make(&references::emoticon(tag), &tag.range);
                tag.range.end
            }
            ("ac:placeholder", false) => {
                let end = self.behind(tag);
                self.draft.comment(tag.range.start..end);
                end
            }
            // The id of a task, settings, and the same as text for those who do not know them.
            ("ac:task-id" | "ac:task-uuid" | "ac:adf-attribute" | "ac:adf-fallback", false) => {
                let end = self.behind(tag);
                self.behind_blanks(end)
            }
            ("ac:task-status" | "ac:task-body" | "ac:task" | "ac:task-list", _) => self.task(tag),
            ("time", false) => {
                let day = escaped(&tag.value("datetime").unwrap_or_default());
                self.draft.make(&format!("<time datetime=\"{day}\">{day}</time>"), &tag.range);
                tag.range.end
            }
            _ => tag.range.end,
        }
    }

    fn begin_macro(&mut self, tag: &StorageTag<'_>) -> usize {
        let text = self.survey.text;
        let found = StorageMacro::read(text, tag, &mut self.state.absent);
        let range = tag.range.start..found.end;
        if found.is_hidden() {
            return self.hidden(range);
        }
        let mut family = None;
        match found.fate() {
            MacroFate::Frame => {}
            MacroFate::Container(container) => {
                family = Some(container.family());
                self.draft.block_at(Mark::Open(container), &range, self.columns);
            }
            MacroFate::Text(words) => self.draft.make(&words, &range),
            MacroFate::Mark(mark) => self.draft.mark(mark, &range),
            MacroFate::Include(page) => {
                let prefix = prefix(text, range.start, self.columns);
                self.draft.include(&page, &prefix, &range);
                self.draft.make(&prefix, &range);
            }
            MacroFate::Code { info, code } => self.code(&info, &code, &range),
            MacroFate::Unknown(words) => {
                let name = found.name.clone();
                self.draft.unknown(ForeignTool::Macro, name, &tag.range);
                let words = escaped(&words);
                let is_above = matches!(found.body, MacroBody::Rich) && !words.is_empty();
                let words = if is_above { format!("<p>{words}</p>") } else { words };
                self.draft.make(&words, &range);
            }
        }
        if matches!(found.body, MacroBody::Rich) {
            self.state.open.push(family);
        } else if let Some(family) = family {
            self.draft.block_at(Mark::Close(family), &range, self.columns);
        }
        found.end
    }

    /// What its author shows elsewhere; returns where reading goes on.
    fn hidden(&mut self, range: Range<usize>) -> usize {
        const CLOSE: &str = "</ac:structured-macro>";
        let is_sought = !self.state.absent.contains(&CLOSE);
        let found = is_sought.then(|| macros::end(self.survey.text, range.end)).flatten();
        if found.is_none() {
            self.state.absent.push(CLOSE);
        }
        // Without an end, all that follows is hidden, and its author hears of it.
        if found.is_none() {
            self.draft.unknown(ForeignTool::OpenMacro, "hidden".to_owned(), &range);
        }
        let end = found.unwrap_or(self.survey.text.len());
        self.draft.comment(range.start..end);
        end
    }

    fn end_macro(&mut self, range: &Range<usize>) {
        if let Some(family) = self.state.open.pop().flatten() {
            self.draft.block_at(Mark::Close(family), range, self.columns);
        }
    }

    /// A code block; in a cell or an item, where Markdown has none, as HTML.
    fn code(&mut self, info: &str, code: &str, range: &Range<usize>) {
        if self.is_inside(range.start) {
            let lines = escaped(code).replace('\n', "&#10;");
            return self.draft.make(&format!("<pre><code>{lines}</code></pre>"), range);
        }
        let prefix = prefix(self.survey.text, range.start, self.columns);
        let lines = code.replace('\n', &format!("\n{prefix}"));
        let fence =
            "~".repeat(code.split(|c| c != '~').map(str::len).max().unwrap_or(0).max(5) + 1);
        self.draft.fresh_line(&prefix, range);
        let block = format!("{fence}{info}\n{prefix}{lines}\n{prefix}{fence}\n{prefix}\n{prefix}");
        self.draft.make(&block, range);
    }

    /// Whether `at` lies in a cell of a table or an item of a list.
    fn is_inside(&mut self, at: usize) -> bool {
        const PARTS: [&str; 3] = ["td", "th", "li"];
        let passed = self.survey.text.get(self.state.searched..at).unwrap_or_default();
        for rest in passed.split('<').skip(1) {
            let name = rest.trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            if !PARTS.contains(&name.get(..end).unwrap_or_default()) {
                continue;
            }
            let depth = self.state.depth;
            let closes = name.len() < rest.len();
            self.state.depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        self.state.searched = at.max(self.state.searched);
        self.state.depth > 0
    }

    fn link(&mut self, tag: &StorageTag<'_>) -> usize {
        let end = self.behind(tag);
        let inside = self.survey.slice(tag.range.end..end);
        match references::link(tag, inside) {
            Ok(link) => self.draft.mark(Mark::Link(link), &(tag.range.start..end)),
            Err(words) => {
                let name = "ac:link".to_owned();
                self.draft.unknown(ForeignTool::Macro, name, &(tag.range.start..end));
                self.draft.make(&escaped(&words), &(tag.range.start..end));
            }
        }
        end
    }

    fn picture(&mut self, tag: &StorageTag<'_>) -> usize {
        let end = self.behind(tag);
        let inside = self.survey.slice(tag.range.end..end);
        let range = tag.range.start..end;
        if let Some((link, caption)) = references::picture(tag, inside) {
            self.draft.mark(Mark::Link(link), &range);
            if !caption.is_empty() {
                self.draft.make(&format!("<br><em>{}</em>", escaped(&caption)), &range);
            }
        }
        end
    }

    /// Parts of a list of tasks.
    fn task(&mut self, tag: &StorageTag<'_>) -> usize {
        let is_inside = self.is_inside(tag.range.start);
        let mut end = tag.range.end;
        if tag.name == "ac:task-list" {
            let lists = self.state.lists;
            self.state.lists = if tag.closes { lists.saturating_sub(1) } else { lists + 1 };
        }
        let columns = 2 * self.state.lists.saturating_sub(1).min(DEEPEST);
        let is_below = self.draft.written().ends_with('\n');
        let written = match (tag.name, tag.closes, is_inside) {
            ("ac:task-status", false, _) => {
                end = self.behind(tag);
                let status = plain_text(self.survey.slice(tag.range.end..end));
                self.state.is_done = status == "complete";
                ""
            }
            ("ac:task-list", false, true) => "<ul>",
            ("ac:task-list", true, true) => "</ul>",
            ("ac:task-body", false, true) if self.state.is_done => "<li>☑ ",
            ("ac:task-body", false, true) => "<li>☐ ",
            ("ac:task-body", true, true) => "</li>",
            ("ac:task-body", false, false) if self.state.is_done => "- [x] ",
            ("ac:task-body", false, false) => "- [ ] ",
            ("ac:task-list", false, false) if columns > 0 => "\n",
            ("ac:task-list", true, false) if self.state.lists > 0 => "",
            ("ac:task-list", _, false) => "\n\n",
            ("ac:task-body", true, false) if !is_below => "\n",
            _ => "",
        };
        if tag.name == "ac:task-body" && !tag.closes && !is_inside {
            self.draft.make(&" ".repeat(columns), &tag.range);
        }
        self.draft.make(written, &tag.range);
        if tag.name == "ac:task-body" && !tag.closes { end } else { self.behind_blanks(end) }
    }

    /// Behind the element that a tag opens, or behind the tag where nothing closes it.
    fn behind(&mut self, tag: &StorageTag<'_>) -> usize {
        behind(self.survey.text, tag)
    }

    /// Behind the blanks at `at`, if another part of the same follows.
    fn behind_blanks(&self, at: usize) -> usize {
        let rest = self.survey.text.get(at..).unwrap_or_default();
        let next = rest.trim_start();
        let follows = next.starts_with("<ac:") || next.starts_with("</ac:");
        if follows { at + rest.len() - next.len() } else { at }
    }
}
