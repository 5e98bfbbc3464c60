//! What there is to say about a page while it is read.

use crate::diag::Finding;
use std::collections::BTreeSet;

/// The findings of one page, in the order in which they came up.
#[derive(Default)]
pub(super) struct Reports {
    findings: Vec<Finding>,
    /// What was said already, where once per page is enough.
    said: BTreeSet<String>,
    /// Whether something was left out that may have made headings.
    pub(super) has_left_out: bool,
}

impl Reports {
    pub(super) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a finding unless something with this `key` was said on this page.
    pub(super) fn once(&mut self, key: String, finding: impl FnOnce() -> Finding) {
        if self.said.insert(key) {
            self.findings.push(finding());
        }
    }

    /// All of them; the page is read.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
