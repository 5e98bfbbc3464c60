//! Where each value of one page comes from, for `handbook explain`.

use super::verdict;
use crate::govern::Report;
use crate::govern::urgency::{Policies, Policy};
use crate::load::meta::table;
use crate::resolve::Resolved;
use crate::site::meta::Meta;
use crate::site::{Page, PageId};
use crate::source::Location;
use crate::yaml::Sourced;

/// One line: a name, its value, where it comes from.
struct ExplainLine {
    name: &'static str,
    value: String,
    origin: String,
}

/// The whole explanation as text.
pub fn page(
    resolved: &Resolved<'_>,
    report: &Report,
    policies: &Policies<'_>,
    id: PageId,
) -> String {
    let site = resolved.site();
    let page = site.page(id);
    let mut lines = vec![
        title(page),
        ExplainLine {
            name: "address",
            value: or_home(site.address(page).as_str()),
            origin: address_origin(page),
        },
    ];
    lines.extend(owners(resolved, id));
    lines.extend(values(page.meta()));
    lines.extend(urgency(policies.of(id)));
    lines.extend(interval(resolved, page));
    let judged = report.of(id).map(verdict::lines).unwrap_or_default();
    lines.extend(judged.into_iter().map(|(name, value, origin)| ExplainLine {
        name,
        value,
        origin,
    }));
    let name = lines.iter().map(|line| line.name.len()).max().unwrap_or(0);
    let value = lines.iter().map(|line| line.value.chars().count()).max().unwrap_or(0).min(60);
    let text = lines.iter().map(|line| {
        format!("{:name$}  {:value$}  {}", line.name, line.value, line.origin).trim_end().to_owned()
            + "\n"
    });
    let today = report.today().in_words();
    format!("{}, as of {today}\n\n{}", page.source().path(), text.collect::<String>())
}

fn or_home(address: &str) -> String {
    if address.is_empty() { "(home)".to_owned() } else { address.to_owned() }
}

fn title(page: &Page) -> ExplainLine {
    let heading = page.document().title().or_else(|| page.document().headings().first());
    let origin = match (&page.meta().title, heading) {
        (Some(written), _) => origin(written),
        (None, Some(heading)) => format!("heading, {}", position(&heading.place)),
        (None, None) => "the file's name".to_owned(),
    };
    ExplainLine { name: "title", value: page.title().to_owned(), origin }
}

fn address_origin(page: &Page) -> String {
    match &page.meta().slug {
        Some(slug) if slug.value().starts_with('/') => origin(slug),
        Some(slug) => format!("the file's folder, {}", origin(slug)),
        None => "the file's path".to_owned(),
    }
}

/// The owners that were found, which CODEOWNERS may have named.
fn owners(resolved: &Resolved<'_>, id: PageId) -> Vec<ExplainLine> {
    let meta = resolved.site().page(id).meta();
    let path = resolved.site().page(id).source().path();
    let written: Vec<&Sourced<String>> = if meta.owners.is_empty() {
        resolved.site().code_owners().of(path)
    } else {
        meta.owners.iter().collect()
    };
    let found = resolved.owners(id).iter().zip(written);
    found
        .map(|(owner, written)| ExplainLine {
            name: "owner",
            value: owner.name().to_owned(),
            origin: origin(written),
        })
        .collect()
}

/// The interval of handbook.yaml, where the page has none of its own.
fn interval(resolved: &Resolved<'_>, page: &Page) -> Option<ExplainLine> {
    let every =
        resolved.site().config().review.every.filter(|_| page.meta().review_every.is_none())?;
    Some(ExplainLine {
        name: "review_every",
        value: every.to_string(),
        origin: "`review.every` of handbook.yaml".to_owned(),
    })
}

/// What is promised to whoever asks about the matter of the page.
fn urgency(policy: Policy<'_>) -> Vec<ExplainLine> {
    let Some(level) = policy.level() else {
        return Vec::new();
    };
    let said = policy.said().and_then(|said| said.value().level.as_ref());
    let level = match said {
        Some(said) => line("urgency", Some(said), String::clone),
        None => Some(ExplainLine {
            name: "urgency",
            value: level.id.value().clone(),
            origin: format!("the default level, {}", position(level.id.location())),
        }),
    };
    let lines = [
        level,
        line("first_reply_within", policy.first_reply_within(), ToString::to_string),
        line("answer_within", policy.answer_within(), ToString::to_string),
        line("hours", policy.hours(), ToString::to_string),
    ];
    let channels = policy
        .channels()
        .iter()
        .filter_map(|channel| line("channel", Some(channel), String::clone));
    let next = policy.escalate().iter().map(|step| ExplainLine {
        name: "escalate",
        value: format!("{} after {}", step.to.value(), step.after.value()),
        origin: origin(&step.to),
    });
    lines.into_iter().flatten().chain(channels).chain(next).collect()
}

/// What the page says, key by key, whether it stands in the page or in `defaults:`.
fn values(meta: &Meta) -> impl Iterator<Item = ExplainLine> + '_ {
    table::keys().flat_map(|key| {
        let lines =
            key.label.map(|name| key.shown(meta).into_iter().map(move |written| (name, written)));
        let lines = lines.into_iter().flatten();
        lines.map(|(name, written)| ExplainLine {
            name,
            origin: origin(&written),
            value: written.into_value(),
        })
    })
}

fn line<T>(
    name: &'static str,
    written: Option<&Sourced<T>>,
    text: impl Fn(&T) -> String,
) -> Option<ExplainLine> {
    let written = written?;
    Some(ExplainLine { name, value: text(written.value()), origin: origin(written) })
}

/// `last_reviewed_on, policies/expenses.md:4:9`
fn origin<T>(written: &Sourced<T>) -> String {
    let key =
        if written.key().is_empty() { String::new() } else { format!("`{}`, ", written.key()) };
    format!("{key}{}", position(written.location()))
}

fn position(place: &Location) -> String {
    match place.start() {
        Some(start) => format!("{}:{}:{}", place.path(), start.line, start.column),
        None => place.path().to_owned(),
    }
}
