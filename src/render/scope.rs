//! Several pages in one document: their ids kept apart, links between them within the document, and
//! headings one level lower, below the page's title.

use crate::html::{Html, tag_length};
use crate::site::tree::NodeId;
use std::collections::BTreeMap;

/// Attributes that hold ids of the same page.
const IDS: [&str; 7] =
    ["id", "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls"];

/// What every id of the document begins with; authors' ids cannot.
const RESERVED: &str = "hb:p";

/// The pages of one document, and their places in it.
#[derive(Debug, Default)]
pub struct PrintScope(BTreeMap<NodeId, usize>);

impl PrintScope {
    /// The pages of these nodes, in this order.
    pub fn new(nodes: impl Iterator<Item = NodeId>) -> Self {
        PrintScope(nodes.enumerate().map(|(place, node)| (node, place + 1)).collect())
    }

    /// The fragment of a page, where the document holds it.
    pub fn fragment(&self, node: NodeId, below: Option<&str>) -> Option<String> {
        let id = id(*self.0.get(&node)?);
        Some(below.map_or(id.clone(), |below| format!("{id}:{below}")))
    }
}

/// The id of the page at a place, counted from 1.
pub fn id(place: usize) -> String {
    format!("{RESERVED}{place}")
}

/// The HTML of a page as part of the document.
pub fn scoped(html: &Html, place: usize) -> Html {
    let html = html.as_str();
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, from_tag) = rest.split_at_checked(start).unwrap_or((rest, ""));
        out.push_str(text);
        if from_tag.starts_with("<!--") {
            let length = tag_length(from_tag);
            let (comment, behind) = from_tag.split_at_checked(length).unwrap_or((from_tag, ""));
            out.push_str(comment);
            rest = behind;
            continue;
        }
        out.push('<');
        rest = tag(from_tag.get(1..).unwrap_or_default(), &id(place), &mut out);
    }
    out.push_str(rest);
    Html::finished(out)
}

/// Writes one tag up to its `>`; what follows it comes back.
fn tag<'h>(html: &'h str, prefix: &str, out: &mut String) -> &'h str {
    let slash = usize::from(html.starts_with('/'));
    let name = html.get(slash..).unwrap_or_default();
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, mut rest) = name.split_at_checked(length).unwrap_or((name, ""));
    out.push_str(html.get(..slash).unwrap_or_default());
    match lower(name) {
        Some(level) => out.push_str(&format!("h{level}")),
        None => out.push_str(name),
    }
    // A document of many pages has many notes: they are groups, not landmarks.
    if slash == 0 && rest.starts_with(" class=\"footnotes\"") {
        out.push_str(" role=\"group\"");
    }
    while let Some(end) = rest.find(['"', '\'', '>']) {
        let (before, from) = rest.split_at_checked(end).unwrap_or((rest, ""));
        out.push_str(before);
        let quote = from.get(..1).unwrap_or_default();
        out.push_str(quote);
        let after = from.get(1..).unwrap_or_default();
        if quote == ">" {
            return after;
        }
        let (value, behind) = after.split_once(quote).unwrap_or((after, ""));
        attribute(before, value, prefix, out);
        out.push_str(quote);
        rest = behind;
    }
    out.push_str(rest);
    ""
}

/// The level below that of a heading.
fn lower(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix(['h', 'H'])?.parse().ok()?;
    (1..=6).contains(&level).then(|| (level + 1).min(6))
}

fn attribute(before: &str, value: &str, prefix: &str, out: &mut String) {
    let name = before.trim_end().strip_suffix('=').unwrap_or_default();
    let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    match value.strip_prefix('#') {
        Some(fragment) if name == "href" && is_own(fragment) => {
            out.extend(["#", prefix, ":", fragment]);
        }
        _ if IDS.contains(&name) => {
            let ids: Vec<String> =
                value.split_whitespace().map(|id| format!("{prefix}:{id}")).collect();
            out.push_str(&ids.join(" "));
        }
        // Several pages may have a region of the same name, and landmarks may not.
        _ if name == "role" && value == "region" => out.push_str("group"),
        _ => out.push_str(value),
    }
}

/// Whether a fragment is one of the page itself: neither a link to another page of the document,
/// nor one that leads nowhere.
fn is_own(fragment: &str) -> bool {
    let is_page = |rest: &str| rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    !fragment.is_empty()
        && fragment != "hb:nowhere"
        && !fragment.strip_prefix(RESERVED).is_some_and(is_page)
}

#[cfg(test)]
mod tests {
    use super::scoped;
    use crate::html::Html;

    #[test]
    fn ids_are_kept_apart_and_headings_go_down() {
        let table = [
            (
                "<h2 id=\"a\">A <a href=\"#a\">#</a></h2>",
                "<h3 id=\"hb:p2:a\">A <a href=\"#hb:p2:a\">#</a></h3>",
            ),
            ("<h6>x</h6><hr>", "<h6>x</h6><hr>"),
            ("a < b > c", "a < b > c"),
            ("<a title='<h2 id=\"x\">' href='#x'>", "<a title='<h2 id=\"x\">' href='#hb:p2:x'>"),
            (
                "<a href=\"#hb:p7:x\"><a href=\"#hb:nowhere\">",
                "<a href=\"#hb:p7:x\"><a href=\"#hb:nowhere\">",
            ),
            (
                "<p data-id=\"x\" aria-labelledby=\"a b\">",
                "<p data-id=\"x\" aria-labelledby=\"hb:p2:a hb:p2:b\">",
            ),
            ("<p id=\"x", "<p id=\"hb:p2:x\""),
            ("<", "<"),
        ];
        for (html, expected) in table {
            let html = Html::finished(html.to_owned());
            assert_eq!(scoped(&html, 2).as_str(), expected);
        }
    }
}
