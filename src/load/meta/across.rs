//! Keys whose meaning depends on other keys of the page. They stand behind those in the table.

use super::key::{Field, MetaReading, field};
use super::values::{
    STATUSES, draft, outdated, published, rendered, slug, status as status_value, whole_address,
};
use crate::config::ReviewDate;
use crate::day::Day;
use crate::diag::Severity;
use crate::diag::catalogue::keys;
use crate::site::meta::{Ask, PageType, Status};
use crate::suggest;
use crate::yaml::Sourced;
use crate::yaml::read::{day, item, list, text, written};

/// A key that speaks for others: their rows inherit and show what it says.
const fn for_others(
    names: &'static [&'static str],
    read: fn(&mut MetaReading<'_, '_>, &'static str),
) -> Field {
    Field { names, read, inherit: |_, _| {}, shown: |_| Vec::new() }
}

/// The status; of a page, a policy or a runbook only the known ones.
pub(super) const fn status() -> Field {
    // A draft comes first: where two keys disagree, a page is rather kept back.
    const ANY: Field = field!(status, [
        "draft" => draft,
        "published" => published,
        "publish" => published,
        "public" => published,
        "unlisted" => draft,
        "hidden" => draft,
        "headless" => draft,
        "private" => draft,
        "build.render" => rendered,
        "status" => status_value,
        "outdated" => outdated
    ]);
    Field {
        read: |reading, canonical| {
            (ANY.read)(reading, canonical);
            judge(reading);
        },
        ..ANY
    }
}

fn judge(reading: &mut MetaReading<'_, '_>) {
    const KNOWN: &str = "`draft`, `current`, `deprecated`, `superseded`, `archived`";
    let is_page =
        matches!(reading.meta.kind(), PageType::Page | PageType::Policy | PageType::Runbook);
    if let Some(status) = &reading.meta.status
        && let Status::Other(other) = status.value()
        && is_page
    {
        let near = suggest::nearest(other, STATUSES.iter().map(|(name, _)| *name));
        let place = status.location().clone();
        let finding = keys::unknown_value(place, status.key(), other, near, KNOWN);
        // What is like none of ours is a word of another tool, or of the company's own.
        let severity = if near.is_some() { Severity::Warning } else { Severity::Notice };
        reading.fields.say(finding.with_severity(severity));
    }
}

/// The last segment of the address; where Hugo or Jekyll give the whole one, that counts, whatever
/// the segment says.
pub(super) const fn address() -> Field {
    const LAST: Field = field!(slug, ["slug" => slug]);
    const WHOLE: Field = field!(slug, ["url" => whole_address, "permalink" => whole_address]);
    Field {
        names: &["slug", "url", "permalink"],
        read: |reading, canonical| {
            (LAST.read)(reading, canonical);
            let last = reading.meta.slug.take();
            (WHOLE.read)(reading, canonical);
            reading.meta.slug = reading.meta.slug.take().or(last);
        },
        ..LAST
    }
}

/// One sentence about the page; without a `description`, what other tools show in its place.
pub(super) const fn description() -> Field {
    const TEXT: Field = field!(description, text, ["description"]);
    const NAMES: [&str; 9] = [
        "description",
        "summary",
        "excerpt",
        "subtitle",
        "tagline",
        "lead",
        "intro",
        "teaser",
        "abstract",
    ];
    Field {
        names: &NAMES,
        read: |reading, canonical| {
            (TEXT.read)(reading, canonical);
            for name in NAMES {
                let is_text = reading.fields.peek(name).is_some_and(|text| !text.is_empty());
                if is_text && reading.meta.description.is_none() {
                    reading.meta.description = reading.fields.value(&[name], text);
                }
            }
        },
        ..TEXT
    }
}

/// `owner_slack` is where readers ask, and the owner where the page names no other.
pub(super) const fn owner_slack() -> Field {
    for_others(&["owner_slack"], |reading, _| {
        let channels = reading.fields.value(&["owner_slack"], list(written(item)));
        let channels = channels.map(Sourced::into_value).unwrap_or_default();
        let meta = &mut reading.meta;
        if meta.ask.is_empty() {
            let ask =
                |channel: &Sourced<String>| channel.clone().map(|text| Ask { text, link: None });
            meta.ask = channels.iter().map(ask).collect();
        }
        if meta.owners.is_empty() {
            meta.owners = channels;
        }
    })
}

/// `review_date` is the last or the next review: as the settings say, or whichever the page does
/// not have.
pub(super) const fn review_date() -> Field {
    for_others(&["review_date"], |reading, _| {
        let meta = &reading.meta;
        let meaning =
            reading.config.review.review_date.or(match (&meta.reviewed, &meta.next_review) {
                (Some(_), None) => Some(ReviewDate::Next),
                (None, Some(_)) => Some(ReviewDate::Last),
                _ => None,
            });
        let said = match meaning {
            Some(ReviewDate::Last) => meta.reviewed.clone(),
            Some(ReviewDate::Next) => meta.next_review.clone(),
            None => None,
        };
        let review_date = read_review_date(reading, meaning, said.as_ref());
        match meaning {
            Some(ReviewDate::Last) => reading.meta.reviewed = said.or(review_date),
            Some(ReviewDate::Next) => reading.meta.next_review = said.or(review_date),
            None => {}
        }
    })
}

/// The day, where it is clear what it means and no other key says something else.
fn read_review_date(
    reading: &mut MetaReading<'_, '_>,
    meaning: Option<ReviewDate>,
    said: Option<&Sourced<Day>>,
) -> Option<Sourced<Day>> {
    reading.fields.value(&["review_date"], |at, findings| {
        let read = day(at, findings)?;
        let finding = match (meaning, said) {
            (None, _) => {
                let text = at.node.text().unwrap_or("").trim();
                Some(keys::ambiguous_review_date(at.location(), text))
            }
            (Some(_), Some(said)) if *said.value() != read => {
                let line = said.location().start().map_or(0, |start| start.line);
                Some(keys::conflicting_keys(at.location(), &at.key, said.key(), line))
            }
            _ => None,
        };
        let is_fine = finding.is_none();
        findings.extend(finding);
        is_fine.then_some(read)
    })
}

/// A page that says who decided is a decision, as MADR writes it, whether it says so or not.
fn decision(reading: &mut MetaReading<'_, '_>) {
    const DECIDERS: [&str; 2] = ["decision-makers", "deciders"];
    let place = DECIDERS.iter().find_map(|name| reading.fields.key_location(name));
    if let Some(place) = place.filter(|_| reading.meta.page_type.is_none()) {
        let written = Sourced::new(PageType::Decision, "decision-makers".to_owned(), place);
        reading.meta.page_type = Some(written);
    }
}

/// The series of a meeting. A page that names one of handbook.yaml's is the record of a meeting,
/// whether it says so or not.
pub(super) const fn series() -> Field {
    const TEXT: Field = field!(record.series, text, ["series"]);
    Field {
        read: |reading, canonical| {
            let known = reading.config.series_names();
            decision(reading);
            if reading.meta.page_type.is_none() {
                let named = reading.fields.peek("series").filter(|name| known.contains(name));
                let Some(_) = named else { return };
                (TEXT.read)(reading, canonical);
                let series = reading.meta.record.series.as_ref();
                reading.meta.page_type = series.map(|name| name.clone().map(|_| PageType::Meeting));
            } else if *reading.meta.kind() == PageType::Meeting {
                (TEXT.read)(reading, canonical);
            }
        },
        ..TEXT
    }
}
