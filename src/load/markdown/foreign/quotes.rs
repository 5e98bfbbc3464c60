//! Alerts of GitHub and callouts of Obsidian and Wiki.js: quotes that begin with `[!note]`, in all
//! the ways in which people and their formatters write them.

use super::known::{callout, kind};
use super::lines::capitalised;
use super::marks::Container;
use crate::site::document::SiteWord;

/// Kinds that the parser knows.
const OWN: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The first line of a quote that is a callout.
#[derive(Debug, PartialEq)]
pub(super) struct FoundAlert {
    pub(super) container: Container,
    /// What else stands on the line and is part of the text.
    pub(super) text: String,
}

/// Reads the first line of a quote, without `>`. `None` where it is a quote, or an alert that the
/// parser reads itself.
pub(super) fn alert(line: &str) -> Option<FoundAlert> {
    let line = line.trim();
    if let Some(old) = old_form(line) {
        return Some(FoundAlert { container: callout(old, None), text: String::new() });
    }
    let bare = line.strip_prefix('\\').unwrap_or(line);
    let inside = bare.strip_prefix("[!")?;
    let (name, rest) = inside.split_once(']')?;
    let name = name.split('|').next().unwrap_or_default().trim();
    let is_name = !name.is_empty()
        && name.len() <= 40
        && name.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
    if !is_name || rest.starts_with(['(', '[', ':']) {
        return None;
    }
    if rest.is_empty()
        && bare.len() == line.len()
        && OWN.iter().any(|own| own.eq_ignore_ascii_case(name))
    {
        return None;
    }
    Some(found(name, rest))
}

/// Title, fold and text behind the kind.
fn found(name: &str, rest: &str) -> FoundAlert {
    let (fold, rest) = match rest.strip_prefix(['-', '+']) {
        Some(behind) => (rest.get(..1), behind),
        None => (None, rest.strip_prefix('\\').unwrap_or(rest)),
    };
    let rest = rest.trim();
    let merged = rest.strip_prefix('>').map(str::trim);
    let is_plain = merged.is_none() && !rest.contains(['[', '<', '`', '*', '_', '!']);
    let title = Some(rest).filter(|title| is_plain && !title.is_empty());
    let text = merged.unwrap_or(if is_plain { "" } else { rest }).to_owned();
    let known = kind(name);
    let title = title.map(str::to_owned).or_else(|| known.is_none().then(|| capitalised(name)));
    let container = match fold {
        Some(fold) => Container::Details {
            summary: title.or_else(|| Some(capitalised(name))),
            open: fold == "+",
        },
        None => callout(known.unwrap_or(SiteWord::Note), title.as_deref()),
    };
    FoundAlert { container, text }
}

/// `**Note**` alone on the line, as GitHub had it first.
fn old_form(line: &str) -> Option<SiteWord> {
    let name = line.strip_prefix("**")?.strip_suffix("**")?;
    let is_old = ["Note", "Warning", "Important", "Tip", "Caution"].contains(&name);
    is_old.then(|| kind(name)).flatten()
}

/// The kind in `{.is-info}` behind a quote, and in `{: .note }` before a block.
pub(super) fn class_kind(class: &str) -> Option<SiteWord> {
    let name = class.strip_prefix("is-").unwrap_or(class);
    match name {
        "highlight" | "new" | "blue" => Some(SiteWord::Note),
        "note" | "info" | "tip" | "important" | "warning" | "caution" | "danger" | "success" => {
            kind(name)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::alert;

    #[test]
    fn alerts_come_in_many_spellings() {
        let table = [
            ("[!NOTE]", None),
            ("[!NOTE](x)", None),
            ("plain", None),
            ("[!WARNING]\\", Some("")),
            ("\\[!CAUTION]", Some("")),
            ("[!NOTE] Title", Some("")),
            ("[!NOTE] > **Bold**: text", Some("**Bold**: text")),
            ("[!note] see [x](y)", Some("see [x](y)")),
            ("[!info]", Some("")),
            ("[!faq]- Folded?", Some("")),
            ("**Note**", Some("")),
            ("**Note** that", None),
        ];
        for (line, text) in table {
            assert_eq!(alert(line).map(|found| found.text).as_deref(), text, "{line}");
        }
    }
}
