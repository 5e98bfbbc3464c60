//! Constructs of other tools in a page that plain Markdown may say as well. Nothing here is
//! certain: what is proposed counts only where the page stays the same.

use crate::resolve::Resolved;
use crate::resolve::links::Target;
use crate::resolve::paths::relative;
use crate::site::document::{Link, LinkKind};
use crate::site::{Page, PageId, Site};
use std::ops::Range;

/// Other bytes for a range of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The bytes of the file.
    pub range: Range<usize>,
    /// What stands there instead.
    pub text: String,
}

/// What other tools call the five alerts of GitHub.
const ALERTS: [(&str, &str); 11] = [
    ("note", "NOTE"),
    ("info", "NOTE"),
    ("tip", "TIP"),
    ("success", "TIP"),
    ("hint", "TIP"),
    ("important", "IMPORTANT"),
    ("warning", "WARNING"),
    ("caution", "CAUTION"),
    ("danger", "CAUTION"),
    ("attention", "WARNING"),
    ("error", "CAUTION"),
];

/// How many lines a callout may have.
const LONGEST: usize = 500;

/// All of a page, in their order; none overlaps another.
pub fn of_page(resolved: &Resolved<'_>, id: PageId) -> Vec<TextChange> {
    let site = resolved.site();
    let page = site.page(id);
    let links = page.document().links().iter().zip(resolved.targets(id));
    let links = links.filter_map(|(link, target)| link_change(site, page, link, target));
    let mut changes: Vec<TextChange> = links.chain(callouts(page)).collect();
    changes.sort_by_key(|change| (change.range.start, change.range.end));
    let mut end = 0;
    changes.retain(|change| {
        let is_free = change.range.start >= end;
        end = if is_free { change.range.end } else { end };
        is_free
    });
    changes
}

/// `[[Page|text]]` and `{{< relref "page" >}}` as a link to a file.
fn link_change(site: &Site, page: &Page, link: &Link, target: &Target) -> Option<TextChange> {
    let Target::Node(node, fragment) = target else { return None };
    let file = site.page_at(*node)?.source().path();
    let fragment = fragment.as_ref().map_or(String::new(), |id| format!("#{id}"));
    let mut path = relative(page.source().path(), file) + &fragment;
    if path.contains([' ', '(', ')']) {
        path = format!("<{path}>");
    }
    let span = link.place.span().filter(|_| link.place.path() == page.source().path())?;
    let written = page.source().slice(span);
    if link.kind == LinkKind::Wiki {
        let inside = written.strip_prefix("[[")?.strip_suffix("]]")?;
        let title = site.tree().node(*node).title();
        let text = inside.split_once('|').map_or(title, |(_, text)| text).trim();
        let is_plain = !text.contains(['[', ']', '\\', '|', '\n']);
        return is_plain
            .then(|| TextChange { range: span.range(), text: format!("[{text}]({path})") });
    }
    let start = written.find("{{")?;
    let end = written.rfind("}}")? + 2;
    let is_reference = written.get(start..end)?.contains("ref ");
    let range = span.start + start..span.start + end;
    is_reference.then_some(TextChange { range, text: path })
}

/// Callouts without titles at the margin.
fn callouts(page: &Page) -> Vec<TextChange> {
    let lines: Vec<&str> = page.body_text().split_inclusive('\n').collect();
    let starts: Vec<usize> = lines
        .iter()
        .scan(page.body_start(), |at, line| {
            let start = *at;
            *at += line.len();
            Some(start)
        })
        .collect();
    let mut changes = Vec::new();
    let mut is_code = false;
    let mut next = 0;
    for (number, (line, start)) in lines.iter().zip(&starts).enumerate() {
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        if is_code || number < next {
            continue;
        }
        let below = lines.get(number + 1..).unwrap_or_default();
        let Some((alert, body, used)) = callout(line, below) else { continue };
        next = number + 1 + used;
        let end = starts.get(next).copied().unwrap_or(page.source().text().len());
        changes.push(TextChange { range: *start..end, text: quoted(alert, &body) });
    }
    changes
}

/// The alert that begins with a line, its text, and how many lines below belong to it.
fn callout<'t>(line: &'t str, below: &[&'t str]) -> Option<(&'static str, Vec<&'t str>, usize)> {
    let line = line.trim_end();
    let kind =
        |name: &str| ALERTS.iter().find(|(known, _)| *known == name).map(|(_, alert)| *alert);
    if let Some(alert) = line.strip_prefix("!!! ").and_then(kind) {
        let is_inside = |line: &&&str| line.trim().is_empty() || line.starts_with("    ");
        let inside = below.iter().take_while(is_inside);
        let body: Vec<&str> = inside.map(|line| line.get(4..).unwrap_or_default()).collect();
        let used = body.len() - body.iter().rev().take_while(|line| line.trim().is_empty()).count();
        return (used > 0).then(|| (alert, body.into_iter().take(used).collect(), used));
    }
    let colons =
        || line.strip_prefix(":::").map(str::trim).and_then(kind).map(|alert| (alert, ":::"));
    let hint = || {
        let inside = line.strip_prefix("{% hint style=\"")?.strip_suffix("\" %}")?;
        kind(inside).map(|alert| (alert, "{% endhint %}"))
    };
    let (alert, close) = colons().or_else(hint)?;
    let end = below.iter().take(LONGEST).position(|line| line.trim_end() == close)?;
    Some((alert, below.iter().take(end).copied().collect(), end + 1))
}

fn quoted(alert: &str, body: &[&str]) -> String {
    let is_blank = |line: &&&str| line.trim().is_empty();
    let first = body.iter().take_while(is_blank).count();
    let last = body.len() - body.iter().rev().take_while(is_blank).count();
    let mut text = format!("> [!{alert}]\n");
    for line in body.get(first..last).unwrap_or_default() {
        let line = line.trim_end_matches(['\n', '\r']);
        text.push_str(if line.trim().is_empty() { ">" } else { "> " });
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A text with some changes, which stand in their order.
pub fn applied<'c>(text: &str, changes: impl Iterator<Item = &'c TextChange>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        changed.push_str(text.get(at..change.range.start).unwrap_or_default());
        changed.push_str(&change.text);
        at = change.range.end;
    }
    changed + text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{callout, quoted};

    #[test]
    fn callouts_become_alerts() {
        let (alert, body, used) =
            callout("!!! note\n", &["    A.\n", "\n", "    B.\n", "\n", "C.\n"]).expect("one");
        assert_eq!((quoted(alert, &body).as_str(), used), ("> [!NOTE]\n> A.\n>\n> B.\n", 3));
        let (alert, body, used) =
            callout(":::caution\n", &["\n", "A.\n", "\n", ":::\n", "B\n"]).expect("one");
        assert_eq!((quoted(alert, &body).as_str(), used), ("> [!CAUTION]\n> A.\n", 4));
        assert!(callout("!!! note \"Title\"\n", &["    A.\n"]).is_none());
        assert!(callout(":::note\n", &["A.\n"]).is_none(), "it never ends");
    }
}
