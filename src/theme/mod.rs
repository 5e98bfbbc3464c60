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

pub use assets::{Accent, Asset, ThemeLook};
pub use embedded::files as embedded_files;
pub use grammar::Grammar;
pub use words::Words;

use assets::Assets;
use templates::Templates;

/// The text files of a handbook's own `theme/` folder, by their path in it: `templates/page.html`,
/// `words/pt.yaml`.
pub type Overrides = BTreeMap<String, Source>;

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

    /// One page as HTML, by the template in the file of this name with `.html`. One that fails is a
    /// finding, and the embedded one is used instead.
    pub fn render(
        &self,
        template: &str,
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
