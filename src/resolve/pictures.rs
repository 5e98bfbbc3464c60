//! The pictures of the site itself, which `theme:` of handbook.yaml names: logo and favicon.

use crate::diag::{Finding, catalogue};
use crate::site::Site;
use crate::suggest;
use crate::yaml::Sourced;

/// The file that a path means: as it stands, or below content; only what may be published.
pub fn file<'a>(site: &'a Site, path: &str) -> Option<&'a str> {
    let below_content = site.content().below(path);
    let found = site.files().paths().find(|file| *file == path);
    found.or_else(|| site.files().paths().find(|file| *file == below_content))
}

/// The paths that the settings name.
pub fn named(site: &Site) -> impl Iterator<Item = &Sourced<String>> {
    let theme = &site.config().theme;
    [&theme.logo, &theme.favicon].into_iter().flatten()
}

/// Those that are not there, or that readers must not get.
pub fn missing(site: &Site) -> impl Iterator<Item = Finding> {
    named(site).filter(|path| file(site, path.value()).is_none()).filter_map(|path| {
        let place = path.location().clone();
        let below_content = site.content().below(path.value());
        let is_it = |file: &str| file == path.value() || file == below_content;
        let refused = site.files().refused().find(|(file, _)| is_it(file));
        match refused {
            Some((file, refusal)) => refusal.finding(place, file),
            None => {
                let near = suggest::nearest(path.value(), site.files().paths());
                Some(catalogue::links::missing_image(place, path.value(), near))
            }
        }
    })
}
