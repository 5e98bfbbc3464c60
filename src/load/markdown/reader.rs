//! The state of one page while it is read, and how its parts are read one inside the other.

use super::anchors::Anchors;
use super::blocks::Blocks;
use super::code::CodeBlock;
use super::comments::Comments;
use super::containers::OpenContainers;
use super::footnotes::Footnotes;
use super::foreign;
use super::headings::{Headings, TitleRule};
use super::includes::{IncludeStack, IncludedPart, Includes};
use super::inline::InlineWriter;
use super::link_list::PageLinks;
use super::links::OpenLinks;
use super::math::has_formulas;
use super::part::{MarkdownOptions, TextPart};
use super::raw::{FillPass, RawState, sanitised};
use super::reading::ParsedText;
use super::reports::Reports;
use super::run::TextRun;
use super::tables::Tables;
use super::targets;
use crate::config::RawHtml;
use crate::diag::Finding;
use crate::site::document::{Document, DocumentParts, EmbeddedBlock, TaskLine};
use crate::source::{Location, Span};
use linkify::LinkFinder;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, RefDefs, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// One page while it is read: what each pass has to remember, and what they write.
pub(super) struct PageReader<'o> {
    pub(super) options: MarkdownOptions,
    pub(super) inline: InlineWriter,
    pub(super) reports: Reports,
    pub(super) includes: IncludeStack<'o>,
    pub(super) comments: Comments,
    pub(super) anchors: Anchors,
    pub(super) headings: Headings,
    pub(super) footnotes: Footnotes,
    pub(super) links: PageLinks,
    pub(super) open_links: OpenLinks,
    pub(super) blocks: Blocks,
    pub(super) containers: OpenContainers,
    pub(super) tables: Tables,
    pub(super) tasks: Vec<TaskLine>,
    pub(super) views: Vec<EmbeddedBlock>,
    pub(super) raw: RawState,
    /// The code block that is being read.
    pub(super) code: Option<CodeBlock>,
    /// Text that was read and not written yet.
    pub(super) run: TextRun,
    pub(super) finder: LinkFinder,
}

impl<'o> PageReader<'o> {
    /// Reads a page.
    pub(super) fn read(
        part: &TextPart,
        options: MarkdownOptions,
        includes: &'o dyn Includes,
    ) -> (Document, Vec<Finding>) {
        let length = part.text().len();
        let mut reader = PageReader {
            options,
            inline: InlineWriter::new(
                length + length / 4 + 64,
                if options.is_extended() { ' ' } else { '\n' },
            ),
            reports: Reports::default(),
            includes: IncludeStack::new(part, includes),
            comments: Comments::default(),
            anchors: Anchors::default(),
            headings: Headings::new(options.untitled),
            footnotes: Footnotes::default(),
            links: PageLinks::default(),
            open_links: OpenLinks::default(),
            blocks: Blocks::default(),
            containers: OpenContainers::default(),
            tables: Tables::default(),
            tasks: Vec::new(),
            views: Vec::new(),
            raw: RawState::default(),
            code: None,
            run: TextRun::default(),
            finder: targets::finder(),
        };
        let rule = if options.is_extended() { TitleRule::Take } else { TitleRule::Keep };
        reader.part(part, rule, None);
        reader.finish()
    }

    /// Reads a part; of an included one perhaps only the events inside `section`, a range of the
    /// file.
    fn part(&mut self, part: &TextPart, title: TitleRule, section: Option<Range<usize>>) {
        let rewritten = if self.options.is_extended() {
            foreign::rewrite(part, self.options.raw_html)
        } else {
            foreign::untouched(part)
        };
        let text = ParsedText::new(part.source(), &rewritten);
        foreign::report(&rewritten.unknown, part.source(), &mut self.reports);
        self.comments.all.extend(rewritten.comments.iter().map(|at| part.source().at(*at)));
        let outer_rule = self.headings.set_rule(title);
        let outer_notes = self.footnotes.enter_part();
        let outer_containers = std::mem::take(&mut self.containers);
        self.events(&text, section);
        self.flush(&text);
        self.containers.close_from(0, &mut self.inline);
        let end = text.text.len();
        self.comments.settle_ignores(&text, &(end..end));
        self.containers = outer_containers;
        self.footnotes.leave_part(outer_notes);
        self.headings.set_rule(outer_rule);
    }

    fn events(&mut self, text: &ParsedText<'_>, section: Option<Range<usize>>) {
        let options = parser_options(self.options, text.text);
        let named = cross_references(self.options);
        let parser = Parser::new_with_broken_link_callback(text.text, options, Some(named));
        let mut events = parser.into_offset_iter();
        let mut used = HashSet::new();
        while let Some((event, range)) = events.next() {
            let is_outside = |section: &Range<usize>| !is_inside(text.span(range.clone()), section);
            // Definitions are read even where the rest is left out: something inside may refer to
            // them.
            let is_note = || {
                matches!(event, Event::Start(Tag::FootnoteDefinition(_)))
                    || self.footnotes.is_open()
            };
            if section.as_ref().is_some_and(is_outside) && !is_note() {
                continue;
            }
            let defined = definition_of(&event, events.reference_definitions());
            used.extend(defined.as_ref().map(|defined| defined.start));
            self.event(text, event, range, defined);
        }
        // What no link uses is a note for authors.
        let unused = events.reference_definitions().iter().map(|(_, defined)| &defined.span);
        let unused = unused.filter(|span| !used.contains(&span.start));
        self.comments.all.extend(unused.map(|span| text.place(span.clone())));
    }

    /// Puts the text of `target`, which stands at `place`, here.
    pub(super) fn include(&mut self, text: &ParsedText<'_>, target: &str, place: Location) {
        match self.includes.open(text, target, place, &mut self.comments) {
            Ok(IncludedPart { part, section }) => {
                self.part(&part, TitleRule::Drop, section);
                self.includes.close();
            }
            Err(finding) => self.reports.add(finding),
        }
    }

    /// Everything is read: adds the footnotes, cleans raw HTML and seals the document.
    fn finish(mut self) -> (Document, Vec<Finding>) {
        let mut page = self.inline.out;
        let footnotes = self.footnotes.write(&mut page);
        page.template.parts_mut().sort_by_key(|(range, _)| range.start);
        let is_raw = !page.raw.is_empty() && self.options.raw_html == RawHtml::Sanitize;
        let body = if is_raw {
            let pass = FillPass {
                list: &mut self.links,
                anchors: &mut self.anchors,
                headings: &self.headings,
                reports: &mut self.reports,
                external_images: self.options.external_images,
            };
            sanitised(&page, pass)
        } else {
            page.template
        };
        let document = Document::new(DocumentParts {
            body,
            title: self.headings.title,
            headings: self.headings.list,
            links: self.links.into_links(),
            anchors: self.anchors.into_places(),
            footnotes,
            summary: self.inline.summary.take(),
            words: self.inline.words,
            views: self.views,
            ignores: self.comments.ignores,
            comments: self.comments.all,
            includes: self.includes.files,
            inclusions: self.includes.inclusions,
            tasks: self.tasks,
            has_left_out: self.reports.has_left_out,
        });
        (document, self.reports.into_findings())
    }
}

fn parser_options(options: MarkdownOptions, text: &str) -> Options {
    if !options.is_extended() {
        return Options::empty();
    }
    let mut parser = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    parser.set(Options::ENABLE_MATH, has_formulas(text));
    parser
}

/// Whether something lies in a section of the file.
fn is_inside(span: Span, section: &Range<usize>) -> bool {
    section.start <= span.start && span.end <= section.end
}

/// Where `[text][anchor]` leads that is defined nowhere, if links may name anchors of any page.
fn cross_references<'t>(
    options: MarkdownOptions,
) -> impl Fn(BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    move |link| {
        let is_reference = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        let anchor = link.reference.trim_matches('`');
        let is_named = options.cross_references && is_reference && !anchor.starts_with('^');
        is_named.then(|| (format!("#{anchor}").into(), "".into()))
    }
}

/// Where the target of a link is written, if elsewhere than in the link.
fn definition_of(event: &Event<'_>, definitions: &RefDefs<'_>) -> Option<Range<usize>> {
    let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
    else {
        return None;
    };
    let is_elsewhere =
        matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    let found = definitions.get(id).filter(|_| is_elsewhere)?;
    Some(found.span.clone())
}
