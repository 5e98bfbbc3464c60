//! What all lists that handbook makes from data have in common: an address `/-/ID/`, a title, and
//! as many pages as their rows need.

use crate::diag::Finding;
use crate::govern::Report;
use crate::outputs::Output;
use crate::render::context::{Pager, View, ViewContext, ViewLink};
use crate::render::renderer::Renderer;
use crate::render::{frame, paging};
use crate::site::Site;
use crate::site::address::{Address, Ending};

/// A list of the site. One without data has neither a page nor a link.
pub struct ListView {
    /// Its address is `/-/ID/`, its title the word `views.ID`, and its template `ID.html`.
    pub id: &'static str,
    /// What it shows, in the words of the manual.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test writes the manual's table"))]
    pub about: &'static str,
    /// Whether there is anything to list.
    pub exists: fn(&Site, &Report) -> bool,
    /// The rows that its pages share; 0 where it is always one page.
    pub rows: fn(&Renderer<'_>) -> usize,
    /// What one of its pages shows.
    pub show: fn(&Renderer<'_>, &ListPage) -> View,
    /// What is published beside its pages: pages of single rows, feeds, calendars.
    pub beside: for<'a> fn(&'a Renderer<'a>) -> Vec<(String, Output<'a>)>,
    /// The folder of its pages behind the first, where a row could have their address.
    pub folder: Option<&'static str>,
    /// What its template is tried with.
    #[cfg(test)]
    pub samples: fn() -> [View; 2],
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
    /// A list of one page that shows such a view, and nothing beside it.
    pub const fn of_one_page<V: ViewContext>(
        about: &'static str,
        exists: fn(&Site, &Report) -> bool,
        show: fn(&Renderer<'_>, &ListPage) -> View,
    ) -> Self {
        ListView {
            id: V::TEMPLATE,
            about,
            exists,
            rows: |_| 0,
            show,
            beside: |_| Vec::new(),
            folder: None,
            #[cfg(test)]
            samples: View::samples::<V>,
        }
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
            id: self.id.into(),
            address: self.address(1, ending).to_string().into(),
            quiet: !is_in_header,
        }
    }

    fn address(&self, number: usize, ending: Ending) -> Address {
        match self.folder.filter(|_| number > 1) {
            Some(folder) => paging::paged(&[self.id, folder], number, ending),
            None => paging::paged(&[self.id], number, ending),
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
        let word = format!("views.{}", self.id);
        let title = renderer.theme.words().get(&word);
        let context = frame::around_view(renderer, self.id, title, &page.here);
        renderer.view(context, (self.show)(renderer, &page))
    }
}
