//! What is answered at addresses that are not there, or not any more.

use crate::diag::Finding;
use crate::outputs::Output;
#[cfg(test)]
use crate::render::context::samples::evil;
use crate::render::context::{PageContext, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::security::Hosts;
use crate::resolve::aliases::Moved;
use crate::site::address::Address;
use serde::Serialize;

/// An old address; the title of the output is the title of the target.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RedirectView<'a> {
    /// Where the page is now.
    pub href: Text<'a>,
}

impl ViewContext for RedirectView<'_> {
    const TEMPLATE: &'static str = "redirect";

    #[cfg(test)]
    fn filled() -> Self {
        RedirectView { href: evil() }
    }
}

/// The 404 page, and a page that leads on for each alias.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let missing =
        ("404.html".to_owned(), Output::Rendered(Box::new(|| not_found(renderer)) as Box<_>));
    let aliases = renderer.resolved.aliases().iter();
    let redirects = aliases.map(|(path, moved)| {
        (
            path.clone(),
            Output::Rendered(Box::new(move || redirect(renderer, path, moved)) as Box<_>),
        )
    });
    std::iter::once(missing).chain(redirects).collect()
}

/// Shown at any depth, so its links begin at the root of the host.
fn not_found(renderer: &Renderer<'_>) -> (Vec<u8>, Vec<Finding>) {
    let root =
        renderer.site.web().base_path().map_or_else(|| "/".to_owned(), |path| format!("/{path}/"));
    let context = PageContext {
        root: root.into(),
        title: renderer.theme.words().get("not_found.title").into(),
        csp: Hosts::default().policy().into(),
        noindex: true,
        ..PageContext::default()
    };
    renderer.html("not-found", &context)
}

fn redirect(renderer: &Renderer<'_>, path: &str, moved: &Moved) -> (Vec<u8>, Vec<Finding>) {
    let here = Address::file(path);
    let (title, href, canonical) = match moved {
        Moved::Node(node, fragment) => {
            let target = renderer.tree.node(*node);
            let anchor = fragment.iter().map(|id| format!("#{id}")).collect::<String>();
            let href = renderer.linker(&here).href(*node) + &anchor;
            (target.title(), href, renderer.site.web().absolute(target.address()))
        }
        Moved::Web(url) => (url.as_str(), url.clone(), Some(url.clone())),
    };
    let context = PageContext {
        root: here.root().into(),
        title: title.into(),
        canonical: canonical.map(Into::into),
        csp: Hosts::default().policy().into(),
        noindex: true,
        ..PageContext::default()
    };
    renderer.view(context, View::of(&RedirectView { href: href.into() }))
}
