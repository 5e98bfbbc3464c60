//! The attributes of raw tags: those that stay are written anew.

use super::allow::{self, AttributeFate};
use crate::diag::catalogue::markdown as say;
use crate::html::{Attribute, OpeningTag};
use crate::load::markdown::buffer::Buffer;
use crate::load::markdown::reports::Reports;
use crate::load::markdown::run::TextRun;
use crate::source::Location;

/// Writes the attributes of a tag that stay; returns their names.
pub(super) fn write(
    run: &TextRun,
    tag: &OpeningTag,
    place: &Location,
    out: &mut Buffer,
    reports: &mut Reports,
) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in &tag.attributes {
        let value =
            attribute.value.clone().and_then(|range| run.text.get(range)).unwrap_or_default();
        let Some((name, value)) = kept(&tag.name, attribute, value, place, reports) else {
            continue;
        };
        out.push(&format!(" {name}=\""));
        out.push(&value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"));
        out.push("\"");
        names.push(name);
    }
    names
}

/// The name and value under which an attribute stays.
fn kept<'v>(
    element: &str,
    attribute: &Attribute,
    value: &'v str,
    place: &Location,
    reports: &mut Reports,
) -> Option<(String, &'v str)> {
    let name = &attribute.name;
    match allow::fate(element, name, value) {
        AttributeFate::Stays(name) => Some((name.to_owned(), value)),
        AttributeFate::Address => Some((format!("{}{name}", allow::MARK), value)),
        AttributeFate::Silent => None,
        AttributeFate::Style => {
            let side = alignment(value);
            if side.is_none() {
                reports.once("style".to_owned(), || say::removed_style(place.clone(), element));
            }
            Some(("data-align".to_owned(), side?))
        }
        AttributeFate::Removed => {
            reports.once(format!("{element} {name}"), || {
                say::unsafe_attribute(place.clone(), element, name)
            });
            None
        }
    }
}

/// The side in a style that says nothing else.
fn alignment(style: &str) -> Option<&'static str> {
    let (name, side) = style.trim().trim_end_matches(';').split_once(':')?;
    let sides = ["left", "right", "center", "justify"];
    let side = sides.into_iter().find(|known| side.trim().eq_ignore_ascii_case(known))?;
    name.trim().eq_ignore_ascii_case("text-align").then_some(side)
}
