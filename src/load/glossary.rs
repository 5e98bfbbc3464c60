//! glossary.yaml: the company's terms.

use crate::config::table::glossary as table;
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::load::markdown::Slugs;
use crate::site::address::join;
use crate::site::glossary::{Glossary, GlossaryTerm};
use crate::site::{Page, PageId};
use crate::source::{Location, Source, Span};
use crate::yaml::read::{item, list, text};
use crate::yaml::{At, Fields, Purpose, Sourced, map};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads all terms; `content` is the folder of the pages that they may name, `narrower` the paths
/// of those for fewer people.
pub fn glossary(
    source: Option<&Source>,
    pages: &[Page],
    narrower: &BTreeSet<String>,
    content: &str,
) -> (Glossary, Vec<Finding>) {
    let Some(source) = source else {
        return (Glossary::default(), Vec::new());
    };
    let (root, mut findings) =
        map(source, Span::new(0, source.text().len()), Purpose::Configuration);
    let Some(root) = root else {
        return (Glossary::default(), findings);
    };
    let at = At { source, key: String::new(), node: &root };
    let mut fields = Fields::of(&at).by(table::GLOSSARY);
    let written = fields.plain("terms", terms).unwrap_or_default();
    findings.extend(fields.finish());
    let mut known = TakenNames::default();
    let places: HashMap<&str, usize> =
        pages.iter().enumerate().map(|(place, page)| (page.source().path(), place)).collect();
    let mut kept = Vec::new();
    for term in written {
        if let Some(finding) = known.twice(&term) {
            findings.push(finding);
            continue;
        }
        let (page, finding) = page_of(&term, &places, narrower, content);
        findings.extend(finding);
        kept.push(GlossaryTerm { id: known.slugs.fresh(&term.term.name), page, ..term.term });
    }
    (Glossary::new(kept), findings)
}

/// A term as it is written.
#[derive(Clone, Debug, PartialEq)]
struct WrittenTerm {
    term: GlossaryTerm,
    page: Option<Sourced<String>>,
    name: Sourced<String>,
}

/// Names and anchors that are taken.
#[derive(Default)]
struct TakenNames {
    lines: BTreeMap<String, usize>,
    slugs: Slugs,
}

impl TakenNames {
    /// The finding for a term of which another has a name already; else its names are taken now.
    fn twice(&mut self, written: &WrittenTerm) -> Option<Finding> {
        let names: Vec<String> = written.term.names().map(str::to_lowercase).collect();
        let taken = names.iter().find_map(|name| Some((name, *self.lines.get(name)?)));
        if let Some((name, line)) = taken {
            let why = format!("means `{name}`, which the term in line {line} means already");
            let help = "keep one of them, and name the other in its `also`";
            return Some(keys::unusable_value(
                written.name.location().clone(),
                written.name.key(),
                &why,
                help,
            ));
        }
        let line = written.name.location().start().map_or(0, |start| start.line);
        self.lines.extend(names.into_iter().map(|name| (name, line)));
        None
    }
}

fn terms(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<WrittenTerm>> {
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map by term, such as `tide gauge: {meaning: …}`"));
        return None;
    };
    let entries = map.entries.iter().filter_map(|entry| {
        let key = format!("{}.{}", at.key, entry.key);
        let value = At { source: at.source, key, node: &entry.value };
        term(&value, entry.key.trim(), at.source.at(entry.key_span), findings)
    });
    Some(entries.collect())
}

/// A map of keys, or the meaning alone.
fn term(
    at: &At<'_>,
    name: &str,
    place: Location,
    findings: &mut Vec<Finding>,
) -> Option<WrittenTerm> {
    let mut fields = Fields::unless_text(at).by(table::TERM);
    let meaning = fields.plain("meaning", text).or_else(|| at.node.text().map(str::to_owned));
    let meaning = meaning.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let short = fields.plain("short", text);
    let also = fields.plain("also", list(item)).unwrap_or_default();
    let page = fields.key("page", text);
    if meaning.is_none() && fields.rejected().is_empty() {
        let help = "write `meaning:` with a sentence or two";
        fields.say(keys::unusable_value(place.clone(), &at.key, "says no meaning", help));
    }
    findings.extend(fields.finish());
    let term = GlossaryTerm {
        id: String::new(),
        name: name.to_owned(),
        short,
        also,
        meaning: meaning?,
        page: None,
    };
    let name = Sourced::new(name.to_owned(), at.key.clone(), place);
    Some(WrittenTerm { term, page, name })
}

/// The page that a term names, by its path from the folder of the pages or the handbook's.
fn page_of(
    written: &WrittenTerm,
    places: &HashMap<&str, usize>,
    narrower: &BTreeSet<String>,
    content: &str,
) -> (Option<PageId>, Option<Finding>) {
    let Some(page) = &written.page else {
        return (None, None);
    };
    let target = page.value().trim_start_matches('/');
    let paths: Vec<String> =
        [content, ""].into_iter().filter_map(|base| join(base, target)).collect();
    match paths.iter().find_map(|path| places.get(path.as_str())) {
        Some(place) => (Some(PageId::from_index(*place)), None),
        None if paths.iter().any(|path| narrower.contains(path)) => (None, None),
        None => {
            let help = "write its path below the folder of the pages, such as `policies/pay.md`";
            let place = page.location().clone();
            (None, Some(keys::unusable_value(place, page.key(), "names no page", help)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::glossary;
    use crate::source::Source;
    use std::collections::BTreeSet;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::new("glossary.yaml", text);
        let (glossary, findings) = glossary(Some(&source), &[], &BTreeSet::new(), "content");
        let names = |term: &crate::site::glossary::GlossaryTerm| {
            format!("{}: {}", term.id, term.names().collect::<Vec<_>>().join(", "))
        };
        let message = |finding: &crate::diag::Finding| finding.message().to_owned();
        (glossary.terms().iter().map(names).collect(), findings.iter().map(message).collect())
    }

    #[test]
    fn terms_have_names_and_anchors() {
        let (terms, said) = read(
            "terms:\n  Tide gauge: A board in the water.\n  service level: {short: SLA, also: [the \
             promise], meaning: What we promise.}\n  C++: A language.\n",
        );
        assert_eq!(said, [""; 0]);
        assert_eq!(
            terms,
            ["c: C++", "service-level: service level, SLA, the promise", "tide-gauge: Tide gauge"]
        );
    }

    #[test]
    fn mistakes_are_said_and_the_rest_stays() {
        let table = [
            (
                "terms: [a]\n",
                "`terms` is a list, and takes a map by term, such as `tide gauge: {meaning: …}`",
                0,
            ),
            ("terms:\n  a: {short: b}\n", "`terms.a` says no meaning", 0),
            (
                "terms:\n  a: x\n  b: {also: [A], meaning: y}\n",
                "`terms.b` means `a`, which the term in line 2 means already",
                1,
            ),
            ("terms:\n  a: {meaning: x, page: gone.md}\n", "`terms.a.page` names no page", 1),
            ("terms:\n  a: {meaning: x, shrot: y}\n", "`terms.a.shrot` is not a known key", 1),
        ];
        for (text, message, kept) in table {
            let (terms, said) = read(text);
            assert_eq!(said, [message], "{text}");
            assert_eq!(terms.len(), kept, "{text}");
        }
    }
}
