//! What text and addresses hold: bare URLs, wikilinks, emoji, dangerous schemes.

use linkify::{LinkFinder, LinkKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest name of a page in a wikilink.
const LONGEST_WIKILINK: usize = 200;

/// Something in a text that is more than text.
#[derive(Debug, PartialEq)]
pub(super) struct FoundTarget<'t> {
    pub(super) range: Range<usize>,
    pub(super) what: TargetKind<'t>,
}

/// What was found.
#[derive(Debug, PartialEq)]
pub(super) enum TargetKind<'t> {
    Emoji(&'static str),
    Url(&'t str),
    /// `www.…` without a scheme.
    Web(&'t str),
    Email(&'t str),
    Wiki {
        target: &'t str,
        label: &'t str,
    },
    /// `![[picture.png|300]]`
    Picture {
        target: &'t str,
        label: &'t str,
    },
    /// `[^note]`, which the parser would have read if the note were there.
    Footnote(&'t str),
    /// A short form, and what it means.
    Abbreviation(&'t str, &'t str),
}

/// Finds URLs with a scheme, and e-mail addresses.
pub(super) fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(true).kinds(&[LinkKind::Url, LinkKind::Email]);
    finder
}

/// A cheap look: whether [`find`] may find anything.
pub(super) fn may_hold(text: &str) -> bool {
    text.contains(':') || text.contains('@') || text.contains('[') || text.contains("www.")
}

/// All that is in a text, in order and without overlaps. No links inside links.
pub(super) fn find<'t>(
    text: &'t str,
    finder: &LinkFinder,
    linkable: bool,
    abbreviations: &'t BTreeMap<String, String>,
) -> Vec<FoundTarget<'t>> {
    let mut found = Vec::new();
    short_forms(text, abbreviations, &mut found);
    if linkable {
        footnotes(text, &mut found);
        bare(text, finder, &mut found);
        web(text, &mut found);
        wikilinks(text, &mut found);
    }
    emoji(text, &mut found);
    found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut end = 0;
    found.retain(|found| {
        let free = found.range.start >= end;
        end = if free { found.range.end } else { end };
        free
    });
    found
}

fn bare<'t>(text: &'t str, finder: &LinkFinder, found: &mut Vec<FoundTarget<'t>>) {
    if !text.contains("://") && !text.contains('@') {
        return;
    }
    for link in finder.links(text) {
        let what = match link.kind() {
            LinkKind::Email => TargetKind::Email(link.as_str()),
            _ if is_web(link.as_str()) => TargetKind::Url(link.as_str()),
            _ => continue,
        };
        found.push(FoundTarget { range: link.start()..link.end(), what });
    }
}

/// Only schemes that text is known to mean as links.
fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// `www.example.org`, as GitHub links it.
fn web<'t>(text: &'t str, found: &mut Vec<FoundTarget<'t>>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("www.")).map(|at| at + from) {
        let free = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|before| " \n\t*_~(".contains(before));
        let end = at + web_length(text.get(at..).unwrap_or_default());
        let url = text.get(at..end).unwrap_or_default();
        if free
            && url.len() > 6
            && url
                .get(4..)
                .is_some_and(|host| host.split('/').next().is_some_and(|host| host.contains('.')))
        {
            found.push(FoundTarget { range: at..end, what: TargetKind::Web(url) });
        }
        from = end.max(at + 4);
    }
}

/// Up to a blank or `<`, without the punctuation that ends a sentence.
fn web_length(rest: &str) -> usize {
    let end = rest
        .find(|end: char| end.is_whitespace() || matches!(end, '<' | '"'))
        .unwrap_or(rest.len());
    let url = rest.get(..end).unwrap_or_default();
    let trimmed = url.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', ';']);
    let unbalanced = trimmed.ends_with(')') && !trimmed.contains('(');
    if unbalanced { trimmed.trim_end_matches(')').len() } else { trimmed.len() }
}

/// `[[Page]]`, `[[Page|text]]`, `[[Page#heading]]`.
fn wikilinks<'t>(text: &'t str, found: &mut Vec<FoundTarget<'t>>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("[[")).map(|at| at + from) {
        let inside = text.get(at + 2..).unwrap_or_default();
        let inner = inside.find(['[', ']', '\n']).and_then(|end| inside.get(..end));
        let closed = inner
            .filter(|inner| inside.get(inner.len()..).is_some_and(|rest| rest.starts_with("]]")));
        from = at + 2;
        if let Some(inner) = closed.filter(|inner| is_wiki_name(inner)) {
            let (target, label) = inner
                .split_once('|')
                .map_or((inner, inner), |(target, label)| (target.trim_end(), label.trim()));
            let is_embedded = text.get(..at).is_some_and(|text| text.ends_with('!'));
            if !is_embedded && is_picture(target) && has_options(label) {
                let what = TargetKind::Picture { target, label };
                found.push(FoundTarget { range: at..at + inner.len() + 4, what });
                from = at + inner.len() + 4;
                continue;
            }
            let is_picture = is_picture(target) && is_embedded;
            let what = if is_picture {
                let label = if label == target { "" } else { label };
                TargetKind::Picture { target, label }
            } else {
                TargetKind::Wiki { target, label }
            };
            let start = at - usize::from(is_picture);
            found.push(FoundTarget { range: start..at + inner.len() + 4, what });
            from = at + inner.len() + 4;
        }
    }
}

/// Whether this is an option of a picture in the wiki of GitHub.
pub(super) fn is_option(option: &str) -> bool {
    const NAMES: [&str; 6] = ["alt=", "width=", "height=", "align=", "frame", "float"];
    NAMES.iter().any(|name| option.trim_start().starts_with(name))
}

/// Whether this says how the wiki of GitHub shows a picture: `alt=Map|width=300px|frame`.
fn has_options(label: &str) -> bool {
    label.split('|').all(is_option)
}

/// Whether a path is that of a picture.
pub(super) fn is_picture(target: &str) -> bool {
    ends_with(target, &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"])
}

/// Whether what follows the last dot is one of these, in any case.
pub(super) fn ends_with(target: &str, endings: &[&str]) -> bool {
    let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// `[^note]` that is left in the text.
fn footnotes<'t>(text: &'t str, found: &mut Vec<FoundTarget<'t>>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("[^")).map(|at| at + from) {
        from = at + 2;
        let inside = text.get(from..).unwrap_or_default();
        let end = inside.find(|c: char| c == ']' || c.is_whitespace() || c == '[');
        let label = end.and_then(|end| inside.get(..end)).filter(|label| {
            inside.get(label.len()..).is_some_and(|rest| rest.starts_with(']'))
                && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
        });
        let is_note = |label: &&str| {
            let word = word_at(text, at);
            let behind = inside.get(label.len() + 1..).unwrap_or_default();
            // In a regular expression, these are letters that are not meant.
            !label.is_empty() && !word.contains('\\') && !behind.starts_with(['[', '{', '+', '*'])
        };
        if let Some(label) = label.filter(is_note) {
            let range = at..from + label.len() + 1;
            found.push(FoundTarget { range, what: TargetKind::Footnote(label) });
        }
    }
}

/// The word around an offset, up to blanks.
fn word_at(text: &str, at: usize) -> &str {
    const FARTHEST: usize = 60;
    let from = text.floor_char_boundary(at.saturating_sub(FARTHEST));
    let to = text.floor_char_boundary((at + FARTHEST).min(text.len()));
    let (before, behind) = (text.get(from..at).unwrap_or(""), text.get(at..to).unwrap_or(""));
    let start = before.rfind(char::is_whitespace).map_or(from, |blank| from + blank + 1);
    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
    text.get(start..at + end).unwrap_or_default()
}

/// Short forms where they stand as whole words.
fn short_forms<'t>(
    text: &'t str,
    abbreviations: &'t BTreeMap<String, String>,
    found: &mut Vec<FoundTarget<'t>>,
) {
    for (short, long) in abbreviations {
        for (at, word) in text.match_indices(short.as_str()) {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if !is_part(before) && !is_part(after) {
                let what = TargetKind::Abbreviation(word, long);
                found.push(FoundTarget { range: at..at + word.len(), what });
            }
        }
    }
}

fn is_wiki_name(inner: &str) -> bool {
    let sane =
        inner.len() <= LONGEST_WIKILINK && !inner.starts_with([' ', '.', '$', '"', '\'', '|', ':']);
    sane && inner.chars().any(char::is_alphanumeric)
        && !inner.trim_matches('_').eq_ignore_ascii_case("toc")
}

fn emoji(text: &str, found: &mut Vec<FoundTarget<'_>>) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(':')).map(|at| at + from) {
        from = at + 1;
        if let Some((emoji, end)) = super::emoji::at(text, at) {
            found.push(FoundTarget { range: at..end, what: TargetKind::Emoji(emoji) });
            from = end;
        }
    }
}

/// Whether a browser would run or open as a document what such an address holds. `image` allows
/// pictures in `data:`.
pub(super) fn is_dangerous(target: &str, image: bool) -> bool {
    // Most targets begin with a letter that none of the schemes has.
    if target
        .bytes()
        .next()
        .is_none_or(|first| first.is_ascii_graphic() && !b"jJvVdD".contains(&first))
    {
        return false;
    }
    let seen = target.chars().filter(|character| !character.is_control() && *character != ' ');
    let start: String = seen.take(40).collect::<String>().to_ascii_lowercase();
    if image && start.starts_with("data:image/") {
        return false;
    }
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| start.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::{TargetKind, find, finder, is_dangerous};

    fn found(text: &str) -> Vec<String> {
        let name = |what: &TargetKind<'_>| match what {
            TargetKind::Emoji(emoji) => format!("emoji {emoji}"),
            TargetKind::Url(url) => format!("url {url}"),
            TargetKind::Web(url) => format!("web {url}"),
            TargetKind::Email(address) => format!("email {address}"),
            TargetKind::Wiki { target, label } => format!("wiki {target} {label}"),
            TargetKind::Picture { target, label } => format!("picture {target} {label}"),
            TargetKind::Footnote(label) => format!("footnote {label}"),
            TargetKind::Abbreviation(short, _) => format!("abbr {short}"),
        };
        find(text, &finder(), true, &std::collections::BTreeMap::new())
            .iter()
            .map(|found| name(&found.what))
            .collect()
    }

    #[test]
    fn text_is_searched_for_links_and_emoji() {
        let table: [(&str, &[&str]); 12] = [
            ("see https://example.org/a_b(c), or", &["url https://example.org/a_b(c)"]),
            ("mail ana@example.org.", &["email ana@example.org"]),
            (
                "www.example.org/x. Or (www.example.org)",
                &["web www.example.org/x", "web www.example.org"],
            ),
            ("slack://x git@host hhttps://x README.md a.b", &[]),
            (
                "[[Page]] [[Page|the text]] [[A b#c]]",
                &["wiki Page Page", "wiki Page the text", "wiki A b#c A b#c"],
            ),
            ("[[ .Version ]] [[]] [[_TOC_]] [[a\nb]] [[[x]] [[$A]] [['a', 'b']]", &[]),
            ("ok :+1: at 10:30:45", &["emoji 👍"]),
            ("https://example.org/:tada:/x", &["url https://example.org/:tada:/x"]),
            ("www. www.x", &[]),
            ("xwww.example.org", &[]),
            ("#name@channel and @ana", &[]),
            ("[[[[[[[[", &[]),
        ];
        for (text, expected) in table {
            let found: Vec<String> = found(text);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn schemes_that_run_code_are_seen_through_disguise() {
        for bad in [
            "javascript:x",
            " JavaScript:x",
            "java\nscript:x",
            "\u{1}vbscript:x",
            "data:text/html,x",
            "data:image/png,x",
        ] {
            assert!(is_dangerous(bad, false), "{bad}");
        }
        for good in [
            "javascript",
            "/javascript:x",
            "https://x/javascript:",
            "datasets:x",
            "#data:",
            "mailto:x",
            "",
        ] {
            assert!(!is_dangerous(good, false), "{good}");
        }
        assert!(!is_dangerous("data:image/png;base64,AA", true));
        assert!(is_dangerous("data:text/html,x", true));
    }
}
