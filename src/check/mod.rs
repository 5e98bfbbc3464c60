//! What there is to say in the end: findings with the severities of this handbook, without those that authors asked to ignore.

pub mod governance;
pub mod urgency;

use crate::config::Config;
use crate::diag::{Finding, Rule, catalogue, sort};
use crate::near;
use crate::site::document::Ignore;
use crate::site::{Page, Site};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// All findings in the order of reports.
pub fn judge(site: &Site, findings: Vec<Finding>) -> Vec<Finding> {
    let pages: BTreeMap<&str, &Page> = site.pages().iter().map(|page| (page.source().path(), page)).collect();
    let findings = findings.into_iter().chain(site.pages().iter().flat_map(unknown_rules));
    let heard = findings.filter(|finding| !is_ignored(finding, pages.get(finding.place().path()).copied()));
    let mut findings: Vec<Finding> = heard.filter_map(|finding| weigh(site.config(), finding)).collect();
    sort(&mut findings);
    findings
}

/// Comments that ask to ignore a rule that does not exist: without a word, the author would think it worked.
fn unknown_rules(page: &Page) -> impl Iterator<Item = Finding> {
    let unknown = page.document().ignores().iter().filter(|ignore| ignore.rule.parse::<Rule>().is_err());
    unknown.map(|ignore| {
        let near = near::nearest(&ignore.rule, Rule::iter().map(Rule::id));
        catalogue::keys::unknown_rule(ignore.place.clone(), &ignore.rule, near)
    })
}

/// The finding with the severity that handbook.yaml gives to its rule; none where the rule is ignored.
fn weigh(config: &Config, finding: Finding) -> Option<Finding> {
    match config.check.rules.get(&finding.rule()).copied() {
        None => Some(finding),
        Some(severity) => severity.map(|severity| finding.with_severity(severity)),
    }
}

fn is_ignored(finding: &Finding, page: Option<&Page>) -> bool {
    page.is_some_and(|page| page.document().ignores().iter().any(|ignore| silences(ignore, finding, page)))
}

/// A comment silences its rule in its block; findings about the front matter or the whole file have no block, so it silences those, too.
fn silences(ignore: &Ignore, finding: &Finding, page: &Page) -> bool {
    let same_rule = ignore.rule.parse() == Ok::<Rule, strum::ParseError>(finding.rule());
    let (Some(span), Some(scope)) = (finding.place().span(), ignore.scope.span()) else { return same_rule };
    let in_scope = ignore.scope.path() == finding.place().path() && scope.start <= span.start && span.start < scope.end;
    same_rule && (in_scope || span.start < page.body_start())
}
