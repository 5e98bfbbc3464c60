//! Components of MDX: `<Callout type="tip">`, `<Card title="Leave" href="leave.md" />`, and texts
//! that a page imports. What they hold is Markdown; what they say in attributes is shown.

use super::component_tags::{ComponentKind, ComponentTag, LONGEST, braces, text_in};
use super::marks::Mark;
use super::pieces::InlinePart;
use super::rewrite::{Rewriter, indentation, line_end};
use super::unknown::ForeignTool;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that a page imports, by the names that it gives them: `import Note from "./_note.mdx"`.
pub(super) fn imports(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("import ")) {
        let Some((name, path)) = line.split_once(" from ") else { continue };
        let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
        if super::known::is_markdown(path) {
            let path = path.trim_start_matches("@site/");
            found.insert(name.trim().to_owned(), path.to_owned());
        }
    }
    found
}

/// Names of components that a text ends somewhere.
pub(super) fn closed(text: &str) -> BTreeSet<String> {
    let names = text.split("</").skip(1).filter_map(|rest| {
        let name = rest.get(..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?)?;
        let last = name.rsplit('.').next()?;
        last.starts_with(|c: char| c.is_ascii_uppercase()).then(|| last.to_owned())
    });
    names.collect()
}

/// Whether a text may hold components.
pub(super) fn may_hold(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [b'<', b'A'..=b'Z']))
}

impl Rewriter<'_> {
    /// The component that may begin or end at `at`.
    pub(super) fn component(&self, at: usize) -> Option<ComponentTag> {
        if !self.has_components || self.placeholders.contains(&at) {
            return None;
        }
        let tag = ComponentTag::read(self.text, at)?;
        let has_value = tag.attributes.iter().any(|(_, value)| !value.is_empty());
        let is_used = tag.closes || tag.closes_itself || has_value;
        (is_used || self.closed_components.contains(&tag.name)).then_some(tag)
    }

    /// A component at the start of a line; returns where reading goes on.
    pub(super) fn component_line(&mut self, at: usize, prefix: &str) -> Option<usize> {
        let tag = self.component(at)?;
        let mut end = tag.range.end;
        if let Some(path) = self.imports.get(&tag.name).cloned().filter(|_| !tag.closes) {
            self.include(&path, prefix, &tag.range);
        } else if tag.closes {
            self.end_component(&tag);
        } else {
            end = self.begin_component(&tag, prefix);
        }
        let rest = self.text.get(end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let is_alone =
            rest.get(blank..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
        if is_alone {
            let next = line_end(self.text, end);
            self.fresh_line(prefix, &(next..next));
            return Some(next);
        }
        self.make(prefix, &(end..end));
        Some(end + blank)
    }

    /// Returns where reading goes on.
    fn begin_component(&mut self, tag: &ComponentTag, prefix: &str) -> usize {
        let mut end = tag.range.end;
        match tag.kind() {
            ComponentKind::Container(family) => {
                let texts = tag.texts();
                self.block(Mark::Open(tag.container(family)), &tag.range, prefix);
                if tag.closes_itself {
                    self.make(&format!("{prefix}{texts}\n"), &tag.range);
                    self.block(Mark::Close(family), &tag.range, prefix);
                }
            }
            ComponentKind::Frame => {}
            ComponentKind::Card => {
                self.fresh_line(prefix, &tag.range);
                self.make(&tag.card(prefix), &tag.range);
            }
            ComponentKind::Link | ComponentKind::Label | ComponentKind::Other => {
                self.fresh_line(prefix, &tag.range);
                end = self.component_in_line(tag);
            }
        }
        if end == tag.range.end {
            self.indent_component(tag);
        }
        end
    }

    /// What stands in a component may be indented, which is no code.
    fn indent_component(&mut self, tag: &ComponentTag) {
        if tag.closes_itself || !self.closed_components.contains(&tag.name) {
            return;
        }
        let line = self.text.get(..tag.range.start).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default();
        let below = self.text.get(line_end(self.text, tag.range.end)..).unwrap_or_default();
        let first = below.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let deeper = indentation(first).saturating_sub(indentation(line));
        self.components.push((tag.name.clone(), self.dedent() + deeper));
    }

    /// How many columns of indentation belong to components.
    pub(super) fn dedent(&self) -> usize {
        self.components.last().map_or(0, |(_, columns)| *columns)
    }

    fn end_component(&mut self, tag: &ComponentTag) {
        if let ComponentKind::Container(family) = tag.kind() {
            self.block_at(Mark::Close(family), &tag.range);
        }
        if let Some(open) = self.components.iter().rposition(|(name, _)| *name == tag.name) {
            self.components.truncate(open);
        }
    }

    /// A component in a line of text; returns where reading goes on.
    pub(super) fn inline_component(&mut self, at: usize, copied: usize) -> Option<usize> {
        let tag = self.component(at)?;
        self.copy(copied..at);
        match tag.kind() {
            _ if tag.closes => self.end_component(&tag),
            ComponentKind::Container(family) => {
                self.block_at(Mark::Open(tag.container(family)), &tag.range);
            }
            _ => return Some(self.component_in_line(&tag)),
        }
        Some(tag.range.end)
    }

    /// A link around what a component holds; returns where reading goes on. Text over several lines
    /// comes into one, for a line that is closed alone ends the paragraph.
    fn component_link(&mut self, tag: &ComponentTag, target: &str) -> usize {
        let close = format!("</{}>", tag.name);
        let far = self.text.floor_char_boundary(tag.range.end + LONGEST);
        let rest = self.text.get(tag.range.end..far).unwrap_or_default();
        let target = super::known::angled(target);
        let inside = rest.find(&close).filter(|_| !tag.closes_itself);
        let inside = inside.and_then(|end| rest.get(..end));
        match inside {
            Some(text) if !text.contains('\n') => {
                let end = tag.range.end + text.len();
                let behind = InlinePart::Text(format!("](<{target}>)"));
                self.closings.insert(end, (end + close.len(), vec![behind]));
                self.make("[", &tag.range);
            }
            Some(text) if !text.contains("\n\n") && !text.contains('<') => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let end = tag.range.end + rest.find(&close).unwrap_or(0) + close.len();
                self.make(&format!("[{text}](<{target}>)"), &(tag.range.start..end));
                return end;
            }
            _ => {
                let text = tag.texts();
                let text = if text.is_empty() { target.clone() } else { text };
                self.make(&super::known::link(&text, &target), &tag.range);
            }
        }
        tag.range.end
    }

    /// Returns where reading goes on.
    fn component_in_line(&mut self, tag: &ComponentTag) -> usize {
        let target = tag.value(&["href", "to"]);
        match (tag.kind(), target) {
            (ComponentKind::Link, Some(target)) => return self.component_link(tag, target),
            (ComponentKind::Label | ComponentKind::Card, _) => {
                self.make(&tag.texts(), &tag.range);
            }
            (ComponentKind::Frame, _) => {}
            _ => {
                self.say(ForeignTool::Component, format!("<{}>", tag.name), &tag.range);
                self.make(&tag.texts(), &tag.range);
            }
        }
        tag.range.end
    }

    /// `src={require('./a.png').default}` in an element: the text that it is, or nothing.
    pub(super) fn expression(&mut self, at: usize, copied: usize, limit: usize) -> Option<usize> {
        let before = self.text.get(..at).filter(|before| before.ends_with('='))?;
        let rest = self.text.get(at..limit)?;
        let end = braces(rest).filter(|_| self.in_tag(before.len()))?;
        let text = text_in(rest.get(1..end - 1)?).unwrap_or_default();
        self.copy(copied..at);
        self.make(&format!("\"{}\"", text.replace('"', "")), &(at..at + end));
        Some(at + end)
    }
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn imported_texts_are_found() {
        let text = "import A from './_a.mdx';\nimport B from '@theme/B'\n";
        assert_eq!(
            imports(text).into_iter().collect::<Vec<_>>(),
            [("A".into(), "./_a.mdx".into())]
        );
    }
}
