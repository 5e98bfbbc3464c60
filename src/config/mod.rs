//! The settings of a handbook: handbook.yaml, typed, with a default for each key.
//!
//! Texts come in and values go out: nothing here opens a file. What other tools say of the same
//! folder is in [`neighbour`].

pub mod headings;
pub mod neighbour;
mod read;
pub mod table;
#[cfg(test)]
mod tests;
mod values;

use self::headings::HeadingNames;
use crate::day::{Day, Period, Unit, Zone};
use crate::diag::{Rule, Severity};
use crate::remote;
use crate::yaml::{Sourced, YamlNode};
pub use read::read;
use std::collections::BTreeMap;

/// The names under which the settings are looked for, in this order.
pub const FILES: [&str; 2] = ["handbook.yaml", "handbook.yml"];

/// Whether these findings say that the configuration cannot be trusted: then nothing is published,
/// and the exit code is 2.
#[cfg(test)]
pub fn is_broken(findings: &[crate::diag::Finding]) -> bool {
    findings.iter().any(|finding| finding.rule() == Rule::InvalidConfiguration)
}

/// The settings of one handbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The handbook's name; without it the home page's title or the folder's name.
    pub(crate) title: Option<String>,
    /// One sentence about the handbook.
    pub(crate) description: Option<String>,
    /// The language of the text, as in HTML: `en`, `pt-BR`; `None` where nobody said.
    pub(crate) language: Option<String>,
    /// Whose calendar review dates are in.
    pub(crate) timezone: Zone,
    /// The folder of the pages below the handbook's folder, `/` between parts, empty for the folder
    /// itself; `None` where nobody said.
    pub(crate) content: Option<String>,
    /// Where the site will stand, without a `/` at the end; only feeds, sitemap and canonical links
    /// need it.
    pub(crate) base_url: Option<String>,
    /// Whether there is a handbook.yaml.
    pub(crate) has_own_file: bool,
    /// The folder that another tool's settings name.
    pub(crate) neighbour_content: Option<String>,
    /// The navigation of another tool.
    pub(crate) neighbour_nav: Vec<neighbour::NavEntry>,
    /// Where the site of another tool stood on its host, without outer slashes; `sources.roots`.
    pub(crate) neighbour_paths: Vec<String>,
    /// Old addresses that lead on: our own first, then those of another tool.
    pub(crate) redirects: Vec<neighbour::Redirect>,
    /// How the files are read where that is not how we do: `sources`, and another tool's habits.
    pub(crate) habits: neighbour::NeighbourHabits,
    /// What addresses look like; `None` where nobody said.
    pub(crate) urls: Option<Urls>,
    /// What search engines are told.
    pub(crate) robots: Robots,
    /// Where the sources are kept.
    pub(crate) repository: Option<RepositorySettings>,
    /// Which documents for paper are made; `None` where nobody said.
    pub(crate) print: Option<PrintDocuments>,
    /// What happens to raw HTML in Markdown.
    pub(crate) html: RawHtml,
    /// What happens to images of other hosts.
    pub(crate) external_images: ExternalImages,
    /// Files that are published though their kind is not known to be harmless, by patterns.
    pub(crate) publish: Vec<Sourced<String>>,
    /// Hosts whose iframes stay.
    pub(crate) embeds: Vec<String>,
    /// Words that find each other, in lines as the thesaurus has them.
    pub(crate) synonyms: Vec<String>,
    /// The explicit order of pages; a list.
    pub(crate) nav: Option<Sourced<YamlNode>>,
    /// Pages that the home page shows first, by their paths.
    pub(crate) pinned: Vec<Sourced<String>>,
    /// Moves before this day need no alias.
    pub(crate) published_since: Option<Day>,
    /// When pages are to be reviewed.
    pub(crate) review: ReviewSettings,
    /// Values for whole sections and types of pages.
    pub(crate) defaults: Vec<Defaults>,
    /// The company's urgency levels, as they stand; `load` reads these and the next four.
    pub(crate) urgency: Option<Sourced<YamlNode>>,
    /// Places to ask.
    pub(crate) channels: Option<Sourced<YamlNode>>,
    /// The company's working hours.
    pub(crate) working_hours: Option<Sourced<YamlNode>>,
    /// Days off by region.
    pub(crate) holidays: Option<Sourced<YamlNode>>,
    /// Series of meetings.
    pub(crate) series: Option<Sourced<YamlNode>>,
    /// What the company calls the parts of its records.
    pub(crate) headings: HeadingNames,
    /// What is sync and what async.
    pub(crate) ways_of_working: Option<Sourced<YamlNode>>,
    /// Where readers say that they have read a page, with `{page}` and others in it.
    pub(crate) acknowledge_link: Option<String>,
    /// Where readers say what is wrong or missing.
    pub(crate) feedback: FeedbackSettings,
    /// Who may read what.
    pub(crate) audiences: Audiences,
    /// What is checked, and how strictly.
    pub(crate) check: CheckSettings,
    /// How the site looks.
    pub(crate) theme: ThemeSettings,
}

impl Config {
    /// The language of the text, as in HTML; English where nobody said.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    /// Whether a web address is of a host whose embedded pages stay.
    pub fn embeds(&self, url: &str) -> bool {
        let host = remote::web_host(url);
        host.is_some_and(|host| self.embeds.iter().any(|known| known.eq_ignore_ascii_case(&host)))
    }

    /// The names of the series of meetings.
    pub fn series_names(&self) -> Vec<&str> {
        let map = self.series.as_ref().and_then(|series| series.value().as_map());
        map.into_iter().flat_map(|map| &map.entries).map(|entry| entry.key.trim()).collect()
    }
}

/// What addresses look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urls {
    /// `people/expenses/`, for web servers.
    #[default]
    Directory,
    /// `people/expenses.html`, for file shares.
    File,
}

/// What search engines are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Robots {
    /// Come in.
    #[default]
    Allow,
    /// List no page.
    NoIndex,
}

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Harmless elements stay, the rest is removed and reported.
    #[default]
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It stays as it is.
    Trust,
}

/// What happens to images of other hosts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExternalImages {
    /// They are shown; the page allows their hosts.
    #[default]
    Show,
    /// They become links.
    Link,
}

/// Which review a bare `review_date` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewDate {
    /// The last one.
    Last,
    /// The next one.
    Next,
}

/// Which documents for paper are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintDocuments {
    /// The whole handbook, each section, and the runbooks.
    All,
    /// Each section, and the runbooks.
    Sections,
    /// None.
    Nothing,
}

/// Where the sources are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepositorySettings {
    /// The address in the browser, without a `/` at the end.
    pub(crate) url: String,
    /// The branch that is published; `None` where nobody said.
    pub(crate) branch: Option<String>,
    /// The handbook's folder in the repository, empty for its root; `None` where nobody said.
    pub(crate) path: Option<String>,
}

/// When pages are to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSettings {
    /// The interval of pages that have none.
    pub(crate) every: Option<Period>,
    /// How long before its day a review is announced.
    pub(crate) due_soon: Period,
    /// How far away a snooze may end.
    pub(crate) snooze_max: Period,
    /// How many reviews one owner can do in a week.
    pub(crate) capacity: Option<u32>,
    /// Whether no page needs a review.
    pub(crate) exempt: bool,
    /// Which review a bare `review_date` means.
    pub(crate) review_date: Option<ReviewDate>,
}

/// Values for the pages of some sections, or of some types; for all pages when it names neither.
#[derive(Clone, Debug, PartialEq)]
pub struct Defaults {
    /// Folders below content, without `/` around.
    pub(crate) sections: Vec<Sourced<String>>,
    /// Types of pages as they are written.
    pub(crate) types: Vec<Sourced<String>>,
    /// The map with all its keys; it is read as front matter is, but for `in` and `type`.
    pub(crate) values: Sourced<YamlNode>,
}

/// Where readers say what is wrong or missing; addresses may have `{page}` and others in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedbackSettings {
    /// A form.
    pub(crate) form: Option<String>,
    /// A new issue.
    pub(crate) issue: Option<String>,
    /// A mail address.
    pub(crate) mail: Option<String>,
    /// A channel.
    pub(crate) chat: Option<String>,
}

/// Who may read what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audiences {
    /// Names, widest first; empty where everything is for everyone.
    pub(crate) names: Vec<Sourced<String>>,
    /// Whom a page without `audience` is for.
    pub(crate) default: Option<Sourced<String>>,
    /// Who may see people.
    pub(crate) people: Option<Sourced<String>>,
    /// Whom this site is for, where it is not for the default audience.
    pub(crate) asked: Option<String>,
}

impl Audiences {
    /// How narrow an audience is: 0 is the widest. None where nobody is called so.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known.value() == name)
    }

    /// How narrow the audience of this site is.
    pub fn built_for(&self) -> usize {
        let default = || self.default.as_ref().map(|name| name.value().as_str());
        self.asked.as_deref().or_else(default).and_then(|name| self.rank(name)).unwrap_or_default()
    }

    /// Whether readers may see people: the site is for whom `people_audience` names, else for the
    /// default audience, or for fewer people.
    pub fn shows_people(&self) -> bool {
        let people = self.people.as_ref().or(self.default.as_ref());
        people
            .and_then(|name| self.rank(name.value()))
            .is_none_or(|people| people <= self.built_for())
    }
}

/// What is checked, and how strictly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// Severities other than those of the rules; `None` is `ignore`.
    pub(crate) rules: BTreeMap<Rule, Option<Severity>>,
    /// Links that are not checked: texts that stand at the start of their target.
    pub(crate) ignore_links: Vec<String>,
    /// Keys of front matter that belong to the company.
    pub(crate) extra_keys: Vec<String>,
}

/// How the site looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeSettings {
    /// The one colour: `#0f6b5c`.
    pub(crate) accent: Option<String>,
    /// The logo's path below the handbook's folder.
    pub(crate) logo: Option<Sourced<String>>,
    /// The favicon's path below the handbook's folder.
    pub(crate) favicon: Option<Sourced<String>>,
    /// Whether only the fonts of the reader's system are used.
    pub(crate) system_fonts: bool,
}

impl Default for Config {
    /// A handbook without handbook.yaml.
    fn default() -> Self {
        Config {
            title: None,
            description: None,
            language: None,
            timezone: Zone::utc(),
            content: None,
            base_url: None,
            has_own_file: false,
            neighbour_content: None,
            neighbour_nav: Vec::new(),
            neighbour_paths: Vec::new(),
            redirects: Vec::new(),
            habits: neighbour::NeighbourHabits::default(),
            urls: None,
            robots: Robots::default(),
            repository: None,
            print: None,
            html: RawHtml::default(),
            external_images: ExternalImages::default(),
            publish: Vec::new(),
            embeds: Vec::new(),
            synonyms: Vec::new(),
            nav: None,
            pinned: Vec::new(),
            published_since: None,
            review: ReviewSettings::default(),
            defaults: Vec::new(),
            urgency: None,
            channels: None,
            working_hours: None,
            holidays: None,
            series: None,
            headings: HeadingNames::default(),
            ways_of_working: None,
            acknowledge_link: None,
            feedback: FeedbackSettings::default(),
            audiences: Audiences::default(),
            check: CheckSettings::default(),
            theme: ThemeSettings::default(),
        }
    }
}

impl Default for ReviewSettings {
    fn default() -> Self {
        ReviewSettings {
            every: None,
            due_soon: Period::of(30, Unit::Day),
            snooze_max: Period::of(90, Unit::Day),
            capacity: None,
            exempt: false,
            review_date: None,
        }
    }
}
