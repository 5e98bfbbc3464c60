//! What every page and view is made from.

use crate::config::Robots;
use crate::diag::Finding;
use crate::govern::Report;
use crate::govern::urgency::Policies;
use crate::html::Html;
use crate::render::context::{Logo, PageContext, SectionLink, SiteContext, Text, View, ViewLink};
use crate::render::directory::PeopleDirectory;
use crate::render::navigation::Linker;
use crate::render::tags::Tags;
use crate::render::terms::TermFinder;
use crate::resolve::{Resolved, pictures};
use crate::site::Site;
use crate::site::address::{Address, Ending};
use crate::site::tree::{NodeId, Tree};
use crate::theme::{Grammar, SharedContext, Theme};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Width and height in pixels of images, by their path from the handbook's folder.
pub type ImageSizes = BTreeMap<String, (u32, u32)>;

/// Where the feed of all changes is.
pub(super) const FEED: &str = "-/feeds/all.xml";

/// Everything that is needed to make any page; pages are made when they are asked for.
pub struct Renderer<'a> {
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) report: &'a Report,
    pub(super) policies: &'a Policies<'a>,
    pub(super) site: &'a Site,
    pub(super) tree: &'a Tree,
    pub(super) theme: &'a Theme,
    pub(super) image_sizes: ImageSizes,
    pub(super) ending: Ending,
    pub(super) shared: SharedContext,
    pub(super) order: &'a [NodeId],
    pub(super) tags: Tags,
    pub(super) directory: PeopleDirectory,
    pub(super) terms: Option<TermFinder>,
}

impl<'a> Renderer<'a> {
    /// Prepares what all pages share; `lists` are links to the views that exist.
    pub(super) fn new(
        resolved: &'a Resolved<'a>,
        report: &'a Report,
        policies: &'a Policies<'a>,
        theme: &'a Theme,
        image_sizes: ImageSizes,
        lists: Vec<ViewLink<'static>>,
    ) -> Self {
        let site = resolved.site();
        Renderer {
            resolved,
            report,
            policies,
            site,
            tree: site.tree(),
            theme,
            ending: site.ending(),
            shared: theme.share(&site_context(
                site,
                theme.words().grammar(),
                report,
                lists,
                &image_sizes,
            )),
            image_sizes,
            order: site.tree().reading_order(),
            tags: Tags::collect(site),
            terms: TermFinder::new(site.glossary()),
            directory: PeopleDirectory::new(resolved, policies.today()),
        }
    }

    /// How it looks.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// One page of HTML, by a template that shows no view.
    pub(super) fn html(&self, template: &str, page: &PageContext<'_>) -> (Vec<u8>, Vec<Finding>) {
        let (html, findings) = self.theme.render(template, &self.shared, page);
        (html.into_bytes(), findings)
    }

    /// One page of HTML that shows a view.
    pub(super) fn view(&self, page: PageContext<'_>, view: View) -> (Vec<u8>, Vec<Finding>) {
        self.html(view.template(), &PageContext { view: Some(view), ..page })
    }

    /// A view inside the text of a page. What is wrong with its template is reported where the view
    /// itself is made.
    pub(super) fn part(&self, view: View) -> Html {
        let template = format!("{}-part", view.template());
        let context = PageContext { view: Some(view), ..PageContext::default() };
        Html::finished(self.theme.render(&template, &self.shared, &context).0)
    }

    /// Published pages of the whole handbook.
    pub(super) fn total(&self) -> usize {
        self.order.iter().filter(|node| self.tree.node(**node).page().is_some()).count()
    }

    /// The way to the whole tree.
    pub(super) fn contents_href(&self, from: &Address) -> Cow<'static, str> {
        from.link_to(&Address::of_view(&["contents"], self.ending), self.ending).into()
    }

    pub(super) fn linker<'r>(&'r self, from: &'r Address) -> Linker<'r> {
        Linker { tree: self.tree, from, ending: self.ending }
    }
}

/// What all pages share.
fn site_context<'s>(
    site: &'s Site,
    grammar: &Grammar,
    report: &Report,
    views: Vec<ViewLink<'static>>,
    sizes: &ImageSizes,
) -> SiteContext<'s> {
    let config = site.config();
    let home = Address::default().link_to(&Address::default(), site.ending());
    let sections = site.tree().node(NodeId::HOME).children().iter().map(|id| site.tree().node(*id));
    SiteContext {
        title: site.title().into(),
        description: config.description.as_deref().map(Into::into),
        language: config.language().into(),
        right_to_left: grammar.is_right_to_left(),
        noindex: config.robots == Robots::NoIndex,
        generator: concat!("handbook ", env!("CARGO_PKG_VERSION")).into(),
        home: home.trim_start_matches("./").to_owned().into(),
        logo: config.theme.logo.as_ref().and_then(|path| logo(site, path.value(), sizes)),
        favicon: config
            .theme
            .favicon
            .as_ref()
            .and_then(|path| picture(site, path.value()))
            .map(|(_, at)| at),
        sections: sections
            .filter(|node| node.is_section())
            .take(12)
            .map(|node| SectionLink {
                title: node.title().into(),
                address: node.address().as_str().into(),
            })
            .collect(),
        views,
        feed: (config.base_url.is_some() && !report.changes().is_empty()).then(|| FEED.into()),
        search: Address::of_view(&["search"], site.ending()).to_string().into(),
        repository: config.repository.as_ref().map(|repository| repository.url.as_str().into()),
    }
}

fn logo<'s>(site: &'s Site, path: &str, sizes: &ImageSizes) -> Option<Logo<'s>> {
    let (file, address) = picture(site, path)?;
    let (width, height) = sizes.get(file).copied().unzip();
    Some(Logo { address, width, height })
}

/// A picture of the site itself: the file, and its address.
fn picture<'s>(site: &'s Site, path: &str) -> Option<(&'s str, Text<'s>)> {
    let file = pictures::file(site, path)?;
    Some((file, Address::file(site.files().published_path(file)?).to_string().into()))
}
