//! What is to be known of a text before its lines are rewritten one after the other.

use super::component_tags::ComponentTag;
use super::imports::Imports;
use super::signs::{EMPTY_BOLD, FORMULAS, SignTable};
use super::{fields, imports, mask};
use crate::config::RawHtml;
use crate::load::markdown::math::has_formulas;
use crate::load::markdown::part::TextPart;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text, and what stands somewhere in it.
pub(super) struct TextSurvey<'t> {
    pub(super) text: &'t str,
    /// Names of tags that are closed somewhere.
    pub(super) closed: BTreeSet<String>,
    /// Whether there may be components, of which these are closed somewhere.
    has_components: bool,
    pub(super) closed_components: BTreeSet<String>,
    /// Whether braces in the text are expressions, as in MDX.
    pub(super) is_computed: bool,
    /// What the page imports.
    pub(super) imports: Imports,
    /// Names that loops and assignments of a template language give: no text of the author's.
    pub(super) assigned: BTreeSet<&'t str>,
    /// Signs at which something may begin.
    pub(super) signs: SignTable,
    /// Where the properties stand that Notion writes below the title.
    pub(super) facts: Range<usize>,
    /// Whether there is something in Confluence's storage format.
    pub(super) has_storage: bool,
    /// People by the ids that the wiki of Azure DevOps has for them.
    pub(super) mentions: Vec<Range<usize>>,
    /// Where tags begin that are placeholders.
    pub(super) placeholders: BTreeSet<usize>,
    /// Short forms and what they mean.
    pub(super) abbreviations: BTreeMap<String, String>,
    /// Whether formulas are read, so that other dollars need another spelling.
    pub(super) has_formulas: bool,
}

impl<'t> TextSurvey<'t> {
    /// Looks through a part.
    pub(super) fn new(part: &'t TextPart, raw_html: RawHtml) -> Self {
        let text = part.text();
        let masked = mask::without_code(text);
        let is_safe = raw_html == RawHtml::Sanitize;
        let has_components = is_safe && imports::may_hold(text);
        TextSurvey {
            text,
            closed: closed_names(text),
            has_components,
            is_computed: is_safe && part.source().path().ends_with(".mdx"),
            closed_components: if has_components { imports::closed(text) } else { BTreeSet::new() },
            imports: if is_safe && text.contains("import ") {
                imports::imports(text)
            } else {
                Imports::default()
            },
            assigned: assigned_names(text),
            signs: SignTable::new(text.contains(":: "), text.contains(EMPTY_BOLD)),
            facts: fields::facts(part.source().path(), text),
            has_storage: is_safe && (text.contains("<ac:") || text.contains("<ri:")),
            mentions: mask::mentions(&masked),
            placeholders: if is_safe { mask::placeholders(&masked) } else { BTreeSet::new() },
            abbreviations: {
                let mut all = (*part.short_forms).clone();
                all.extend(mask::abbreviations(&masked, text));
                all
            },
            has_formulas: has_formulas(text)
                || FORMULAS.iter().any(|(open, _)| text.contains(open)),
        }
    }

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

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }
}

/// `{% for page in site.pages %}`, `{% assign news = site.news %}`.
fn assigned_names(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices("{%").filter_map(|(at, sign)| text.get(at + sign.len()..));
    let names = starts.filter_map(|inside| {
        let inside = inside.trim_start_matches(['-', ' ']);
        let rest = inside.strip_prefix("for ").or_else(|| inside.strip_prefix("assign "))?;
        Some(word(rest.trim_start())).filter(|name| !name.is_empty())
    });
    names.collect()
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
