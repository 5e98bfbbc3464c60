//! What all lists that handbook makes from data have in common: an address `/-/ID/`, a title, and
//! as many pages as their rows need.

use crate::diag::Finding;
use crate::govern::Report;
use crate::outputs::Output;
use crate::render::context::{Pager, View, ViewLink};
use crate::render::renderer::Renderer;
use crate::render::{frame, paging};
use crate::site::Site;
use crate::site::address::{Address, Ending};
use crate::theme::Template;

/// A list of the site. One without data has neither a page nor a link.
pub struct ListView {
    /// How it looks; the name of the template is the list's own id.
    pub template: Template,
    /// Whether there is anything to list.
    pub exists: fn(&Site, &Report) -> bool,
    /// The rows that its pages share; 0 where it is always one page.
    pub rows: fn(&Renderer<'_>) -> usize,
    /// What one of its pages shows.
    pub show: for<'r> fn(&'r Renderer<'_>, &'r ListPage) -> View<'r>,
    /// What is published beside its pages: pages of single rows, feeds, calendars.
    pub beside: for<'a> fn(&'a Renderer<'a>) -> Vec<(String, Output<'a>)>,
    /// The folder of its pages behind the first, where a row could have their address.
    pub folder: Option<&'static str>,
}

/// One page of a list.
pub struct ListPage {
    /// Counted from 1.
    pub number: usize,
    /// Where it is.
    pub here: Address,
    /// The pages around it.
    pub pager: Pager<'static>,
}

impl ListPage {
    /// Whether it is the one that has what is not paged.
    pub fn is_first(&self) -> bool {
        self.number == 1
    }

    /// Its part of all rows.
    pub fn rows<'t, T>(&self, all: &'t [T]) -> &'t [T] {
        paging::rows(all, self.number)
    }
}

impl ListView {
    /// A list of one page, and nothing beside it.
    pub const fn of_one_page(
        template: Template,
        exists: fn(&Site, &Report) -> bool,
        show: for<'r> fn(&'r Renderer<'_>, &'r ListPage) -> View<'r>,
    ) -> Self {
        ListView { template, exists, rows: |_| 0, show, beside: |_| Vec::new(), folder: None }
    }

    /// Its address is `/-/ID/`, its title the word `views.ID`.
    pub fn id(&self) -> &'static str {
        self.template.into()
    }

    /// Everything that is published of it.
    pub fn outputs<'a>(&'static self, renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
        if !(self.exists)(renderer.site, renderer.report) {
            return Vec::new();
        }
        let total = paging::page_count((self.rows)(renderer));
        let page = |number| {
            let path = self.address(number, renderer.ending).output_path();
            (path, Output::Rendered(Box::new(move || self.render(renderer, number, total))))
        };
        (1..=total).map(page).chain((self.beside)(renderer)).collect()
    }

    /// A link to it from any page.
    pub fn link(&self, ending: Ending, is_in_header: bool) -> ViewLink<'static> {
        ViewLink {
            id: self.id().into(),
            address: self.address(1, ending).to_string().into(),
            quiet: !is_in_header,
        }
    }

    fn address(&self, number: usize, ending: Ending) -> Address {
        match self.folder.filter(|_| number > 1) {
            Some(folder) => paging::paged(&[self.id(), folder], number, ending),
            None => paging::paged(&[self.id()], number, ending),
        }
    }

    fn render(
        &self,
        renderer: &Renderer<'_>,
        number: usize,
        total: usize,
    ) -> (Vec<u8>, Vec<Finding>) {
        let address = |number| self.address(number, renderer.ending);
        let pager = paging::pager_between(address, number, total, renderer.ending);
        let page = ListPage { number, here: address(number), pager };
        let word = format!("views.{}", self.id());
        let title = renderer.theme.words().get(&word);
        let mut context = frame::around_view(renderer, self.id(), title, &page.here);
        context.view = Some((self.show)(renderer, &page));
        renderer.html(self.template, &context)
    }
}
