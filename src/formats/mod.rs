//! Findings and reports as bytes for other programs. Pure: what is to be written comes in as
//! values, and nothing here prints or saves it.
//!
//! Same values, same bytes: no clock, no random ids.

pub mod atom;
pub mod cms;
pub mod csv;
pub mod fingerprint;
pub mod github;
pub mod ics;
pub mod junit;
pub mod markdown;
pub mod sarif;
#[cfg(test)]
mod tests;
pub mod schema;
pub mod sitemap;

use crate::diag::Finding;

/// The path of a finding's file for programs that look at the whole repository: `folder` is where
/// the handbook lies in it, empty or with `/` at the end.
fn path_in_repository(folder: &str, finding: &Finding) -> String {
    format!("{folder}{}", finding.location().path())
}
