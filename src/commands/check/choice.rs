//! Which findings are wanted: of what was touched, of one owner, of some rules, and none that were
//! known before.

use crate::analysis::Analysis;
use crate::check::moves;
use crate::commands::check::CheckCommand;
use crate::commands::failure::Failure;
use crate::commands::pipeline::{self, Handbook};
use crate::diag::{Finding, Rule};
use crate::disk;
use crate::formats::fingerprint::fingerprints;
use crate::git::Repository;
use crate::site::address::join;
use crate::site::{Site, name};
use crate::suggest;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use strum::IntoEnumIterator;

/// What findings are held against; all that is absent chooses nothing.
pub struct Choice {
    changed: Option<BTreeSet<String>>,
    /// As links may name what changed.
    changed_names: BTreeSet<String>,
    known: BTreeSet<String>,
    owned: Option<BTreeSet<String>>,
    rules: Vec<Rule>,
}

impl Choice {
    /// Reads what the options name.
    pub fn new(
        options: &CheckCommand,
        handbook: &Handbook,
        analysis: &Analysis<'_>,
    ) -> Result<Self, Failure> {
        let owned =
            options.owner.as_ref().map(|who| pipeline::pages_of(who, analysis)).transpose()?;
        let site = analysis.site();
        let path = |id| site.page(id).source().path().to_owned();
        let changed = options
            .changed_since
            .as_ref()
            .map(|since| changed(&handbook.root, since))
            .transpose()?;
        Ok(Choice {
            changed_names: changed
                .iter()
                .flatten()
                .flat_map(|path| link_names(path, site))
                .collect(),
            changed,
            known: options.baseline.as_deref().map(baseline).transpose()?.unwrap_or_default(),
            owned: owned.map(|pages| pages.into_iter().map(path).collect()),
            rules: options.rule.iter().map(|id| rule(id)).collect::<Result<_, _>>()?,
        })
    }

    /// Pages that were moved in what was touched: both files are among it.
    pub fn moves(&self, analysis: &Analysis<'_>) -> Vec<Finding> {
        let Some(changed) = &self.changed else { return Vec::new() };
        moves::of_others(&analysis.resolved, &analysis.report, &|former, path| {
            changed.contains(&former.file) && changed.contains(path)
        })
    }

    /// The wanted findings, in their order.
    pub fn of(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let prints = fingerprints(&findings);
        let pairs = findings.into_iter().zip(prints);
        pairs
            .filter(|(finding, print)| self.wants(finding, print))
            .map(|(finding, _)| finding)
            .collect()
    }

    fn wants(&self, finding: &Finding, print: &str) -> bool {
        let is_of = |paths: &Option<BTreeSet<String>>| {
            paths.as_ref().is_none_or(|paths| paths.contains(finding.location().path()))
        };
        let is_rule = self.rules.is_empty() || self.rules.contains(&finding.rule());
        let is_changed = is_of(&self.changed) || leads_into(finding, &self.changed_names);
        is_rule && is_changed && is_of(&self.owned) && !self.known.contains(print)
    }
}

/// Whether a finding is about a link into what was touched: whoever moves or deletes a page has to
/// see who linked to it.
fn leads_into(finding: &Finding, names: &BTreeSet<String>) -> bool {
    let is_link = matches!(
        finding.rule(),
        Rule::BrokenLink
            | Rule::BrokenAnchor
            | Rule::MissingFile
            | Rule::MissingImage
            | Rule::IncludeMissing
    );
    let Some(span) = finding.location().span().filter(|_| is_link) else {
        return false;
    };
    let target =
        finding.location().source().slice(span).split(['#', '?']).next().unwrap_or_default();
    let folder = finding.location().path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let named = match target.strip_prefix('/') {
        Some(target) => join("", target).map(|path| format!("/{path}")),
        None => join(folder, target),
    };
    named.is_some_and(|named| names.contains(&named))
}

/// How links may name a file: by its path, from content with a `/` in front, with and without its
/// ending, a section by its folder.
fn link_names(path: &str, site: &Site) -> Vec<String> {
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    let section = name::section_rank(last).map(|_| folder);
    let names = [path, stem].into_iter().chain(section);
    names
        .flat_map(|name| {
            [Some(name.to_owned()), site.content().within(name).map(|name| format!("/{name}"))]
        })
        .flatten()
        .collect()
}

fn changed(root: &Path, since: &str) -> Result<BTreeSet<String>, Failure> {
    let found = Repository::find(root).and_then(|repository| repository.changed_since(since));
    found.map_err(|unknown| {
        Failure::unjudged(
            format!("what changed since `{since}` is not known: {unknown}"),
            unknown.remedy(),
        )
    })
}

/// As much of the report for machines as is needed to know a finding again.
#[derive(Deserialize)]
struct Baseline {
    findings: Vec<BaselineFinding>,
}

#[derive(Deserialize)]
struct BaselineFinding {
    fingerprint: String,
}

fn baseline(file: &Path) -> Result<BTreeSet<String>, Failure> {
    let bytes = disk::read_bytes(file).map_err(|error| {
        let message = format!("`{}` cannot be read: {}", file.display(), disk::words(&error));
        Failure::usage(message, "name the file of an earlier `handbook check --format json`")
    })?;
    let read: Result<Baseline, _> = serde_json::from_slice(&bytes);
    let read = read.map_err(|error| {
        let message = format!("`{}` is not a baseline: {error}", file.display());
        Failure::usage(message, "make one with `handbook check --format json > baseline.json`")
    })?;
    Ok(read.findings.into_iter().map(|known| known.fingerprint).collect())
}

fn rule(id: &str) -> Result<Rule, Failure> {
    id.parse().map_err(|_| {
        let near = suggest::nearest(id, Rule::iter().map(Rule::id));
        let help = near.map_or_else(
            || "the rules are listed in the manual, under Findings".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::usage(format!("there is no rule `{id}`"), help)
    })
}
