//! The files that `init` begins a handbook with.

use clap::ValueEnum;

/// What a new handbook has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InitTemplate {
    /// How we work, what is urgent, and a first runbook.
    #[default]
    Team,
    /// The same, with draft policies and a first week for new colleagues.
    Company,
    /// The same, with draft pages about reviews, on-call and incidents, runbooks and decisions.
    Engineering,
}

/// A file and its text.
pub type TemplateFile = (&'static str, &'static str);

/// The settings of a new handbook.
pub const SETTINGS: TemplateFile = ("handbook.yaml", include_str!("handbook.yaml"));

/// The settings for pages that are there already: nobody's hours, channels or levels of urgency
/// are made up for a company that has its own.
pub const SETTINGS_OF_PAGES: TemplateFile = ("handbook.yaml", include_str!("existing.yaml"));

/// Files of a template, by the paths under which they lie here and in the new handbook.
macro_rules! files {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!($folder, $path)))),+]
    };
}

/// People and the first pages, for a folder that has none: where pages name owners already, a list
/// of one person knows none of them.
const TEAM: &[TemplateFile] = files!["team/":
    "people.yaml",
    "content/index.md",
    "content/how-we-work/index.md",
    "content/how-we-work/what-is-urgent.md",
    "content/how-we-work/hours-and-answers.md",
    "content/how-we-work/meetings.md",
    "content/how-we-work/decisions.md",
    "content/runbooks/index.md",
    "content/runbooks/something-is-down.md",
];

const COMPANY: &[TemplateFile] = files!["company/":
    "people.yaml",
    "content/policies/index.md",
    "content/policies/expenses.md",
    "content/policies/time-off.md",
    "content/policies/information-security.md",
    "content/policies/how-we-treat-each-other.md",
    "content/first-days/index.md",
    "content/first-days/before-you-begin.md",
    "content/first-days/first-week.md",
];

const ENGINEERING: &[TemplateFile] = files!["engineering/":
    "content/engineering/index.md",
    "content/engineering/code-review.md",
    "content/engineering/on-call.md",
    "content/engineering/incidents.md",
    "content/runbooks/take-back-a-release.md",
    "content/runbooks/restore-a-backup.md",
    "content/runbooks/a-key-has-leaked.md",
    "content/decisions/index.md",
    "content/decisions/write-decisions-down.md",
];

impl InitTemplate {
    /// Its files but the settings. One that stands in two lists is that of the narrower one.
    pub fn files(self) -> Vec<TemplateFile> {
        let own = match self {
            InitTemplate::Team => &[],
            InitTemplate::Company => COMPANY,
            InitTemplate::Engineering => ENGINEERING,
        };
        let is_own = |file: &&TemplateFile| own.iter().any(|(path, _)| *path == file.0);
        TEAM.iter().filter(|file| !is_own(file)).chain(own).copied().collect()
    }

    /// Whether some of its pages are drafts.
    pub fn has_drafts(self) -> bool {
        self != InitTemplate::Team
    }
}
