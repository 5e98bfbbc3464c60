//! One document for paper.

use super::{PrintPart, scope};
use crate::config::ExternalImages;
use crate::diag::Finding;
use crate::render::Renderer;
use crate::render::body::Body;
use crate::render::context::{Markup, PageContext, PrintView, PrintedPage, Text, View};
use crate::render::security::{Hosts, hash_source};
use crate::render::views::print::PrintScope;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;
use crate::theme::Template;

/// Makes a document.
pub fn render(renderer: &Renderer<'_>, what: PrintPart) -> (Vec<u8>, Vec<Finding>) {
    let here = renderer.printed_at(what);
    let pages = pages(renderer, what);
    let scope = PrintScope::new(pages.iter().map(|page| renderer.site.page(*page).node()));
    let is_offline = what == PrintPart::Runbooks;
    let body = |(index, page): (usize, &PageId)| {
        let body =
            Body { renderer, page: *page, shown_at: &here, within: Some(&scope), is_offline };
        scope::scoped(&body.html(), index + 1)
    };
    let bodies: Vec<String> = pages.iter().enumerate().map(body).collect();
    let style = is_offline.then(|| format!("<style>{}</style>", style(renderer)));
    let mut printed: Vec<PrintedPage<'_>> = pages
        .iter()
        .zip(&bodies)
        .enumerate()
        .map(|(index, (page, body))| renderer.printed_page(*page, index + 1, body, &here))
        .collect();
    outdent(&mut printed);
    let view = PrintView {
        as_of: renderer.day(renderer.report.today()),
        style: style.as_deref().map(Markup::finished),
        pages: printed,
    };
    let context = PageContext {
        root: here.root().into(),
        title: title(renderer, what),
        csp: policy(renderer, &pages, is_offline).into(),
        noindex: true,
        view_id: Some("print".into()),
        view: Some(View::Print(view)),
        ..PageContext::default()
    };
    renderer.html(Template::Print, &context)
}

/// The list of pages begins at the margin, however deep the document's section lies.
fn outdent(pages: &mut [PrintedPage<'_>]) {
    let least = pages.iter().map(|page| page.depth).min().unwrap_or(1);
    pages.iter_mut().for_each(|page| page.depth = (page.depth - least + 1).min(6));
}

fn title<'r>(renderer: &'r Renderer<'_>, what: PrintPart) -> Text<'r> {
    match what {
        PrintPart::All => renderer.site.title().into(),
        PrintPart::Section(node) => renderer.tree.node(node).title().into(),
        PrintPart::Runbooks => renderer.theme.words().get("print.runbooks").into(),
    }
}

/// The pages of a document, in reading order.
fn pages(renderer: &Renderer<'_>, what: PrintPart) -> Vec<PageId> {
    let from = match what {
        PrintPart::Section(node) => renderer.tree.position(node),
        PrintPart::All | PrintPart::Runbooks => 0,
    };
    let is_inside = |node: &NodeId| match what {
        PrintPart::Section(top) => *node == top || renderer.tree.ancestors(*node).contains(&top),
        PrintPart::All | PrintPart::Runbooks => true,
    };
    let nodes = renderer.order.get(from..).unwrap_or_default().iter().copied();
    let pages = nodes.take_while(is_inside).filter_map(|node| renderer.tree.node(node).page());
    let is_wanted = |page: &PageId| {
        what != PrintPart::Runbooks || *renderer.site.page(*page).meta().kind() == PageType::Runbook
    };
    pages.filter(is_wanted).collect()
}

/// Pictures of other hosts are allowed as on the pages themselves; a file for use without a network
/// asks nobody.
fn policy(renderer: &Renderer<'_>, pages: &[PageId], is_offline: bool) -> String {
    if is_offline {
        let style = style_hash(renderer);
        return format!(
            "default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; \
             form-action 'none'"
        );
    }
    let mut hosts = Hosts::default();
    if renderer.site.config().external_images == ExternalImages::Show {
        pages.iter().for_each(|page| hosts.add(&renderer.hosts_of(*page)));
    }
    hosts.policy()
}

/// The style sheets of a page and of paper, with the icons and without fonts, which would be other
/// files, and without what would end the element.
fn style(renderer: &Renderer<'_>) -> String {
    let assets = renderer.theme.assets().iter();
    let sheets = assets.filter(|asset| {
        ["-/theme.", "-/page.", "-/print.", "-/paper."]
            .iter()
            .any(|name| asset.path.starts_with(name))
            && asset.path.ends_with(".css")
    });
    let css: String = sheets.map(|asset| String::from_utf8_lossy(&asset.bytes)).collect();
    with_icons(renderer, &without_fonts(&css)).replace("</", "<\\/")
}

/// The icons as part of the sheet.
fn with_icons(renderer: &Renderer<'_>, css: &str) -> String {
    let icons = renderer.theme.assets().iter().find(|asset| asset.path.starts_with("-/icons."));
    let Some(icons) = icons else {
        return css.to_owned();
    };
    let picture = String::from_utf8_lossy(&icons.bytes).replace('\n', "").replace('"', "'");
    let coded = picture.replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    let link = format!("url({})", icons.path.trim_start_matches("-/"));
    css.replace(&link, &format!("url(\"data:image/svg+xml,{coded}\")"))
}

fn without_fonts(css: &str) -> String {
    let mut parts = css.split("@font-face{");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| Some(part.split_once('}')?.1));
    rest.fold(first, |all, part| all + part)
}

/// How a policy names that style.
pub fn style_hash(renderer: &Renderer<'_>) -> String {
    hash_source(&style(renderer))
}

impl Renderer<'_> {
    fn printed_page<'r>(
        &'r self,
        id: PageId,
        place: usize,
        body: &'r str,
        from: &'r Address,
    ) -> PrintedPage<'r> {
        let page = self.site.page(id);
        let above = self.tree.ancestors(page.node());
        let titles = above.iter().skip(1).map(|node| self.tree.node(*node).title().into());
        PrintedPage {
            id: scope::id(place).into(),
            depth: above.len(),
            title: page.heading().into(),
            title_markup: page.document().title().map(|heading| Markup::finished(&heading.html)),
            above: titles.collect(),
            lead: page.meta().description.as_ref().map(|text| text.value().as_str().into()),
            status: self.status(id, from),
            record: self.record(id, from),
            facts: self.facts(id, from).filter(|_| self.has_facts(id)),
            body: Markup::finished(body),
            canonical: self.site.absolute(self.site.address(page)).map(Into::into),
        }
    }
}
