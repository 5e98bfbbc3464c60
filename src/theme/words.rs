//! Every word the site itself says: in English, over that in the handbook's language as far as the
//! theme speaks it, and over that what a handbook puts there key by key.
//!
//! Absent here: the language of pages.

use super::fill::{SentencePiece, pieces};
use super::grammar::{FORMS, Grammar};
use super::{Overrides, embedded};
use crate::diag::{Finding, catalogue::templates};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The words by their key, such as `facts.ask`.
#[derive(Clone, Debug, Default)]
pub struct Words(BTreeMap<String, String>, Grammar);

impl Words {
    /// The word of a key; the key itself where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The word of a key, where there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Whether the theme has a word for this key.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A sentence with its `{names}` replaced by plain text; names without a value stay.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        for piece in pieces(self.get(key)) {
            match piece {
                SentencePiece::Text(part) => text.push_str(part),
                SentencePiece::Name(name) => {
                    match values.iter().find(|(known, _)| *known == name) {
                        Some((_, value)) => {
                            let [open, close] = self.1.isolates(value);
                            text.extend([open, value, close]);
                        }
                        None => text.extend(["{", name, "}"]),
                    }
                }
            }
        }
        text
    }

    /// A number of things: `count("count.pages", 3)` is "3 pages".
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = format!("{key}.{}", self.1.form(count as u64));
        let key = if self.has(&form) { form } else { format!("{key}.other") };
        self.fill(&key, &[("count", &self.1.number(count as i128))])
    }

    /// The grammar of the language.
    pub fn grammar(&self) -> &Grammar {
        &self.1
    }

    /// A month of a year, counted from 1: "August 2026".
    pub fn month(&self, year: i32, month: i32) -> String {
        let name = self.get(&format!("month_alone.{month}")).to_owned();
        self.fill("month_alone.form", &[("month", &name), ("year", &year.to_string())])
    }

    /// A civil day for readers: "14 August 2026". Month and day count from 1.
    pub fn day(&self, year: i16, month: i8, day: i8) -> String {
        let name = format!("month.{month}");
        let values =
            [("day", &*day.to_string()), ("month", self.get(&name)), ("year", &*year.to_string())];
        self.fill("day.form", &values)
    }

    /// Nested by the dots of the keys, as templates use them: `words.facts.ask`.
    pub(super) fn to_value(&self) -> tera::Value {
        let mut root = Branch::default();
        for (key, word) in &self.0 {
            root.put(key, word);
        }
        root.to_value()
    }
}

/// Words below one part of a key.
#[derive(Default)]
struct Branch<'a> {
    word: Option<&'a str>,
    below: BTreeMap<&'a str, Branch<'a>>,
}

impl<'a> Branch<'a> {
    fn put(&mut self, key: &'a str, word: &'a str) {
        let leaf = key.split('.').fold(self, |branch, part| branch.below.entry(part).or_default());
        leaf.word = Some(word);
    }

    fn to_value(&self) -> tera::Value {
        match self.word {
            Some(word) => tera::Value::from(word),
            None => {
                let below: BTreeMap<&str, tera::Value> =
                    self.below.iter().map(|(part, branch)| (*part, branch.to_value())).collect();
                tera::Value::from_serializable(&below)
            }
        }
    }
}

/// English, then each part of the language: `pt`, `pt-BR`; of each, the words of the theme and then
/// the handbook's.
pub(super) fn load(overrides: &Overrides, language: &str) -> (Words, Vec<Finding>) {
    let mut words = Words(BTreeMap::new(), Grammar::of(language));
    let mut findings = Vec::new();
    for path in paths(language) {
        let own = embedded::text(&path).and_then(|text| parse(&text).ok());
        words.0.extend(own.unwrap_or_default());
        if let Some(source) = overrides.get(&path) {
            put_over(&mut words, source, &mut findings);
        }
    }
    (words, findings)
}

fn paths(language: &str) -> Vec<String> {
    let path = |language: &str| format!("words/{language}.yaml");
    let ends = language.match_indices('-').map(|(end, _)| end).chain([language.len()]);
    let mut paths = vec![path("en")];
    paths.extend(ends.filter_map(|end| language.get(..end)).map(path));
    paths.dedup();
    paths
}

fn put_over(words: &mut Words, source: &Source, findings: &mut Vec<Finding>) {
    let own = match parse(source.text()) {
        Ok(own) => own,
        Err(error) => return findings.push(unreadable(source, &error)),
    };
    for (key, word) in own {
        let place = source.at(find(source.text(), &key));
        let known = words.0.get(&key).or_else(|| words.0.get(&other_form(&key)?)).cloned();
        match known {
            None => findings.push(templates::unknown_word(place, &key, near(words, &key))),
            Some(known) => {
                for name in names(&word).filter(|name| !names(&known).any(|other| other == *name)) {
                    findings.push(templates::unknown_name_in_word(place.clone(), &key, name));
                }
                words.0.insert(key, word);
            }
        }
    }
}

/// The key of the same word in the form that every language has; a language may have forms that
/// English has not.
fn other_form(key: &str) -> Option<String> {
    let (stem, form) = key.rsplit_once('.')?;
    FORMS.contains(&form).then(|| format!("{stem}.other"))
}

fn unreadable(source: &Source, error: &serde_yaml::Error) -> Finding {
    let place = match error.location() {
        Some(location) => source
            .at(line_span(source.text(), usize::try_from(location.line()).unwrap_or(usize::MAX))),
        None => source.whole(),
    };
    templates::unreadable_words(place)
}

/// The span of a line, counted from 1.
fn line_span(text: &str, line: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Span::new(start, start + length)
}

fn parse(text: &str) -> Result<BTreeMap<String, String>, serde_yaml::Error> {
    if text.trim().is_empty() { Ok(BTreeMap::new()) } else { serde_yaml::from_str(text) }
}

/// Where a key stands: at the start of a line, quoted or not.
fn find(text: &str, key: &str) -> Span {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(['"', '\'']);
        if bare
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
        {
            let start = offset + line.len() - bare.len();
            return Span::new(start, start + key.len());
        }
        offset += line.len();
    }
    Span::default()
}

fn names(sentence: &str) -> impl Iterator<Item = &str> {
    pieces(sentence).into_iter().filter_map(|piece| match piece {
        SentencePiece::Name(name) => Some(name),
        SentencePiece::Text(_) => None,
    })
}

/// The nearest known key, if it is near.
fn near<'a>(words: &'a Words, key: &str) -> Option<&'a str> {
    let scored = words.0.keys().map(|known| (strsim::osa_distance(known, key), known.as_str()));
    scored.min().filter(|(distance, _)| *distance <= 3).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::super::Overrides;
    use super::{Words, load};
    use crate::source::Source;

    fn overrides(path: &str, text: &str) -> Overrides {
        Overrides::from([(path.to_owned(), Source::new(format!("theme/{path}"), text))])
    }

    #[test]
    fn a_handbook_translates_key_by_key() {
        let (words, findings) =
            load(&overrides("words/eo.yaml", "page.edit: Redakti\nmonth.8: aŭgusto\n"), "eo-001");
        assert!(findings.is_empty());
        assert_eq!(words.get("page.edit"), "Redakti");
        assert_eq!(words.get("page.next"), "Next");
        assert_eq!(words.day(2026, 8, 14), "14 aŭgusto 2026");
        assert_eq!(words.count("count.pages", 1), "1 page");
        assert_eq!(words.count("count.pages", 0), "0 pages");
    }

    #[test]
    fn keys_names_and_yaml_that_are_wrong_are_findings_with_a_place() {
        let table = [
            ("page.edti: x\n", "`page.edti` is not a text of the theme", 0),
            ("layout.all: \"{n} pages\"\n", "`layout.all` has no `{n}` to put in", 0),
            ("page.edit: x\n\"page.edti\": y\n", "`page.edti` is not a text of the theme", 14),
            ("page.edit: [1\n", "the words cannot be read", 0),
        ];
        for (text, message, start) in table {
            let (_, findings) = load(&overrides("words/en.yaml", text), "en");
            assert_eq!(findings.len(), 1, "{text}");
            assert_eq!(findings[0].message(), message);
            assert!(
                findings[0].location().span().is_some_and(|span| span.start >= start),
                "{text}"
            );
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(Words::default().get("no.such"), "no.such");
    }
}
