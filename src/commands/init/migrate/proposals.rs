//! What looks like an owner or a review in the text of a page. Nothing is guessed: the line to add
//! is proposed.

use crate::day::Day;
use crate::govern::edits::scalar;
use crate::site::{Page, Site};
use crate::source::Location;
use regex::Regex;

/// A line of text that may belong into front matter.
#[derive(Debug)]
pub struct Proposal {
    /// Where it stands.
    pub place: Location,
    /// What stands there.
    pub text: String,
    /// The line to add to the front matter.
    pub line: String,
}

/// How lines begin that name an owner or a day, and the key that they would be.
const LINES: [(&str, &str); 2] = [
    ("owner", "(?:page |document |policy )?owner|owned by|maintainer|maintained by|responsible"),
    ("reviewed", "last (?:reviewed|review)(?: on| date)?|reviewed(?: on)?|date of last review"),
];

/// How far from the top of a page such lines are looked for.
const LOOKED_AT: usize = 40;

/// All lines of all pages that say nothing of the kind in their front matter.
pub fn proposals(site: &Site) -> Vec<Proposal> {
    let patterns = LINES.iter().filter_map(|(key, words)| {
        let mark = r"[\s>*_|~-]*";
        let pattern = format!(r"(?i)^{mark}(?:{words}){mark}[:|]+{mark}([^|\n]+)");
        Some((*key, Regex::new(&pattern).ok()?))
    });
    let patterns: Vec<(&str, Regex)> = patterns.collect();
    site.pages().iter().flat_map(|page| of_page(page, &patterns)).collect()
}

fn of_page(page: &Page, patterns: &[(&str, Regex)]) -> Vec<Proposal> {
    let is_known = |key: &str| match key {
        "owner" => !page.meta().owners.is_empty(),
        _ => page.meta().reviewed.is_some(),
    };
    let mut found: Vec<Proposal> = Vec::new();
    let mut is_code = false;
    let mut start = page.body_start();
    for line in page.body_text().split_inclusive('\n').take(LOOKED_AT) {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        is_code ^= fence;
        let unsaid = patterns.iter().filter(|(key, _)| !is_known(key) && !is_code);
        for (key, pattern) in unsaid {
            let value = pattern.captures(line).and_then(|found| found.get(1));
            let Some(value) = value.and_then(|value| value_of(key, value.as_str())) else {
                continue;
            };
            found.push(Proposal {
                place: page.source().at(start..start + line.trim_end().len()),
                text: line.trim().to_owned(),
                line: format!("{key}: {}", scalar(&value)),
            });
        }
        start += line.len();
    }
    found
}

/// A name of a few words, or a day that can be read in one way only.
fn value_of(key: &str, text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['*', '_', '|', '`', ' ']).trim_end_matches('.');
    let name = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, _)) => name,
        None => text,
    };
    match key {
        "reviewed" => Day::parse(text.get(..10)?).ok().map(|day| day.to_string()),
        _ => {
            let is_name = !name.is_empty() && name.split_whitespace().count() <= 5;
            (is_name && name.starts_with(|sign: char| sign.is_alphanumeric() || sign == '@'))
                .then(|| name.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn only_names_and_plain_days_are_proposed() {
        assert_eq!(value_of("owner", " **People team**").as_deref(), Some("People team"));
        assert_eq!(value_of("owner", "[Ana](mailto:a@b.example)").as_deref(), Some("Ana"));
        assert_eq!(value_of("owner", "whoever happens to be on call on that day"), None);
        assert_eq!(value_of("reviewed", "2026-05-03 by Ana").as_deref(), Some("2026-05-03"));
        assert_eq!(value_of("reviewed", "03/05/2026"), None);
    }
}
