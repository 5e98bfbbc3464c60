//! What there is to say in the end: findings with the severities of this handbook, without those
//! that authors asked to ignore.

mod acknowledgements;
pub mod governance;
pub mod moves;
pub mod records;
pub mod urgency;

use crate::config::Config;
use crate::diag::{Finding, Rule, catalogue, sort};
use crate::site::document::Ignore;
use crate::site::{Page, Site};
use crate::source::Span;
use crate::suggest;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// All findings in the order of reports.
pub fn apply_severities(site: &Site, findings: Vec<Finding>) -> Vec<Finding> {
    let asking = site.pages().iter().filter(|page| !page.document().ignores().is_empty());
    let silences: BTreeMap<&str, Suppressions> =
        asking.map(|page| (page.source().path(), Suppressions::of(page))).collect();
    let findings = findings.into_iter().chain(site.pages().iter().flat_map(unknown_rules));
    let is_heard = |finding: &Finding| {
        silences.get(finding.location().path()).is_none_or(|asked| !asked.cover(finding))
    };
    let heard = findings.filter(is_heard);
    let mut findings: Vec<Finding> =
        heard.filter_map(|finding| weigh(site.config(), finding)).collect();
    sort(&mut findings);
    findings
}

/// Comments that ask to ignore a rule that does not exist: without a word, the author would think
/// it worked.
fn unknown_rules(page: &Page) -> impl Iterator<Item = Finding> {
    let unknown =
        page.document().ignores().iter().filter(|ignore| ignore.rule.parse::<Rule>().is_err());
    unknown.map(|ignore| {
        let near = suggest::nearest(&ignore.rule, Rule::iter().map(Rule::id));
        catalogue::keys::unknown_rule(ignore.place.clone(), &ignore.rule, near)
    })
}

/// The finding with the severity that handbook.yaml gives to its rule; none where the rule is
/// ignored.
fn weigh(config: &Config, finding: Finding) -> Option<Finding> {
    match config.check.rules.get(&finding.rule()).copied() {
        None => Some(finding),
        Some(severity) => severity.map(|severity| finding.with_severity(severity)),
    }
}

/// What the comments of a page ask not to say: for each rule the parts of the page, in order and
/// apart from each other.
struct Suppressions {
    parts: BTreeMap<Rule, Vec<Span>>,
    body_start: usize,
}

impl Suppressions {
    fn of(page: &Page) -> Self {
        let mut parts: BTreeMap<Rule, Vec<Span>> = BTreeMap::new();
        for Ignore { rule, scope, .. } in page.document().ignores() {
            let Ok(rule) = rule.parse() else { continue };
            let part = scope.span().filter(|_| scope.path() == page.source().path());
            parts.entry(rule).or_default().extend(part);
        }
        parts.values_mut().for_each(|parts| *parts = apart(std::mem::take(parts)));
        Suppressions { parts, body_start: page.body_start() }
    }

    /// A comment silences its rule in its block; findings about the front matter or the whole file
    /// have no block, so it silences those, too.
    fn cover(&self, finding: &Finding) -> bool {
        let Some(parts) = self.parts.get(&finding.rule()) else {
            return false;
        };
        let Some(at) = finding.location().span().map(|span| span.start) else {
            return true;
        };
        let next = parts.partition_point(|part| part.end <= at);
        at < self.body_start || parts.get(next).is_some_and(|part| part.start <= at)
    }
}

/// The same parts in order, with those that touch made one.
fn apart(mut parts: Vec<Span>) -> Vec<Span> {
    parts.sort_unstable();
    parts.dedup_by(|next, part| {
        let touches = next.start <= part.end;
        if touches {
            part.end = part.end.max(next.end);
        }
        touches
    });
    parts
}
