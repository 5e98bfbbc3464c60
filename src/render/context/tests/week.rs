//! Views of the company's week with everything set.

use super::super::{
    BrainstormRow, BrainstormsView, ChangeRow, ChangesView, ClockText, DecisionRow, DecisionsView,
    FollowUpCount, FollowUpRow, FollowUpsView, MeetingRow, MeetingsView, QuarterRow, Rest,
    SeriesRow, TextPiece, TimelineEvent, TimelineMonth, WeekRow,
};
use super::{day, evil, link, pager};

fn rest() -> Option<Rest<'static>> {
    Some(Rest { count: 9, href: Some(evil()) })
}

pub(super) fn follow_up() -> FollowUpRow<'static> {
    FollowUpRow {
        what: link(),
        owners: vec![link()],
        due: day(),
        late: true,
        source: Some(evil()),
        edit: Some(evil()),
    }
}

pub(super) fn clock() -> Option<ClockText<'static>> {
    Some(ClockText { text: evil(), zone: evil(), iso: evil() })
}

fn meeting(state: &'static str) -> MeetingRow<'static> {
    MeetingRow {
        meeting: link(),
        day: day(),
        time: clock(),
        state: state.into(),
        facilitator: Some(link()),
        open: 1,
    }
}

pub(super) fn meetings() -> MeetingsView<'static> {
    let series = SeriesRow {
        id: evil(),
        name: evil(),
        next: day(),
        time: clock(),
        length: Some(evil()),
        facilitator: Some(link()),
        attendees: vec![link()],
        why_sync: Some(evil()),
        look_again: day(),
        overdue: true,
        records: vec![meeting("held")],
        calendar: Some(evil()),
    };
    MeetingsView {
        as_of: day().unwrap_or_default(),
        upcoming: vec![meeting("planned"), meeting("computed")],
        recent: vec![meeting("cancelled")],
        series: vec![series],
        quarters: vec![QuarterRow { name: evil(), live: 1, ..QuarterRow::default() }],
        calendar: Some(evil()),
        pager: pager(),
    }
}

pub(super) fn decisions() -> DecisionsView<'static> {
    let row = || DecisionRow {
        decision: link(),
        day: day(),
        state: evil(),
        mode: Some(evil()),
        deciders: vec![link()],
        comment_until: day(),
        revisit: day(),
        late: true,
        replaced_by: vec![link()],
    };
    DecisionsView {
        as_of: day().unwrap_or_default(),
        open: vec![row()],
        due: vec![row()],
        timeline: vec![TimelineMonth {
            name: evil(),
            events: vec![TimelineEvent {
                decision: link(),
                day: day().unwrap_or_default(),
                state: Some(evil()),
                replaces: vec![link()],
                replaced_by: vec![link()],
                outcome: Some(evil()),
                note: Some(evil()),
                closes: false,
                next: true,
                late: true,
            }],
        }],
        log: vec![row()],
        years: vec![QuarterRow { name: evil(), live: 1, ..QuarterRow::default() }],
        pager: pager(),
    }
}

pub(super) fn brainstorms() -> BrainstormsView<'static> {
    let row = || BrainstormRow {
        hidden: true,
        question: link(),
        text: Some(evil()),
        state: evil(),
        closes: day(),
        left: Some(3),
        heard: vec![link()],
        waiting: vec![link()],
        outcome: Some(link()),
        add: Some(evil()),
    };
    BrainstormsView {
        as_of: day().unwrap_or_default(),
        open: vec![row()],
        closed: vec![row()],
        pager: pager(),
    }
}

pub(super) fn change() -> ChangeRow<'static> {
    ChangeRow {
        page: Some(link()),
        pages: 1,
        count: 2,
        key: evil(),
        what: [false, true].map(|is_code| TextPiece { text: evil(), is_code }).to_vec(),
        day: day().unwrap_or_default(),
        author: Some(link()),
        is_new: true,
        is_major: true,
        text: Some(evil()),
    }
}

pub(super) fn changes() -> ChangesView<'static> {
    let week = WeekRow {
        monday: day().unwrap_or_default(),
        major: vec![change()],
        minor: vec![ChangeRow { page: None, pages: 12, ..change() }],
    };
    let other = WeekRow { minor: vec![change()], ..WeekRow::default() };
    ChangesView {
        weeks: vec![week, other],
        cut_off: true,
        feed: Some(evil()),
        feeds: vec![link()],
        rest: rest(),
        pager: pager(),
    }
}

pub(super) fn follow_ups() -> FollowUpsView<'static> {
    let count = || FollowUpCount { of: link(), open: 1, late: 1 };
    FollowUpsView {
        as_of: day().unwrap_or_default(),
        open: 1,
        late: 1,
        done: 1,
        overdue: vec![follow_up()],
        due: vec![FollowUpRow { late: false, ..follow_up() }],
        undated: vec![FollowUpRow { due: None, owners: Vec::new(), ..follow_up() }],
        owners: vec![count()],
        sources: vec![count()],
        rest: rest(),
        pager: pager(),
    }
}
