//! Callouts that other tools write as code blocks: `admonish` of mdBook, `ad-note` of Obsidian's
//! plugin, `{note}` of `MyST`.

use super::draft::TextDraft;
use super::known::{callout, kind};
use super::layout::line_end;
use super::lines::{capitalised, unmarked};
use super::marks::{Container, Family, Mark};
use super::myst::{self, DirectiveStart};
use crate::site::document::SiteWord;

/// Those that are open: the sign of their fence, its length, and what they close.
#[derive(Default)]
pub(super) struct FencedCallouts {
    open: Vec<(char, usize, Option<Family>)>,
}

/// A fence: its sign, its length, and what stands behind it.
fn fence(bare: &str) -> Option<(char, usize, &str)> {
    let sign = bare.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let info = bare.trim_start_matches(sign);
    let length = bare.len() - info.len();
    (length >= 3 && !info.contains(sign)).then(|| (sign, length, info.trim()))
}

impl FencedCallouts {
    /// A line at `at` that begins or ends one; returns where reading goes on.
    pub(super) fn line(
        &mut self,
        draft: &mut TextDraft<'_>,
        text: &str,
        (bare, prefix): (&str, &str),
        at: usize,
    ) -> Option<usize> {
        let (sign, length, info) = fence(bare)?;
        let range = at..at + bare.len();
        let next = line_end(text, at);
        let closes = |open: &mut (char, usize, Option<Family>)| {
            open.0 == sign && open.1 <= length && info.is_empty()
        };
        if let Some((.., family)) = self.open.pop_if(closes) {
            if let Some(family) = family {
                draft.block(Mark::Close(family), &range, prefix);
            }
            return Some(next);
        }
        if let Some(DirectiveStart { markdown, label, next }) = myst::frame(text, at) {
            self.open.push((sign, length, None));
            if let Some(label) = label {
                draft.block(Mark::Anchor(label), &range, prefix);
            }
            draft.fresh_line(prefix, &range);
            draft.make(&format!("{markdown}\n{prefix}\n"), &range);
            return Some(next);
        }
        let mut container = container(info)?;
        let next = options(text, next, &mut container);
        self.open.push((sign, length, Some(container.family())));
        draft.block(Mark::Open(container), &range, prefix);
        Some(next)
    }
}

/// What the words behind a fence mean.
fn container(info: &str) -> Option<Container> {
    if let Some(rest) = info.strip_prefix("admonish") {
        return rest
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric())
            .then(|| mdbook(rest));
    }
    if let Some(name) = info.strip_prefix("ad-") {
        return Some(named(name, None));
    }
    let (name, title) = info.strip_prefix('{')?.split_once('}')?;
    let title = Some(title.trim()).filter(|title| !title.is_empty()).map(unmarked);
    match name {
        "dropdown" => Some(Container::Details { summary: title, open: false }),
        name if name == "admonition" || kind(name).is_some() => Some(named(name, title)),
        _ => None,
    }
}

/// A callout; a kind that we do not know is its title.
fn named(name: &str, title: Option<String>) -> Container {
    let known = kind(name);
    let is_plain = known.is_some() || name.is_empty() || name == "admonition";
    let title = title.or_else(|| (!is_plain).then(|| capitalised(name)));
    callout(known.unwrap_or(SiteWord::Note), title.as_deref())
}

/// `admonish info "Title"`, `admonish tip title="Title" collapsible=true`
fn mdbook(rest: &str) -> Container {
    let (words, quoted) = rest.split_once('"').unwrap_or((rest, ""));
    let title = quoted.split('"').next().filter(|title| !title.is_empty()).map(unmarked);
    let name = words.split_whitespace().next().filter(|word| !word.contains('='));
    let name = name.and_then(|name| name.split('.').next()).unwrap_or_default();
    if rest.contains("collapsible=true") {
        let summary = title.or_else(|| Some(capitalised(name)).filter(|name| !name.is_empty()));
        return Container::Details { summary, open: false };
    }
    named(name, title)
}

/// Lines such as `title: Title` and `:class: tip` at the start; returns where they end.
fn options(text: &str, from: usize, container: &mut Container) -> usize {
    const NAMES: [&str; 6] = ["title", "collapse", "icon", "color", "class", "name"];
    let mut at = from;
    loop {
        let next = line_end(text, at);
        let line = text.get(at..next).unwrap_or_default().trim();
        let option = line.trim_start_matches(':').split_once(':');
        let Some((name, value)) = option.filter(|(name, _)| NAMES.contains(name)) else {
            return at;
        };
        if let (Container::Callout { title, .. }, "title") = (&mut *container, name) {
            *title = Some(unmarked(value.trim()));
        }
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::container;
    use crate::load::markdown::foreign::known::callout;
    use crate::load::markdown::foreign::marks::Container;
    use crate::site::document::SiteWord;

    #[test]
    fn callouts_are_told_from_code() {
        let note = |title: Option<&str>| Some(callout(SiteWord::Note, title));
        let table = [
            ("admonish", note(None)),
            ("admonish info \"A title\"", note(Some("A title"))),
            ("admonish warning.wide", Some(callout(SiteWord::Warning, None))),
            (
                "admonish bug title=\"T\" collapsible=true",
                Some(Container::Details { summary: Some("T".to_owned()), open: false }),
            ),
            ("ad-tip", Some(callout(SiteWord::Tip, None))),
            ("ad-idea", note(Some("Idea"))),
            ("{admonition} See **this**", note(Some("See this"))),
            ("{note}", note(None)),
            ("{python}", None),
            ("{ .yaml }", None),
            ("admonished", None),
            ("ada", None),
            ("", None),
        ];
        for (info, expected) in table {
            assert_eq!(container(info), expected, "{info}");
        }
    }
}
