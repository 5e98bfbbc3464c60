//! The list of rules: id and severity of everything that can be found.

use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How bad a finding is, from the mildest.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// A reader or an owner is let down.
    Warning,
    /// Publishing would be wrong or unsafe.
    Error,
}

/// Makes the rules and their severities of one table, so that no rule is without one.
macro_rules! rules {
    ($($rule:ident: $severity:ident,)+) => {
        /// A rule; its id is the name in kebab case and also the heading of its documentation.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            Display, EnumIter, EnumString, IntoStaticStr,
        )]
        #[strum(serialize_all = "kebab-case")]
        #[expect(missing_docs, reason = "each rule has a heading in the manual, which a test \
            checks")]
        pub enum Rule {
            $($rule,)+
        }

        impl Rule {
            /// The severity where the configuration says nothing else.
            pub fn severity(self) -> Severity {
                match self {
                    $(Rule::$rule => Severity::$severity,)+
                }
            }
        }
    };
}

rules! {
    AcknowledgementOverdue: Notice,
    AliasCollision: Warning,
    AmbiguousLink: Warning,
    BadSnooze: Warning,
    BrainstormOutcome: Notice,
    BrokenAnchor: Warning,
    BrokenDiagram: Warning,
    BrokenLink: Warning,
    ConflictingKeys: Warning,
    DecisionDue: Warning,
    DueSoon: Notice,
    DuplicateAddress: Error,
    DuplicateAnchor: Notice,
    DuplicateContent: Notice,
    DuplicateKey: Warning,
    DuplicateSectionPage: Warning,
    EditedSinceReview: Notice,
    ExpiredPage: Warning,
    ExternalMedia: Notice,
    FollowUpOverdue: Warning,
    FollowUpWithoutOwner: Notice,
    ForeignSyntax: Notice,
    FutureReview: Warning,
    IncludeCycle: Error,
    IncludeMissing: Warning,
    InvalidConfiguration: Error,
    InvalidDate: Warning,
    InvalidFrontMatter: Warning,
    InvalidPeriod: Warning,
    InvalidUtf8: Warning,
    LikelySecret: Warning,
    LinkCase: Notice,
    LinkToDraft: Warning,
    LinkToNarrowerAudience: Warning,
    MissingAgenda: Notice,
    MissingFile: Warning,
    MissingImage: Warning,
    MissingTakeaways: Warning,
    MissingWhySync: Notice,
    MovedWithoutAlias: Warning,
    NeverReviewed: Notice,
    OrphanedPage: Warning,
    OverBudget: Notice,
    OwnerLeaving: Notice,
    PageTooLarge: Error,
    SkippedFile: Warning,
    SourceChanged: Notice,
    StalePage: Warning,
    SupersededLinked: Notice,
    SupersededMismatch: Warning,
    TeamWithoutLead: Notice,
    TemplateError: Error,
    UnattestedReview: Notice,
    UndrawnDiagram: Notice,
    UnknownAudience: Error,
    UnknownContributor: Warning,
    UnknownHistory: Notice,
    UnknownKey: Notice,
    UnknownOwner: Warning,
    UnknownScheme: Warning,
    UnknownTimezone: Warning,
    UnknownUrgency: Warning,
    UnknownView: Warning,
    UnownedPage: Warning,
    UnpublishedFile: Warning,
    UnreadableFile: Error,
    UnsafeHtml: Warning,
    UnsafeName: Warning,
    UnusableRow: Warning,
    UrgencyContradiction: Warning,
    WrongType: Warning,
}

impl Rule {
    /// The id, for machines and for the configuration.
    pub fn id(self) -> &'static str {
        self.into()
    }
}
