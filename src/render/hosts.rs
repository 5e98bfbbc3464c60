//! Hosts from which pages show something.

use crate::config::ExternalImages;
use crate::render::renderer::Renderer;
use crate::render::security::Hosts;
use crate::render::{offline, paper};
use crate::resolve::links::Target;
use crate::site::PageId;
use crate::site::document::LinkKind;

/// Hosts from which one page shows something.
pub fn hosts_of(renderer: &Renderer<'_>, id: PageId) -> Hosts {
    let mut hosts = Hosts::default();
    let config = renderer.site.config();
    for (link, target) in
        renderer.site.page(id).document().links().iter().zip(renderer.resolved.targets(id))
    {
        let Target::Outside(url) = target else {
            continue;
        };
        match link.kind {
            LinkKind::Image | LinkKind::RawSrc
                if config.external_images == ExternalImages::Show =>
            {
                hosts.add_image(url);
            }
            LinkKind::Embed if renderer.site.config().embeds(url) => hosts.add_frame(url),
            _ => {}
        }
    }
    hosts
}

/// Hosts from which any page shows something.
pub fn all_hosts(renderer: &Renderer<'_>) -> Hosts {
    let mut hosts = Hosts::default();
    for page in renderer.site.page_ids().filter(|page| renderer.site.is_published(*page)) {
        hosts.add(&hosts_of(renderer, page));
    }
    if paper::prints_runbooks(renderer) {
        hosts.styles.insert(offline::style_hash(renderer));
    }
    hosts
}
