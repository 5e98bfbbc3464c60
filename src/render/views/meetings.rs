//! `/-/meetings/`: the next meetings, what came of the last ones, and each series with its reason;
//! and calendars of them.

use crate::day::{Day, Moment};
use crate::formats::ics::{CalendarMeeting, meetings_calendar};
use crate::govern::records::meetings::{
    MeetingRecord, MeetingState, Meetings, by_quarter, moment, occurrences,
};
use crate::outputs::{Output, distinct};
use crate::remote;
use crate::render::context::{
    ClockText, LinkContext, MeetingRow, MeetingsView, QuarterRow, SeriesRow, View,
};
use crate::render::renderer::Renderer;
use crate::render::time::city;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{names, time};
use crate::site::Site;
use crate::site::address::{Address, segment};
use crate::site::record::{Attendees, Series};
use crate::theme::Template;

/// How many records of a series are named there; the rest are in its section.
const RECORDS: usize = 5;

/// How many quarters are compared.
const QUARTERS: usize = 8;

/// The calendar of all meetings.
const ALL: &str = "-/meetings/all.ics";

/// So many meetings of a series stand in its calendar that have no record yet.
const IN_CALENDAR: usize = 12;

/// Records of meetings, and those to come.
pub const LIST: ListView = ListView {
    rows: |renderer| past(renderer).len(),
    beside: calendars,
    ..ListView::of_one_page(
        Template::Meetings,
        |site, report| !report.records().meetings.records().is_empty() || !site.series().is_empty(),
        show,
    )
};

/// The calendar of all meetings, and that of each series.
fn calendars<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let all = (ALL.to_owned(), calendar_output(renderer, None));
    let each = calendar_paths(renderer.site).into_iter().enumerate();
    let each = each.map(|(number, path)| (path, calendar_output(renderer, Some(number))));
    std::iter::once(all).chain(each).collect()
}

fn calendar_output<'a>(renderer: &'a Renderer<'a>, series: Option<usize>) -> Output<'a> {
    Output::Rendered(Box::new(move || (calendar(renderer, series).into_bytes(), Vec::new())))
}

/// The calendar of each series, in their order.
fn calendar_paths(site: &Site) -> Vec<String> {
    let name = |series: &Series| segment(&series.id.value().to_lowercase().replace('/', "-"));
    let names = distinct(site.series().iter().map(name));
    names.into_iter().map(|name| format!("-/meetings/series-{name}.ics")).collect()
}

fn is_to_come(record: &MeetingRecord) -> bool {
    record.state == MeetingState::Planned
}

/// Meetings that were held, or not.
fn past<'a>(renderer: &Renderer<'a>) -> Vec<&'a MeetingRecord> {
    meetings(renderer).records().iter().filter(|record| !is_to_come(record)).collect()
}

fn show<'r>(renderer: &'r Renderer<'_>, page: &'r ListPage) -> View<'r> {
    let is_first = page.is_first();
    let past = past(renderer);
    let recent = page.rows(&past).iter().map(|record| meeting(renderer, record, &page.here));
    View::Meetings(MeetingsView {
        as_of: time::day_text(renderer, renderer.report.today()),
        upcoming: if is_first { upcoming(renderer, &page.here) } else { Vec::new() },
        recent: recent.collect(),
        series: if is_first { series_rows(renderer, &page.here) } else { Vec::new() },
        quarters: if is_first { quarters(meetings(renderer).records()) } else { Vec::new() },
        calendar: Some(page.here.link_to(&Address::file(ALL), renderer.ending).into()),
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
    let paths = calendar_paths(renderer.site);
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

/// The meetings of a series, or all, as a calendar: those with a record, and the next ones.
fn calendar(renderer: &Renderer<'_>, only: Option<usize>) -> String {
    let site = renderer.site;
    let mut entries = Vec::new();
    let is_meant = |number: Option<usize>| only.is_none() || number == only;
    for record in meetings(renderer).records().iter().filter(|record| is_meant(record.series)) {
        let page = site.page(record.page);
        let series = record.series.and_then(|number| site.series().get(number));
        let Some(day) = record.day.filter(|_| record.state != MeetingState::MovedToAsync) else {
            continue;
        };
        entries.push(CalendarMeeting {
            id: meeting_id(series, day, page.source().path()),
            day,
            begins: moment(site, Some(&page.meta().record), series, day)
                .map(|(moment, _, minutes)| (moment.timestamp(), minutes)),
            summary: page.title().to_owned(),
            url: site.absolute(site.address(page)),
            is_cancelled: record.state == MeetingState::Cancelled,
        });
    }
    for (number, series) in site.series().iter().enumerate() {
        if is_meant(Some(number)) {
            entries.extend(without_record(renderer, number, series));
        }
    }
    entries.sort_by(|left, right| (left.day, &left.id).cmp(&(right.day, &right.id)));
    let ids = distinct(entries.iter().map(|entry| entry.id.clone()));
    let host = site.config().base_url.as_deref().and_then(remote::web_host);
    let host = host.unwrap_or_else(|| "handbook".to_owned());
    for (entry, id) in entries.iter_mut().zip(ids) {
        entry.id = format!("{id}@{host}");
    }
    let name = match only.and_then(|number| site.series().get(number)) {
        Some(series) => series.title(),
        None => format!("{}: {}", site.title(), renderer.theme.words().get("views.meetings")),
    };
    meetings_calendar(&name, &entries, renderer.report.today())
}

/// What makes a meeting the same tomorrow: of a series, its day, so that calendars know it again
/// when it gets its record; else its record.
fn meeting_id(series: Option<&Series>, day: Day, record: &str) -> String {
    match series {
        Some(series) => format!("{}#{day}", series.id.value()),
        None => format!("{record}#meeting"),
    }
}

/// The next meetings of a series that nobody has announced yet.
fn without_record(renderer: &Renderer<'_>, number: usize, series: &Series) -> Vec<CalendarMeeting> {
    let site = renderer.site;
    let recorded: Vec<Day> =
        meetings(renderer).of_series(number).filter_map(|record| record.day).collect();
    let today = renderer.report.today();
    let days = occurrences(series, recorded.iter().copied().max(), today);
    let view = site.absolute(&Address::of_view(&["meetings"], renderer.ending));
    let entry = |day: Day| CalendarMeeting {
        id: meeting_id(Some(series), day, ""),
        day,
        begins: moment(site, None, Some(series), day)
            .map(|(moment, _, minutes)| (moment.timestamp(), minutes)),
        summary: series.title(),
        url: view.clone(),
        is_cancelled: false,
    };
    days.filter(|day| !recorded.contains(day)).take(IN_CALENDAR).map(entry).collect()
}
