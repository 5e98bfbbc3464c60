//! Everything that handbook can say about a place, and nothing about how it is shown.
//!
//! A [`Finding`] is made only by a function of [`catalogue`], so that all messages stand together.

pub mod catalogue;
mod rule;

use crate::source::{Location, Span};
pub use rule::{Rule, Severity};

/// One thing that the tool has to say about one place.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: Rule,
    severity: Severity,
    place: Location,
    message: String,
    help: String,
}

impl Finding {
    /// Only the catalogue makes findings.
    fn new(rule: Rule, place: Location, message: String, help: impl Into<String>) -> Self {
        Finding { rule, severity: rule.severity(), place, message, help: help.into() }
    }

    /// The rule that was broken.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// How bad it is: the rule's severity, or what the configuration says instead.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.place
    }

    /// What is wrong, in one line without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The same finding with another severity.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Finding { severity, ..self }
    }

    /// Findings are ordered by path, then place, then rule and message: a total order, so that
    /// every report is the same each time.
    pub fn sort_key(&self) -> (&str, Span, Rule, &str) {
        (self.place.path(), self.place.span().unwrap_or_default(), self.rule, &self.message)
    }
}

/// Sorts findings into the order of all reports, and drops exact repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|left, right| left.sort_key().cmp(&right.sort_key()));
    findings.dedup_by(|left, right| left.sort_key() == right.sort_key());
}
