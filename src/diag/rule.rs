//! The list of rules: id and severity of everything that can be found.

use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How bad a finding is, from the mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// A reader or an owner is let down.
    Warning,
    /// Publishing would be wrong or unsafe.
    Error,
}

/// A rule; its id is the name in kebab case and also the heading of its documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "each rule is documented under its heading in the manual, which a test checks")]
pub enum Rule {
    AliasCollision,
    BadSnooze,
    BrokenAnchor,
    BrokenLink,
    ConflictingKeys,
    DueSoon,
    DuplicateAddress,
    DuplicateAnchor,
    DuplicateKey,
    DuplicateSectionPage,
    EditedSinceReview,
    ExpiredPage,
    ExternalMedia,
    ForeignSyntax,
    FutureReview,
    IncludeCycle,
    IncludeMissing,
    InvalidConfiguration,
    InvalidDate,
    InvalidFrontMatter,
    InvalidPeriod,
    InvalidUtf8,
    LikelySecret,
    LinkCase,
    LinkToDraft,
    LinkToNarrowerAudience,
    MissingFile,
    MissingImage,
    NeverReviewed,
    OrphanedPage,
    OverBudget,
    OwnerLeaving,
    PageTooLarge,
    SkippedFile,
    SourceChanged,
    StalePage,
    SupersededLinked,
    TeamWithoutLead,
    TemplateError,
    UnattestedReview,
    UnknownAudience,
    UnknownHistory,
    UnknownKey,
    UnknownOwner,
    UnknownScheme,
    UnknownTimezone,
    UnknownUrgency,
    UnknownView,
    UnownedPage,
    UnpublishedFile,
    UnreadableFile,
    UnsafeHtml,
    UnsafeName,
    UrgencyContradiction,
    WrongType,
}

impl Rule {
    /// The id, for machines and for the configuration.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// The severity where the configuration says nothing else.
    pub fn severity(self) -> Severity {
        match self {
            Rule::AliasCollision
            | Rule::DuplicateAddress
            | Rule::IncludeCycle
            | Rule::InvalidConfiguration
            | Rule::PageTooLarge
            | Rule::TemplateError
            | Rule::UnknownAudience
            | Rule::UnreadableFile => Severity::Error,
            Rule::DueSoon
            | Rule::DuplicateAnchor
            | Rule::EditedSinceReview
            | Rule::ExternalMedia
            | Rule::ForeignSyntax
            | Rule::LinkCase
            | Rule::NeverReviewed
            | Rule::OverBudget
            | Rule::OwnerLeaving
            | Rule::SourceChanged
            | Rule::SupersededLinked
            | Rule::TeamWithoutLead
            | Rule::UnattestedReview
            | Rule::UnknownHistory
            | Rule::UnknownKey => Severity::Notice,
            _ => Severity::Warning,
        }
    }
}
