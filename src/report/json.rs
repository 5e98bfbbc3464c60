//! The report for machines: totals, pages, findings. Absent values are null, never left out.

use crate::diag::{Finding, Rule, Severity};
use crate::formats::fingerprint::fingerprints;
use crate::govern::Report as Judgement;
use crate::govern::report::{Flag, PageStatus};
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of this shape; it changes when a program that reads it would have to.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportJson<'a> {
    schema_version: u32,
    as_of: String,
    handbook: HandbookJson<'a>,
    totals: Totals,
    pages: Vec<PageJson<'a>>,
    findings: Vec<FindingRow<'a>>,
}

#[derive(Serialize)]
struct HandbookJson<'a> {
    title: &'a str,
    pages: usize,
}

#[derive(Serialize)]
struct Totals {
    pages: usize,
    review: BTreeMap<&'static str, usize>,
    owner: BTreeMap<&'static str, usize>,
    findings: FindingTotals,
}

#[derive(Serialize)]
struct FindingTotals {
    error: usize,
    warning: usize,
    notice: usize,
}

#[derive(Serialize)]
struct PageJson<'a> {
    path: &'a str,
    address: &'a str,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    owners: Vec<&'a str>,
    owner_state: Option<&'static str>,
    review_state: Option<&'static str>,
    reviewed: Option<String>,
    due: Option<String>,
    flags: Vec<Flag>,
}

/// Lines and columns count from 1, columns in Unicode scalar values, the end is exclusive; null for
/// a file as a whole.
#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'static str,
    severity: &'static str,
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    help: &'a str,
    url: Option<String>,
    /// What makes it the same finding tomorrow, for `--baseline`.
    fingerprint: String,
}

/// The whole report as JSON.
pub fn report(resolved: &Resolved<'_>, judgement: &Judgement, findings: &[Finding]) -> String {
    let site = resolved.site();
    let report = ReportJson {
        schema_version: SCHEMA_VERSION,
        as_of: judgement.today().to_string(),
        handbook: HandbookJson { title: site.title(), pages: site.pages().len() },
        totals: Totals {
            pages: site.pages().len(),
            review: judgement.review_totals(),
            owner: judgement.owner_totals(),
            findings: totals(findings),
        },
        pages: pages(resolved, judgement),
        findings: findings
            .iter()
            .zip(fingerprints(findings))
            .map(|(finding, print)| row(finding, print))
            .collect(),
    };
    serde_json::to_string_pretty(&report).map(|text| text + "\n").unwrap_or_default()
}

fn totals(findings: &[Finding]) -> FindingTotals {
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    FindingTotals {
        error: of(Severity::Error),
        warning: of(Severity::Warning),
        notice: of(Severity::Notice),
    }
}

fn pages<'a>(resolved: &'a Resolved<'_>, judgement: &Judgement) -> Vec<PageJson<'a>> {
    let site = resolved.site();
    let row = |id| {
        let page = site.page(id);
        let verdict = judgement.of(id);
        PageJson {
            path: page.source().path(),
            address: site.address(page).as_str(),
            title: page.title(),
            kind: page.meta().kind().id(),
            owners: resolved.owners(id).iter().map(Owner::id).collect(),
            owner_state: verdict.map(|verdict| verdict.ownership.state.into()),
            review_state: verdict.map(|verdict| verdict.review.state.into()),
            reviewed: page.meta().reviewed.as_ref().map(|day| day.value().to_string()),
            due: verdict.and_then(|verdict| verdict.review.due).map(|due| due.to_string()),
            flags: verdict.map(PageStatus::flags).unwrap_or_default(),
        }
    };
    site.page_ids().map(row).collect()
}

fn row(finding: &Finding, fingerprint: String) -> FindingRow<'_> {
    let (start, end) = (finding.location().start(), finding.location().end());
    FindingRow {
        rule: finding.rule().id(),
        severity: finding.severity().into(),
        path: finding.location().path(),
        line: start.map(|position| position.line),
        column: start.map(|position| position.column),
        end_line: end.map(|position| position.line),
        end_column: end.map(|position| position.column),
        message: finding.message(),
        help: finding.help(),
        url: documentation(finding.rule()),
        fingerprint,
    }
}

/// The heading of a rule in the published manual; none while the manual has no address of its own.
fn documentation(rule: Rule) -> Option<String> {
    let home = env!("CARGO_PKG_HOMEPAGE");
    (!home.is_empty()).then(|| format!("{}/manual/findings/#{rule}", home.trim_end_matches('/')))
}
