//! `/-/brainstorms/`: open questions with the days left, and what came of those that are over.

use crate::diag::Finding;
use crate::govern::records::brainstorms::{BrainstormRecord, BrainstormState, Brainstorms};
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{BrainstormRow, BrainstormsView, LinkContext, View};
use crate::render::html::query;
use crate::render::views::{page_count, paged, pager, rows};
use crate::site::PageId;
use crate::site::address::Address;
use crate::theme::Template;

/// The pages of the view, where there is anything to show.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    if renderer.brainstorms().records().is_empty() {
        return Vec::new();
    }
    let pages = (1..=page_count(closed(renderer).len())).map(|number| {
        let path = paged(&["brainstorms"], number, renderer.ending).output_path();
        (path, Output::Rendered(Box::new(move || render(renderer, number)) as Box<_>))
    });
    pages.collect()
}

fn closed<'a>(renderer: &Renderer<'a>) -> Vec<&'a BrainstormRecord> {
    let all = renderer.brainstorms().records().iter();
    all.filter(|record| record.state == BrainstormState::Closed).collect()
}

fn render(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["brainstorms"], number, renderer.ending);
    let title = renderer.theme.words().get("views.brainstorms");
    let mut context = renderer.around_view("brainstorms", title, &here);
    let closed = closed(renderer);
    let all = renderer.brainstorms().records().iter();
    let open = all.filter(|record| record.state != BrainstormState::Closed && number == 1);
    context.view = Some(View::Brainstorms(BrainstormsView {
        as_of: renderer.day(renderer.report.today()),
        open: open.map(|record| renderer.brainstorm_row(record, &here)).collect(),
        closed: rows(&closed, number)
            .iter()
            .map(|record| renderer.brainstorm_row(record, &here))
            .collect(),
        pager: pager(&["brainstorms"], number, page_count(closed.len()), renderer.ending),
    }));
    renderer.html(Template::Brainstorms, &context)
}

impl<'a> Renderer<'a> {
    pub(super) fn brainstorms(&self) -> &'a Brainstorms {
        &self.report.records().brainstorms
    }
}

impl Renderer<'_> {
    fn brainstorm_row<'r>(
        &'r self,
        record: &'r BrainstormRecord,
        from: &Address,
    ) -> BrainstormRow<'r> {
        let page = self.site.page(record.page);
        let state: &'static str = record.state.into();
        let text = page.meta().record.question.as_ref().map(|text| text.value().as_str());
        let is_open = record.state == BrainstormState::Open;
        let left = record.closes.filter(|_| is_open);
        BrainstormRow {
            question: self.page_link(record.page, from),
            text: text.filter(|text| *text != page.title()).map(Into::into),
            state: state.into(),
            closes: record.closes.map(|day| self.day(day)),
            left: left.map(|day| self.report.today().days_until(day)),
            heard: record.heard.iter().map(|owner| self.owner_link(owner, from)).collect(),
            waiting: if is_open { self.waiting(record, from) } else { Vec::new() },
            outcome: self.outcome(record, from),
            hidden: page.withheld().is_some(),
            add: self.add_contribution(record.page).filter(|_| is_open).map(Into::into),
        }
    }

    /// Who was asked, and has not written yet.
    pub(in crate::render) fn waiting<'r>(
        &'r self,
        record: &BrainstormRecord,
        from: &Address,
    ) -> Vec<LinkContext<'r>> {
        let invited = &self.site.page(record.page).meta().record.invited;
        let names = record.waiting.iter().filter_map(|place| invited.get(*place));
        names.map(|name| self.named(name.value(), from)).collect()
    }

    /// The decision, else what is written of it.
    pub(in crate::render) fn outcome<'r>(
        &'r self,
        record: &BrainstormRecord,
        from: &Address,
    ) -> Option<LinkContext<'r>> {
        let is_over = record.state == BrainstormState::Closed;
        let written = self.site.page(record.page).meta().record.outcome.as_ref();
        let decision = record.decision.filter(|_| is_over || written.is_some());
        decision.map(|page| self.page_link(page, from)).or_else(|| {
            written.map(|text| LinkContext { title: text.value().as_str().into(), href: None })
        })
    }

    /// A new file beside the question, in the repository's editor.
    pub(in crate::render) fn add_contribution(&self, id: PageId) -> Option<String> {
        let page = self.site.page(id);
        let folder = self.site.source_url(page, "new")?;
        let (folder, file) = folder.rsplit_once('/')?;
        let is_section = self.tree.node(page.node()).is_section();
        let stem = file.trim_end_matches(".md");
        let folder = if is_section && !matches!(stem, "index" | "_index" | "README" | "readme") {
            format!("{folder}/{stem}")
        } else {
            folder.to_owned()
        };
        let text = "---\ntype: brainstorm\nowner: \n---\n\n";
        let name = if folder.contains("/-/new/") { "file_name" } else { "filename" };
        let value =
            if name == "filename" { format!("&value={}", query(text)) } else { String::new() };
        Some(format!("{folder}?{name}=your-name.md{value}"))
    }
}
