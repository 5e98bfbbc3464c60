//! Follow-ups in the text of their page: the person's name instead of `@ana`, and the day as
//! readers write it instead of `2026-12-01`. What the author wrote stays in the file.

use crate::day::Day;
use crate::html::Html;
use crate::render::prose::{self, ProsePiece};
use crate::render::renderer::Renderer;
use crate::render::{names, time};
use crate::site::PageId;
use crate::site::address::Address;
use regex::Regex;
use std::sync::LazyLock;

/// A handle, which ends before a full stop, or a day.
static MARKED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?P<handle>@[\w./:-]*\w)|\b(?P<day>\d{4}-\d{2}-\d{2})\b").ok());

/// The text of a page with its follow-ups marked; none where it has no follow-ups.
pub fn marked(renderer: &Renderer<'_>, page: PageId, html: &Html, from: &Address) -> Option<Html> {
    if !renderer.report.records().follow_ups.are_on(page) {
        return None;
    }
    let mut out = Html::with_capacity(html.as_str().len() * 9 / 8);
    let mut in_task = false;
    for piece in prose::pieces(html.as_str()) {
        match piece {
            ProsePiece::Text(text) if in_task => mark(renderer, text, from, &mut out),
            ProsePiece::Tag(tag) => {
                in_task = goes_on(tag, in_task);
                out.add_finished(tag);
            }
            ProsePiece::Text(html) | ProsePiece::Apart(html) => out.add_finished(html),
        }
    }
    Some(out)
}

/// Whether a task goes on behind a tag: it begins with its box, and ends with its first paragraph.
fn goes_on(tag: &str, in_task: bool) -> bool {
    let ends = ["</p", "<ul", "<ol", "</ul", "</ol", "<li", "</li", "<blockquote", "<pre"];
    tag.starts_with("<input type=\"checkbox\" disabled")
        || (in_task && !ends.iter().any(|end| tag.starts_with(end)))
}

fn mark(renderer: &Renderer<'_>, text: &str, from: &Address, out: &mut Html) {
    let mut done = 0;
    for found in MARKED.iter().flat_map(|marked| marked.captures_iter(text)) {
        let Some(whole) = found.get(0) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        let behind = text.get(whole.end()..).unwrap_or_default();
        out.add_finished(text.get(done..whole.start()).unwrap_or_default());
        done = whole.end();
        let joins = |letter: char| letter.is_alphanumeric() || "/-_".contains(letter);
        let is_part = before.ends_with(joins) || behind.starts_with(joins);
        let is_written = match found.name("day") {
            _ if is_part => false,
            Some(day) => write_day(renderer, day.as_str(), out),
            None => write_name(renderer, whole.as_str(), from, out),
        };
        if !is_written {
            out.add_finished(whole.as_str());
        }
    }
    out.add_finished(text.get(done..).unwrap_or_default());
}

fn write_day(renderer: &Renderer<'_>, written: &str, out: &mut Html) -> bool {
    let Ok(day) = Day::parse(written) else {
        return false;
    };
    let day = time::day_text(renderer, day);
    out.markup("<time");
    out.attribute("datetime", &day.iso);
    out.markup(">");
    out.text(&day.text);
    out.markup("</time>");
    true
}

/// Whoever people.yaml does not know stays as written.
fn write_name(renderer: &Renderer<'_>, written: &str, from: &Address, out: &mut Html) -> bool {
    if renderer.site.people().found(written).is_none() {
        return false;
    }
    let name = names::named(renderer, written, from);
    match &name.href {
        Some(href) => {
            out.markup("<a");
            out.attribute("href", href);
            out.markup(">");
            out.text(&name.title);
            out.markup("</a>");
        }
        None => out.text(&name.title),
    }
    true
}
