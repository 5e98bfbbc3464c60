//! Which findings are wanted: of what was touched, of one owner, of some rules, and none that were known before.

use crate::commands::cli;
use crate::commands::failure::Failure;
use crate::commands::pipeline::{self, Handbook};
use crate::diag::{Finding, Rule};
use crate::disk;
use crate::formats::fingerprint::fingerprints;
use crate::git::Repository;
use crate::govern::Report;
use crate::near;
use crate::resolve::Resolved;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use strum::IntoEnumIterator;

/// What findings are held against; all that is absent chooses nothing.
pub struct Choice {
    changed: Option<BTreeSet<String>>,
    known: BTreeSet<String>,
    owned: Option<BTreeSet<String>>,
    rules: Vec<Rule>,
}

impl Choice {
    /// Reads what the options name.
    pub fn new(
        options: &cli::Check,
        handbook: &Handbook,
        resolved: &Resolved<'_>,
        report: &Report,
    ) -> Result<Self, Failure> {
        let owned = options.owner.as_ref().map(|who| pipeline::pages_of(who, resolved, report)).transpose()?;
        let site = resolved.site();
        let path = |id| site.page(id).source().path().to_owned();
        Ok(Choice {
            changed: options.changed_since.as_ref().map(|since| changed(&handbook.root, since)).transpose()?,
            known: options.baseline.as_deref().map(baseline).transpose()?.unwrap_or_default(),
            owned: owned.map(|pages| pages.into_iter().map(path).collect()),
            rules: options.rule.iter().map(|id| rule(id)).collect::<Result<_, _>>()?,
        })
    }

    /// The wanted findings, in their order.
    pub fn of(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let prints = fingerprints(&findings);
        let pairs = findings.into_iter().zip(prints);
        pairs.filter(|(finding, print)| self.wants(finding, print)).map(|(finding, _)| finding).collect()
    }

    fn wants(&self, finding: &Finding, print: &str) -> bool {
        let is_of = |paths: &Option<BTreeSet<String>>| {
            paths.as_ref().is_none_or(|paths| paths.contains(finding.place().path()))
        };
        let is_rule = self.rules.is_empty() || self.rules.contains(&finding.rule());
        is_rule && is_of(&self.changed) && is_of(&self.owned) && !self.known.contains(print)
    }
}

fn changed(root: &Path, since: &str) -> Result<BTreeSet<String>, Failure> {
    let found = Repository::find(root).and_then(|repository| repository.changed_since(since));
    found.map_err(|unknown| {
        Failure::unjudged(format!("what changed since `{since}` is not known: {unknown}"), unknown.remedy())
    })
}

/// As much of the report for machines as is needed to know a finding again.
#[derive(Deserialize)]
struct Baseline {
    findings: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    fingerprint: String,
}

fn baseline(file: &Path) -> Result<BTreeSet<String>, Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = disk::read_bytes(folder, &name).unwrap_or_default();
    let read: Result<Baseline, _> = serde_json::from_slice(&bytes);
    let read = read.map_err(|error| {
        let message = format!("`{}` is no baseline: {error}", file.display());
        Failure::usage(message, "make one with `handbook check --format json > baseline.json`")
    })?;
    Ok(read.findings.into_iter().map(|known| known.fingerprint).collect())
}

fn rule(id: &str) -> Result<Rule, Failure> {
    id.parse().map_err(|_| {
        let near = near::nearest(id, Rule::iter().map(Rule::id));
        let help = near.map_or_else(
            || "the rules are listed in the manual, under Findings".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::usage(format!("there is no rule `{id}`"), help)
    })
}
