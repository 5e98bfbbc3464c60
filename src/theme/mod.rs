//! The look of a site: templates, words and assets; the embedded ones, with single files replaced
//! by the handbook's own.
//!
//! Pure: the files of a handbook's `theme/` folder come in as text. Nothing here knows what a page
//! is: contexts are anything that serialises (their shape is `render::context`), and a broken
//! template never stops a page: it is a finding, and the embedded template is used instead.

mod assets;
mod embedded;
mod fill;
mod minify;
mod grammar;
mod templates;
mod words;

use crate::diag::Finding;
use crate::source::Source;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, IntoStaticStr};

pub use assets::{Accent, Asset, ThemeLook};
pub use embedded::files as embedded_files;
pub use grammar::Grammar;
pub use words::Words;

use assets::Assets;
use templates::Templates;

/// The text files of a handbook's own `theme/` folder, by their path in it: `templates/page.html`,
/// `words/pt.yaml`.
pub type Overrides = BTreeMap<String, Source>;

/// The templates that are rendered by themselves; each is the file of that name with `.html`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Template {
    /// A page that somebody wrote.
    Page,
    /// The first page.
    Home,
    /// A section that nobody wrote a page for.
    Section,
    /// The whole tree.
    Contents,
    /// All tags.
    Tags,
    /// The pages of one tag.
    Tag,
    /// People and teams.
    People,
    /// People inside the text of a page.
    PeoplePart,
    /// One person.
    Person,
    /// One team.
    Team,
    /// What is urgent.
    Urgency,
    /// The same inside the text of a page.
    UrgencyPart,
    /// The pages of one level.
    Level,
    /// What is done in writing and what live.
    WaysOfWorking,
    /// How it stands with reviews and owners.
    Reviews,
    /// The same inside the text of a page.
    ReviewsPart,
    /// What is to be done.
    FollowUps,
    /// The same inside the text of a page.
    FollowUpsPart,
    /// Meetings to come, and what came of others.
    Meetings,
    /// What was decided.
    Decisions,
    /// Open questions, and what came of others.
    Brainstorms,
    /// What changed.
    Changes,
    /// The same inside the text of a page.
    ChangesPart,
    /// The company's terms.
    Glossary,
    /// Several pages as one document for paper.
    Print,
    /// The search as a page of its own.
    Search,
    /// What a server answers for an address that does not exist.
    NotFound,
    /// An old address.
    Redirect,
}

/// A theme, ready to render.
pub struct Theme {
    templates: Templates,
    words: Words,
    assets: Assets,
}

/// What all pages of a site share, serialised once.
pub struct SharedContext {
    site: tera::Value,
    words: tera::Value,
    assets: tera::Value,
}

impl Theme {
    /// Puts the theme together. `language` is the handbook's (BCP 47) and picks
    /// `words/LANGUAGE.yaml`.
    pub fn new(overrides: &Overrides, language: &str, look: &ThemeLook) -> (Theme, Vec<Finding>) {
        let (words, mut findings) = words::load(overrides, language);
        let (templates, more) = Templates::new(overrides, words.grammar());
        findings.extend(more);
        let assets = Assets::new(overrides, &words, look);
        (Theme { templates, words, assets }, findings)
    }

    /// The words of the site, for texts that are put together outside templates.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The files that all pages use, named by what is in them.
    pub fn assets(&self) -> &[Asset] {
        self.assets.files()
    }

    /// Serialises what all pages share; done once for a site.
    pub fn share(&self, site: &impl Serialize) -> SharedContext {
        SharedContext {
            site: tera::Value::from_serializable(site),
            words: self.words.to_value(),
            assets: self.assets.to_value(),
        }
    }

    /// One page as HTML. A template that fails is a finding, and the embedded one is used instead.
    pub fn render(
        &self,
        template: Template,
        shared: &SharedContext,
        page: &impl Serialize,
    ) -> (String, Vec<Finding>) {
        let mut context = tera::Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("words", shared.words.clone());
        context.insert_value("assets", shared.assets.clone());
        context.insert("page", page);
        self.templates.render(template, &context)
    }
}

#[cfg(test)]
mod tests;
