//! `/-/meetings/`: the next meetings, what came of the last ones, and each series with its reason;
//! and calendars of them.

mod calendar;
pub mod context;

use crate::day::{Day, Moment};
use crate::govern::records::meetings::{MeetingRecord, MeetingState, Meetings, by_quarter, moment};
use crate::render::context::{ClockText, LinkContext, View};
use crate::render::renderer::Renderer;
use crate::render::time::city;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::meetings::context::{MeetingRow, MeetingsView, QuarterRow, SeriesRow};
use crate::render::{names, time};
use crate::site::address::Address;
use crate::site::record::{Attendees, Series};

/// How many records of a series are named there; the rest are in its section.
const RECORDS: usize = 5;

/// How many quarters are compared.
const QUARTERS: usize = 8;

/// Records of meetings, and those to come.
pub const LIST: ListView = ListView {
    rows: |renderer| past(renderer).len(),
    beside: calendar::outputs,
    ..ListView::of_one_page::<MeetingsView<'_>>(
        "meetings to come, records of past ones, and series with their calendars",
        |site, report| !report.records().meetings.records().is_empty() || !site.series().is_empty(),
        show,
    )
};

fn is_to_come(record: &MeetingRecord) -> bool {
    record.state == MeetingState::Planned
}

/// Meetings that were held, or not.
fn past<'a>(renderer: &Renderer<'a>) -> Vec<&'a MeetingRecord> {
    meetings(renderer).records().iter().filter(|record| !is_to_come(record)).collect()
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let is_first = page.is_first();
    let past = past(renderer);
    let recent = page.rows(&past).iter().map(|record| meeting(renderer, record, &page.here));
    View::of(&MeetingsView {
        as_of: time::day_text(renderer, renderer.report.today()),
        upcoming: if is_first { upcoming(renderer, &page.here) } else { Vec::new() },
        recent: recent.collect(),
        series: if is_first { series_rows(renderer, &page.here) } else { Vec::new() },
        quarters: if is_first { quarters(meetings(renderer).records()) } else { Vec::new() },
        calendar: Some(page.here.link_to(&Address::file(calendar::ALL), renderer.ending).into()),
        pager: page.pager.clone(),
    })
}

fn quarters(records: &[MeetingRecord]) -> Vec<QuarterRow<'static>> {
    let row = |((year, quarter), [live, written, cancelled]): ((i16, i8), [usize; 3])| QuarterRow {
        name: format!("Q{quarter} {year}").into(),
        live,
        written,
        cancelled,
        share: (written * 100).checked_div(live + written).unwrap_or(0),
    };
    by_quarter(records).into_iter().take(QUARTERS).map(row).collect()
}

/// All meetings that have a record.
pub fn meetings<'a>(renderer: &Renderer<'a>) -> &'a Meetings {
    &renderer.report.records().meetings
}

/// Records of meetings to come, and the next day of each series that has none.
fn upcoming<'r>(renderer: &'r Renderer<'_>, from: &Address) -> Vec<MeetingRow<'r>> {
    let planned = meetings(renderer).records().iter().filter(|record| is_to_come(record));
    let mut rows: Vec<(Option<Day>, MeetingRow<'r>)> =
        planned.map(|record| (record.day, meeting(renderer, record, from))).collect();
    for (number, series) in renderer.site.series().iter().enumerate() {
        let has_record = meetings(renderer).of_series(number).any(is_to_come);
        if let Some(day) = meetings(renderer).next_of(number).filter(|_| !has_record) {
            rows.push((Some(day), computed(renderer, series, day, from)));
        }
    }
    rows.sort_by_key(|(day, _)| (day.is_none(), *day));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn computed<'r>(
    renderer: &'r Renderer<'_>,
    series: &'r Series,
    day: Day,
    from: &Address,
) -> MeetingRow<'r> {
    MeetingRow {
        meeting: LinkContext { title: series.title().into(), href: None },
        day: Some(time::day_text(renderer, day)),
        time: clock_text(renderer, None, Some(series), day),
        state: "computed".into(),
        facilitator: series
            .facilitator
            .as_ref()
            .map(|name| names::named(renderer, name.value(), from)),
        open: 0,
    }
}

fn meeting<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r MeetingRecord,
    from: &Address,
) -> MeetingRow<'r> {
    let page = renderer.site.page(record.page);
    let series = record.series.and_then(|number| renderer.site.series().get(number));
    let meta = &page.meta().record;
    let facilitator =
        meta.facilitator.as_ref().or(series.and_then(|series| series.facilitator.as_ref()));
    let open = renderer.report.records().follow_ups.open();
    let state: &'static str = record.state.into();
    MeetingRow {
        meeting: LinkContext {
            title: page.title().into(),
            href: Some(from.link_to(renderer.site.address(page), renderer.ending).into()),
        },
        day: record.day.map(|day| time::day_text(renderer, day)),
        time: record
            .day
            .filter(|_| is_to_come(record))
            .and_then(|day| clock_text(renderer, Some(meta), series, day)),
        state: state.into(),
        facilitator: facilitator.map(|name| names::named(renderer, name.value(), from)),
        open: open.filter(|task| task.page == record.page).count(),
    }
}

/// When a meeting begins, on the clock of whoever set it.
pub fn clock_text(
    renderer: &Renderer<'_>,
    meta: Option<&crate::site::record::RecordMeta>,
    series: Option<&Series>,
    day: Day,
) -> Option<ClockText<'static>> {
    let (moment, zone, _) = moment(renderer.site, meta, series, day)?;
    Some(ClockText {
        text: clock(&moment).into(),
        zone: city(zone.name()).into(),
        iso: moment.to_string().into(),
    })
}

fn series_rows<'r>(renderer: &'r Renderer<'_>, from: &Address) -> Vec<SeriesRow<'r>> {
    let paths = calendar::paths(renderer.site);
    let all = renderer.site.series().iter().enumerate().zip(&paths);
    all.map(|((number, series), path)| series_row(renderer, number, (series, path), from)).collect()
}

fn series_row<'r>(
    renderer: &'r Renderer<'_>,
    number: usize,
    (series, calendar): (&'r Series, &str),
    from: &Address,
) -> SeriesRow<'r> {
    let today = renderer.report.today();
    let records = meetings(renderer).of_series(number);
    let planned = meetings(renderer).of_series(number).filter(|record| is_to_come(record));
    let next = planned.filter_map(|record| record.day).min();
    let next = next.or_else(|| meetings(renderer).next_of(number));
    let calendar = Address::file(calendar);
    let look_again = series.look_again.as_ref().map(|day| *day.value());
    SeriesRow {
        id: series.id.value().as_str().into(),
        name: series.title().into(),
        next: next.map(|day| time::day_text(renderer, day)),
        time: clock_text(renderer, None, Some(series), next.unwrap_or(today)),
        length: series.length.map(|length| time::wait(renderer, length).into()),
        facilitator: series
            .facilitator
            .as_ref()
            .map(|name| names::named(renderer, name.value(), from)),
        attendees: attendee_links(renderer, &series.attendees, from),
        why_sync: series.why_sync.as_deref().map(Into::into),
        look_again: look_again.map(|day| time::day_text(renderer, day)),
        overdue: look_again.is_some_and(|day| day < today),
        records: records
            .filter(|record| !is_to_come(record))
            .take(RECORDS)
            .map(|record| meeting(renderer, record, from))
            .collect(),
        calendar: Some(from.link_to(&calendar, renderer.ending).into()),
    }
}

/// Those who come to a meeting.
pub fn attendee_links<'r>(
    renderer: &'r Renderer<'_>,
    attendees: &'r Attendees,
    from: &Address,
) -> Vec<LinkContext<'r>> {
    attendees.expected().map(|name| names::named(renderer, name.value(), from)).collect()
}

/// `14:00`, as the clock of its zone shows it.
fn clock(moment: &Moment) -> String {
    moment.to_string().get(11..16).unwrap_or_default().to_owned()
}
