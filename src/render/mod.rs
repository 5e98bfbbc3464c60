//! What readers get: pages and views as outputs. Nothing here reads a file, or decides what is
//! right or stale.

mod body;
pub mod context;
mod facts;
mod feedback;
mod html;
mod machine;
mod navigation;
mod page;
mod expectations;
mod record;
mod terms;
pub mod security;
mod time;
mod twin;
mod views;

use crate::config::Robots;
use crate::diag::Finding;
use crate::govern::Report;
use crate::govern::urgency::Policies;
use crate::outputs::{Output, Outputs};
use crate::render::context::{Logo, SectionLink, SiteContext, Text, ViewLink};
use crate::render::navigation::Linker;
use crate::render::security::Hosts;
use crate::resolve::{Resolved, pictures};
use crate::site::address::{Address, Ending};
use crate::site::tree::{NodeId, Tree};
use crate::site::{PageId, Site};
use crate::theme::{Grammar, SharedContext, Template, Theme};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Width and height in pixels of images, by their path from the handbook's folder.
pub type ImageSizes = BTreeMap<String, (u32, u32)>;

/// Everything that is needed to make any page; pages are made when they are asked for.
pub struct Renderer<'a> {
    resolved: &'a Resolved<'a>,
    report: &'a Report,
    policies: &'a Policies<'a>,
    site: &'a Site,
    tree: &'a Tree,
    theme: &'a Theme,
    image_sizes: ImageSizes,
    ending: Ending,
    shared: SharedContext,
    order: &'a [NodeId],
    tags: views::tags::Tags,
    directory: views::people::directory::PeopleDirectory,
    terms: Option<terms::TermFinder>,
}

impl<'a> Renderer<'a> {
    /// Prepares what all pages share.
    pub fn new(
        resolved: &'a Resolved<'a>,
        report: &'a Report,
        policies: &'a Policies<'a>,
        theme: &'a Theme,
        image_sizes: ImageSizes,
    ) -> Self {
        let site = resolved.site();
        let tags = views::tags::Tags::collect(site);
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
                &tags,
                &image_sizes,
            )),
            image_sizes,
            order: site.tree().reading_order(),
            tags,
            terms: terms::TermFinder::new(site.glossary()),
            directory: views::people::directory::PeopleDirectory::new(resolved, policies.today()),
        }
    }

    /// How it looks.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// A page as Markdown, with the links of its twin.
    pub fn markdown(&self, page: PageId) -> String {
        let site = self.site;
        twin::twin(self, page, &twin::address(site.address(site.page(page))))
    }

    /// Everything that is published. Two outputs for one path are a finding; the first stays.
    pub fn outputs(&'a self) -> (Outputs<'a>, Vec<Finding>) {
        let all = self
            .page_outputs()
            .chain(views::outputs(self))
            .chain(self.file_outputs())
            .chain(machine::outputs(self));
        let (outputs, refused) = Outputs::collect(all);
        (outputs, refused.iter().filter_map(|path| self.collision(path)).collect())
    }

    /// A file of the handbook that would stand where a page stands already.
    fn collision(&self, path: &str) -> Option<Finding> {
        let file =
            self.resolved.files().find(|file| self.site.published_path(file) == Some(path))?;
        let place = crate::source::Source::new(file, "").whole();
        Some(crate::diag::catalogue::addresses::duplicate_address(
            place,
            path,
            "a page or a part of the site",
        ))
    }

    fn page_outputs(&'a self) -> impl Iterator<Item = (String, Output<'a>)> {
        self.order.iter().filter_map(move |node| {
            let page = self.tree.node(*node).page()?;
            let path = self.tree.node(*node).address().output_path();
            Some((path, Output::Rendered(Box::new(move || self.page(page)))))
        })
    }

    fn file_outputs(&'a self) -> impl Iterator<Item = (String, Output<'a>)> {
        self.resolved.files().filter_map(|file| {
            Some((self.site.published_path(file)?.to_owned(), Output::Copy(file.to_owned())))
        })
    }

    /// One page of HTML.
    fn html(&self, template: Template, page: &impl Serialize) -> (Vec<u8>, Vec<Finding>) {
        let (html, findings) = self.theme.render(template, &self.shared, page);
        (html.into_bytes(), findings)
    }

    /// Published pages of the whole handbook.
    fn total(&self) -> usize {
        self.order.iter().filter(|node| self.tree.node(**node).page().is_some()).count()
    }

    /// The way to the whole tree.
    fn contents_href(&self, from: &Address) -> Cow<'static, str> {
        from.link_to(&views::address(&["contents"], self.ending), self.ending).into()
    }

    fn linker<'r>(&'r self, from: &'r Address) -> Linker<'r> {
        Linker { tree: self.tree, from, ending: self.ending }
    }

    /// Hosts from which any page shows something.
    pub fn hosts(&self) -> Hosts {
        let mut hosts = Hosts::default();
        for page in self.site.page_ids().filter(|page| self.site.is_published(*page)) {
            hosts.add(&self.hosts_of(page));
        }
        self.add_print_style(&mut hosts);
        hosts
    }
}

/// What all pages share.
fn site_context<'s>(
    site: &'s Site,
    grammar: &Grammar,
    report: &Report,
    tags: &views::tags::Tags,
    sizes: &ImageSizes,
) -> SiteContext<'s> {
    let config = site.config();
    let home = Address::default().link_to(&Address::default(), site.ending());
    let sections = site.tree().node(NodeId::HOME).children().iter().map(|id| site.tree().node(*id));
    SiteContext {
        title: site.title().into(),
        description: config.description.as_deref().map(Into::into),
        language: config.language.as_str().into(),
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
        views: view_links(&views::existing(site, report, tags)),
        feed: (config.base_url.is_some() && !report.changes().is_empty())
            .then(|| views::changes::FEED.into()),
        search: views::address(&["search"], site.ending()).to_string().into(),
        repository: config.repository.as_ref().map(|repository| repository.url.as_str().into()),
    }
}

fn view_links(existing: &[(&'static str, Address)]) -> Vec<ViewLink<'static>> {
    let in_header = views::in_header(existing);
    existing
        .iter()
        .map(|(id, address)| ViewLink {
            id: (*id).into(),
            address: address.to_string().into(),
            quiet: !in_header.contains(id),
        })
        .collect()
}

fn logo<'s>(site: &'s Site, path: &str, sizes: &ImageSizes) -> Option<Logo<'s>> {
    let (file, address) = picture(site, path)?;
    let (width, height) = sizes.get(file).copied().unzip();
    Some(Logo { address, width, height })
}

/// A picture of the site itself: the file, and its address.
fn picture<'s>(site: &'s Site, path: &str) -> Option<(&'s str, Text<'s>)> {
    let file = pictures::file(site, path)?;
    Some((file, Address::file(site.published_path(file)?).to_string().into()))
}
