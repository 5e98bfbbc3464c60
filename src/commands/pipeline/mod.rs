//! The way from a folder to a loaded handbook, as all commands go it.

mod configuration;
mod files;
mod fingerprint;
mod looks;
mod outside;
mod past;
mod session;

use crate::analysis::Analysis;
use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::day::Day;
use crate::diag::Finding;
use crate::disk::HandbookReader;
use crate::govern::ownership::{JudgedOwner, OwnerStatus};
use crate::site::people::Lookup;
use crate::site::{PageId, Site};
use crate::theme::Theme;
use past::Historian;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use configuration::{NeighbourText, is_handbook, root_above, zone};
pub use session::{ReadFiles, Session, no_day};

/// How long each step took, in their order.
pub type Timings = Vec<(&'static str, Duration)>;

/// A handbook that was read and loaded.
pub struct Handbook {
    /// The handbook's folder.
    pub root: PathBuf,
    /// What is written in it.
    pub site: Site,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// What there is to say so far.
    pub findings: Vec<Finding>,
    /// Files that are published as they are, and are others than at the reading before.
    pub renewed: BTreeSet<String>,
    /// The day that counts as today.
    pub today: Day,
    /// How long reading and loading took.
    pub timings: Timings,
}

impl Handbook {
    /// Analyses as of today, with what git knows of the pages.
    pub fn analyse(&self) -> Analysis<'_> {
        Historian::default().analyse(self)
    }
}

/// The pages that a person, a team or a role answers for, by any of their names.
pub fn pages_of(
    who: &str,
    Analysis { resolved, report, .. }: &Analysis<'_>,
) -> Result<Vec<PageId>, Failure> {
    let site = resolved.site();
    let found = site.people().find(who);
    let is_theirs = |owner: &JudgedOwner| match (&found, &owner.standing) {
        (
            Lookup::Found(who),
            OwnerStatus::Answers(other) | OwnerStatus::Covered { who: other, .. },
        ) => who == other,
        (
            Lookup::Found(who),
            OwnerStatus::Left(other, _) | OwnerStatus::NotYet(other, _) | OwnerStatus::Empty(other),
        ) => who == other,
        _ => owner.written.trim().eq_ignore_ascii_case(who.trim()),
    };
    let owned = |id: &PageId| {
        report.of(*id).is_some_and(|verdict| verdict.ownership.owners.iter().any(is_theirs))
    };
    let pages: Vec<PageId> = site.page_ids().filter(owned).collect();
    match found {
        Lookup::Nobody { near } if pages.is_empty() => {
            let help = near.map_or_else(
                || "name a person, a team or a role as people.yaml or the pages do".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Failure::usage(format!("no person, team or role is called `{who}`"), help))
        }
        _ => Ok(pages),
    }
}

/// Whether a folder has pages already; a README alone says nothing.
pub fn has_pages(root: &Path) -> bool {
    let (tree, _) = HandbookReader::new(root, vec![root.join("site")]).folder("");
    tree.pages.iter().any(|page| {
        !matches!(page.path().to_ascii_lowercase().as_str(), "readme.md" | "license.md")
    })
}

/// Reads and loads. `output` is a folder that is not read.
pub fn open(
    dir: Option<&Path>,
    settings: &Settings,
    output: Option<&Path>,
) -> Result<Handbook, Failure> {
    Session::new(dir, settings, output)?.load()
}
