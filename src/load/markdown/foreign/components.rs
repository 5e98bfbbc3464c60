//! Components of MDX: `<Callout type="tip">`, `<Card title="Leave" href="leave.md" />`, and texts
//! that a page imports. What they hold is Markdown; what they say in attributes is shown.

use super::closings::Closings;
use super::component_tags::{ComponentKind, ComponentTag, LONGEST, braces, text_in};
use super::draft::TextDraft;
use super::known::{angled, link};
use super::layout::{UNKNOWN_PLACE, in_tag, indentation, is_heading, line_end, names_a_place};
use super::marks::Mark;
use super::nesting::Nesting;
use super::survey::TextSurvey;
use super::unknown::ForeignTool;

/// Longest expression in a line.
const LONGEST_EXPRESSION: usize = 200;

/// Rewrites components.
pub(super) struct ComponentPass<'a, 't> {
    pub(super) survey: &'a TextSurvey<'t>,
    pub(super) draft: &'a mut TextDraft<'t>,
    pub(super) nesting: &'a mut Nesting,
    pub(super) closings: &'a mut Closings,
}

impl ComponentPass<'_, '_> {
    /// A component at the start of a line; returns where reading goes on.
    pub(super) fn line(&mut self, at: usize, prefix: &str) -> Option<usize> {
        let tag = self.survey.component(at)?;
        let mut end = tag.range.end;
        if let Some(path) = self.survey.imports.texts.get(&tag.name).filter(|_| !tag.closes) {
            self.draft.include(path, prefix, &tag.range);
        } else if tag.closes {
            self.end(&tag);
        } else {
            end = self.begin(&tag, prefix);
        }
        let rest = self.survey.text.get(end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let is_alone =
            rest.get(blank..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
        if is_alone {
            let next = line_end(self.survey.text, end);
            self.draft.fresh_line(prefix, &(next..next));
            return Some(next);
        }
        self.draft.make(prefix, &(end..end));
        Some(end + blank)
    }

    /// Returns where reading goes on.
    fn begin(&mut self, tag: &ComponentTag, prefix: &str) -> usize {
        let mut end = tag.range.end;
        match tag.kind() {
            ComponentKind::Container(family) => {
                let texts = tag.texts();
                self.draft.block(Mark::Open(tag.container(family)), &tag.range, prefix);
                if tag.closes_itself {
                    self.draft.make(&format!("{prefix}{texts}\n"), &tag.range);
                    self.draft.block(Mark::Close(family), &tag.range, prefix);
                }
            }
            ComponentKind::Frame => {}
            ComponentKind::Card => {
                self.draft.fresh_line(prefix, &tag.range);
                self.draft.make(&tag.card(prefix), &tag.range);
            }
            ComponentKind::Code if tag.value(&["code"]).is_some() => {
                self.draft.fresh_line(prefix, &tag.range);
                let block = tag.code_block(prefix).unwrap_or_default();
                self.draft.make(&block, &tag.range);
            }
            ComponentKind::Link
            | ComponentKind::Label
            | ComponentKind::Code
            | ComponentKind::Other => {
                self.draft.fresh_line(prefix, &tag.range);
                end = self.words(tag);
            }
        }
        if end == tag.range.end {
            self.indent(tag);
        }
        end
    }

    /// What stands in a component may be indented, which is no code.
    fn indent(&mut self, tag: &ComponentTag) {
        if tag.closes_itself || !self.survey.closed_components.contains(&tag.name) {
            return;
        }
        let text = self.survey.text;
        let line = text.get(..tag.range.start).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default();
        let below = text.get(line_end(text, tag.range.end)..).unwrap_or_default();
        let first = below.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let deeper = indentation(first).saturating_sub(indentation(line));
        self.nesting.open_component(&tag.name, deeper);
    }

    fn end(&mut self, tag: &ComponentTag) {
        if let ComponentKind::Container(family) = tag.kind() {
            self.draft.block_at(Mark::Close(family), &tag.range, self.nesting.columns());
        }
        self.nesting.close_component(&tag.name);
    }

    /// A component in a line of text; returns where reading goes on.
    pub(super) fn in_sentence(&mut self, at: usize, copied: usize) -> Option<usize> {
        let tag = self.survey.component(at)?;
        self.draft.copy(copied..at);
        match tag.kind() {
            _ if tag.closes => self.end(&tag),
            ComponentKind::Container(family) => {
                let mark = Mark::Open(tag.container(family));
                self.draft.block_at(mark, &tag.range, self.nesting.columns());
            }
            _ => return Some(self.words(&tag)),
        }
        Some(tag.range.end)
    }

    /// What readers see of a component that is no container; returns where reading goes on.
    fn words(&mut self, tag: &ComponentTag) -> usize {
        let target = tag.value(&["href", "to"]);
        match (tag.kind(), target) {
            (ComponentKind::Link, Some(target)) => return self.link(tag, target),
            (ComponentKind::Label, _) if is_heading(self.survey.text, tag.range.start) => {
                self.draft.mark(Mark::Label(tag.texts()), &tag.range);
            }
            (ComponentKind::Label | ComponentKind::Card, _) => {
                self.draft.make(&tag.texts(), &tag.range);
            }
            (ComponentKind::Frame, _) => {}
            _ if let Some(picture) = tag.picture(&self.survey.imports.files) => {
                self.draft.make(&picture, &tag.range);
            }
            _ => {
                let name = format!("<{}>", tag.name);
                self.draft.unknown(ForeignTool::Component, name, &tag.range);
                self.draft.make(&tag.texts(), &tag.range);
            }
        }
        tag.range.end
    }

    /// A link around what a component holds; returns where reading goes on. Text over several lines
    /// comes into one, for a line that is closed alone ends the paragraph.
    fn link(&mut self, tag: &ComponentTag, target: &str) -> usize {
        let text = self.survey.text;
        let close = format!("</{}>", tag.name);
        let far = text.floor_char_boundary(tag.range.end + LONGEST);
        let rest = text.get(tag.range.end..far).unwrap_or_default();
        let target = angled(target);
        let inside = rest.find(&close).filter(|_| !tag.closes_itself);
        match inside.and_then(|end| rest.get(..end)) {
            Some(words) if !words.contains('\n') => {
                let end = tag.range.end + words.len();
                self.closings.add_text(end..end + close.len(), format!("](<{target}>)"));
                self.draft.make("[", &tag.range);
            }
            Some(words) if !words.contains("\n\n") && !words.contains('<') => {
                let end = tag.range.end + words.len() + close.len();
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                self.draft.make(&format!("[{words}](<{target}>)"), &(tag.range.start..end));
                return end;
            }
            _ => {
                let words = tag.texts();
                let words = if words.is_empty() { target.clone() } else { words };
                self.draft.make(&link(&words, &target), &tag.range);
            }
        }
        tag.range.end
    }

    /// `{props.name}` in the text, which MDX computes: a text in quotes is that text, anything else
    /// stays and is reported.
    pub(super) fn computed(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let text = self.survey.text;
        let before = text.get(..at)?.chars().next_back();
        let near = text.floor_char_boundary(limit.min(at + LONGEST_EXPRESSION));
        let rest = text.get(at..near)?;
        let inside = rest.get(1..braces(rest)? - 1).filter(|inside| !inside.contains('\n'))?;
        let end = at + inside.len() + 2;
        let is_apart =
            before.is_none_or(|before| !before.is_alphanumeric() && !"$\\{_^".contains(before));
        if !is_apart || in_tag(text, at) {
            return None;
        }
        let words = text_in(inside).filter(|_| self.survey.is_computed);
        if words.is_none() && !is_expression(inside.trim(), self.survey.is_computed) {
            return None;
        }
        self.draft.copy(copied..at);
        if let Some(words) = words {
            self.draft.make(words, &(at..end));
            return Some(end);
        }
        self.draft.unknown(ForeignTool::Variable, format!("{{{inside}}}"), &(at..end));
        if inside.contains('<') {
            self.draft.make(&crate::html::escaped(&format!("{{{inside}}}")), &(at..end));
        } else {
            self.draft.copy(at..end);
        }
        Some(end)
    }

    /// `src={require('./a.png').default}` in an element: the text that it is, or nothing.
    pub(super) fn expression(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let text = self.survey.text;
        let before = text.get(..at).filter(|before| before.ends_with('='))?;
        let rest = text.get(at..limit)?;
        let end = braces(rest).filter(|_| in_tag(text, before.len()))?;
        let inside = rest.get(1..end - 1)?.trim();
        let name = inside.split('.').next().unwrap_or_default();
        let imported = || self.survey.imports.files.get(name).map(String::as_str);
        let unknown = if names_a_place(text, at) { UNKNOWN_PLACE } else { "" };
        let value = text_in(inside).or_else(imported).unwrap_or(unknown);
        self.draft.copy(copied..at);
        self.draft.make(&format!("\"{}\"", value.replace('"', "")), &(at..at + end));
        Some(at + end)
    }
}

/// Whether this is computed: in a text that computes, all that begins with a name; in others, only
/// what surely is.
fn is_expression(inside: &str, is_computed: bool) -> bool {
    const ROOTS: [&str; 5] = ["props", "frontMatter", "frontmatter", "siteConfig", "metadata"];
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "_$".contains(c);
    let root = inside.split('.').next().unwrap_or_default();
    let is_path = inside.chars().all(|c| is_sign(c) || c == '.');
    is_computed && inside.starts_with(|c: char| is_sign(c) && !c.is_ascii_digit())
        || is_path && ROOTS.contains(&root) && inside.len() > root.len()
}
