//! `/-/brainstorms/`: open questions with the days left, and what came of those that are over.

use crate::govern::records::brainstorms::{BrainstormRecord, BrainstormState, Brainstorms};
#[cfg(test)]
use crate::render::context::samples::{day, evil, link, pager};
use crate::render::context::{DayText, LinkContext, Pager, Text, View, ViewContext};
use crate::render::encode::query;
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{links, names, time};
use crate::site::PageId;
use crate::site::address::Address;
use serde::Serialize;

/// The list.
pub const LIST: ListView = ListView {
    rows: |renderer| closed(renderer).len(),
    ..ListView::of_one_page::<BrainstormsView<'_>>(
        "open questions, and outcomes of closed ones",
        |_, report| !report.records().brainstorms.records().is_empty(),
        show,
    )
};

/// Questions put to people over days.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BrainstormsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// Those that are open, the one that closes first before all.
    pub open: Vec<BrainstormRow<'a>>,
    /// Those that are over, the latest first.
    pub closed: Vec<BrainstormRow<'a>>,
    /// Where the list of those that are over goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for BrainstormsView<'_> {
    const TEMPLATE: &'static str = "brainstorms";

    #[cfg(test)]
    fn filled() -> Self {
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
}

/// One question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BrainstormRow<'a> {
    /// The page.
    pub question: LinkContext<'a>,
    /// What people are asked, where it is not the title.
    pub text: Option<Text<'a>>,
    /// `planned`, `open`, `closed`
    pub state: Text<'a>,
    /// The last day.
    pub closes: Option<DayText<'a>>,
    /// How many days are left.
    pub left: Option<i64>,
    /// Who has written.
    pub heard: Vec<LinkContext<'a>>,
    /// Who was asked and has not written yet.
    pub waiting: Vec<LinkContext<'a>>,
    /// What came of it.
    pub outcome: Option<LinkContext<'a>>,
    /// Whether contributions are kept from readers until it closes.
    pub hidden: bool,
    /// Where somebody adds their own.
    pub add: Option<Text<'a>>,
}

fn closed<'a>(renderer: &Renderer<'a>) -> Vec<&'a BrainstormRecord> {
    let all = brainstorms(renderer).records().iter();
    all.filter(|record| record.state == BrainstormState::Closed).collect()
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let closed = closed(renderer);
    let all = brainstorms(renderer).records().iter();
    let open = all.filter(|record| record.state != BrainstormState::Closed && page.is_first());
    let row = |record| brainstorm_row(renderer, record, &page.here);
    View::of(&BrainstormsView {
        as_of: time::day_text(renderer, renderer.report.today()),
        open: open.map(row).collect(),
        closed: page.rows(&closed).iter().copied().map(row).collect(),
        pager: page.pager.clone(),
    })
}

/// All brainstorms.
pub fn brainstorms<'a>(renderer: &Renderer<'a>) -> &'a Brainstorms {
    &renderer.report.records().brainstorms
}

fn brainstorm_row<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r BrainstormRecord,
    from: &Address,
) -> BrainstormRow<'r> {
    let page = renderer.site.page(record.page);
    let state: &'static str = record.state.into();
    let text = page.meta().record.question.as_ref().map(|text| text.value().as_str());
    let is_open = record.state == BrainstormState::Open;
    let left = record.closes.filter(|_| is_open);
    BrainstormRow {
        question: links::page_link(renderer, record.page, from),
        text: text.filter(|text| *text != page.title()).map(Into::into),
        state: state.into(),
        closes: record.closes.map(|day| time::day_text(renderer, day)),
        left: left.map(|day| renderer.report.today().days_until(day)),
        heard: record.heard.iter().map(|owner| names::owner_link(renderer, owner, from)).collect(),
        waiting: if is_open { waiting(renderer, record, from) } else { Vec::new() },
        outcome: outcome(renderer, record, from),
        hidden: page.withheld().is_some(),
        add: add_contribution(renderer, record.page).filter(|_| is_open).map(Into::into),
    }
}

/// Who was asked, and has not written yet.
pub fn waiting<'r>(
    renderer: &'r Renderer<'_>,
    record: &BrainstormRecord,
    from: &Address,
) -> Vec<LinkContext<'r>> {
    let invited = &renderer.site.page(record.page).meta().record.invited;
    let names = record.waiting.iter().filter_map(|place| invited.get(*place));
    names.map(|name| names::named(renderer, name.value(), from)).collect()
}

/// The decision, else what is written of it.
pub fn outcome<'r>(
    renderer: &'r Renderer<'_>,
    record: &BrainstormRecord,
    from: &Address,
) -> Option<LinkContext<'r>> {
    let is_over = record.state == BrainstormState::Closed;
    let written = renderer.site.page(record.page).meta().record.outcome.as_ref();
    let decision = record.decision.filter(|_| is_over || written.is_some());
    decision.map(|page| links::page_link(renderer, page, from)).or_else(|| {
        written.map(|text| LinkContext { title: text.value().as_str().into(), href: None })
    })
}

/// A new file beside the question, in the repository's editor.
pub fn add_contribution(renderer: &Renderer<'_>, id: PageId) -> Option<String> {
    let page = renderer.site.page(id);
    let folder = renderer.site.web().source_url(page, "new")?;
    let (folder, file) = folder.rsplit_once('/')?;
    let is_section = renderer.tree.node(page.node()).is_section();
    let stem = file.trim_end_matches(".md");
    let folder = if is_section && !matches!(stem, "index" | "_index" | "README" | "readme") {
        format!("{folder}/{stem}")
    } else {
        folder.to_owned()
    };
    let text = "---\ntype: brainstorm\nowner: \n---\n\n";
    let name = if folder.contains("/-/new/") { "file_name" } else { "filename" };
    let value = if name == "filename" { format!("&value={}", query(text)) } else { String::new() };
    Some(format!("{folder}?{name}=your-name.md{value}"))
}
