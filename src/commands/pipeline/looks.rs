//! How a handbook looks: the built-in theme with the files of the handbook's own `theme/` folder in
//! place of its own.

use super::files;
use crate::config::Config;
use crate::diag::Finding;
use crate::disk::HandbookReader;
use crate::theme::{Accent, Overrides, Theme, ThemeLook};
use std::sync::Arc;

/// The theme that was made last, what it was made of, and what there was to say about it.
#[derive(Default)]
pub(super) struct Looks(Option<(Parts, Arc<Theme>, Vec<Finding>)>);

/// What a theme is made of.
#[derive(PartialEq)]
struct Parts {
    files: Vec<(String, String)>,
    language: String,
    look: ThemeLook,
}

impl Looks {
    /// The theme; the same value as long as its parts are the same.
    pub fn read(
        &mut self,
        reader: &mut HandbookReader,
        config: &Config,
    ) -> (Arc<Theme>, Vec<Finding>) {
        let (overrides, found) = files::overrides(reader);
        let parts = Parts::of(&overrides, config);
        let known = self.0.take().filter(|(known, ..)| *known == parts);
        let (parts, theme, findings) = known.unwrap_or_else(|| {
            let (theme, findings) = Theme::new(&overrides, config.language(), &parts.look);
            (parts, Arc::new(theme), findings)
        });
        let all = found.into_iter().chain(findings.iter().cloned()).collect();
        self.0 = Some((parts, theme.clone(), findings));
        (theme, all)
    }
}

impl Parts {
    fn of(overrides: &Overrides, config: &Config) -> Self {
        let files = overrides.iter().map(|(name, source)| (name.clone(), source.text().to_owned()));
        Parts {
            files: files.collect(),
            language: config.language().to_owned(),
            look: ThemeLook {
                accent: config.theme.accent.as_deref().and_then(Accent::parse),
                system_fonts: config.theme.system_fonts,
            },
        }
    }
}
