//! What each kind of page begins with.

use crate::commands::new::NewKind;
use crate::site::meta::PageType;

impl NewKind {
    /// The type, as front matter has it.
    pub fn page_type(self) -> PageType {
        match self {
            NewKind::Page => PageType::Page,
            NewKind::Policy => PageType::Policy,
            NewKind::Runbook => PageType::Runbook,
            NewKind::Meeting => PageType::Meeting,
            NewKind::Decision => PageType::Decision,
            NewKind::Brainstorm => PageType::Brainstorm,
        }
    }

    /// The folder of the first page of the kind.
    pub fn folder(self) -> &'static str {
        match self {
            NewKind::Page => "",
            NewKind::Policy => "policies",
            NewKind::Runbook => "runbooks",
            NewKind::Meeting => "meetings",
            NewKind::Decision => "decisions",
            NewKind::Brainstorm => "brainstorms",
        }
    }

    /// Whether it is the record of something, which nobody reviews.
    pub fn is_record(self) -> bool {
        matches!(self, NewKind::Meeting | NewKind::Decision | NewKind::Brainstorm)
    }

    /// The text to begin with; `{title}` is its heading.
    pub fn template(self) -> &'static str {
        match self {
            NewKind::Page => include_str!("page.md"),
            NewKind::Policy => include_str!("policy.md"),
            NewKind::Runbook => include_str!("runbook.md"),
            NewKind::Meeting => include_str!("meeting.md"),
            NewKind::Decision => include_str!("decision.md"),
            NewKind::Brainstorm => include_str!("brainstorm.md"),
        }
    }
}
