//! Long views in pages.

use crate::render::context::Pager;
use crate::site::address::{Address, Ending};
use std::borrow::Cow;

/// Rows on one page of a view.
pub const ROWS: usize = 500;

/// The rows of one page of a long view.
pub fn rows<T>(all: &[T], number: usize) -> &[T] {
    let from = number.saturating_sub(1) * ROWS;
    all.get(from..all.len().min(from + ROWS)).unwrap_or(&[])
}

/// How many pages a view of so many rows has: at least one.
pub fn page_count(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}

/// The address of one page of a long view: the first has none of its own.
pub fn paged(parts: &[&str], number: usize, ending: Ending) -> Address {
    let name = number.to_string();
    let own = (number > 1).then_some(name.as_str());
    Address::of_view(&parts.iter().copied().chain(own).collect::<Vec<_>>(), ending)
}

/// The links to the pages before and behind one page of so many rows.
pub fn pager(parts: &[&str], current: usize, rows: usize, ending: Ending) -> Pager<'static> {
    pager_between(|number| paged(parts, number, ending), current, page_count(rows), ending)
}

/// The same between addresses of any kind.
pub fn pager_between(
    address: impl Fn(usize) -> Address,
    current: usize,
    total: usize,
    ending: Ending,
) -> Pager<'static> {
    let here = address(current);
    let to = |number: usize| {
        let exists = (1..=total).contains(&number) && number != current;
        exists.then(|| Cow::Owned(here.link_to(&address(number), ending)))
    };
    Pager { current, total, previous: to(current.wrapping_sub(1)), next: to(current + 1) }
}
