//! The whole site at one moment, as answers. Every path is looked up in the outputs; none is ever a
//! path of the disk.

use crate::analysis::Analysis;
use crate::check;
use crate::commands::pipeline::Handbook;
use crate::commands::serve::message::{
    BrowserFinding, Headers, Look, PageState, ServedAnswer, ServedContent, version,
};
use crate::diag::{Finding, Rule, Severity};
use crate::outputs::{Output, Outputs};
use crate::render::{self, Renderer, security};
use crate::report::human;
use crate::site::{Page, name};
use axum::http::header::{HeaderName, HeaderValue};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Findings of one page that a browser is told.
const NOTES: usize = 50;

/// A site that answers.
pub struct SiteSnapshot<'a> {
    handbook: &'a Handbook,
    analysis: &'a Analysis<'a>,
    renderer: &'a Renderer<'a>,
    outputs: Outputs<'a>,
    collisions: Vec<Finding>,
    judged: OnceCell<Vec<Finding>>,
    /// The files of each batch, made when one of them is asked for first.
    batches: Vec<OnceCell<BTreeMap<String, Vec<u8>>>>,
    headers: OnceCell<Headers>,
    moment: u64,
}

impl<'a> SiteSnapshot<'a> {
    /// `moment` counts the readings of the handbook.
    pub fn new(
        handbook: &'a Handbook,
        analysis: &'a Analysis<'a>,
        renderer: &'a Renderer<'a>,
        moment: u64,
    ) -> Self {
        let (outputs, collisions) = analysis.outputs(renderer);
        let batches = outputs.batches().iter().map(|_| OnceCell::new()).collect();
        SiteSnapshot {
            handbook,
            analysis,
            renderer,
            outputs,
            collisions,
            judged: OnceCell::new(),
            batches,
            headers: OnceCell::new(),
            moment,
        }
    }

    /// What stands at a path of the site: decoded, without the first slash.
    pub fn answer(&self, path: &str) -> ServedAnswer {
        ServedAnswer { headers: self.headers(), moment: self.moment, content: self.content(path) }
    }

    fn content(&self, path: &str) -> ServedContent {
        let file = file(path);
        match self.outputs.get(&file) {
            Some(Output::Copy(copied)) => ServedContent::File(file, copied.clone()),
            Some(output) => ServedContent::Made(file, bytes(output).0),
            None => match self.batched(&file) {
                Some(bytes) => ServedContent::Made(file, bytes),
                None if self.outputs.get(&format!("{path}/index.html")).is_some() => {
                    ServedContent::Moved
                }
                None => self.missing(),
            },
        }
    }

    fn missing(&self) -> ServedContent {
        ServedContent::Missing(self.outputs.get("404.html").map(|output| bytes(output).0))
    }

    /// A file of a batch, such as the search index.
    fn batched(&self, file: &str) -> Option<Vec<u8>> {
        let is_in =
            |folder: &str| file.strip_prefix(folder).is_some_and(|name| name.starts_with('/'));
        let mut batches = self.outputs.batches().iter().zip(&self.batches);
        let (batch, made) = batches.find(|(batch, _)| is_in(batch.folder))?;
        let make = || batch.each(|path, bytes| (path, bytes)).into_iter().collect();
        made.get_or_init(make).get(file).cloned()
    }

    /// What a browser has to know that shows a path. `changed` holds the files that changed, with
    /// the moments.
    pub fn look(&self, look: &Look, changed: &BTreeMap<String, u64>) -> PageState {
        let output = self.outputs.get(&file(&look.path)).or_else(|| self.outputs.get("404.html"));
        let (bytes, made) = output.map(bytes).unwrap_or_default();
        let files = changed.iter().filter(|(_, moment)| **moment > look.since);
        let files = files
            .filter_map(|(file, _)| self.handbook.site.files().published_path(file))
            .map(str::to_owned);
        PageState {
            version: version(&bytes),
            files: files.collect(),
            trouble: None,
            findings: self.notes(&look.path, made),
        }
    }

    /// All findings but those of rendering, judged.
    pub fn findings(&self) -> &[Finding] {
        self.judged.get_or_init(|| self.analysis.findings(self.collisions.iter().cloned()))
    }

    /// Findings of the page at a path, and errors in what all pages share; the worst first.
    fn notes(&self, path: &str, made: Vec<Finding>) -> Vec<BrowserFinding> {
        let address = file(path);
        let site = &self.handbook.site;
        let page = site.pages().iter().find(|page| site.address(page).output_path() == address);
        let sources: Vec<&str> = page.map(sources).unwrap_or_default();
        let shared =
            |finding: &&Finding| breaks(finding) && name::stem(finding.location().path()).is_none();
        let of_page = |finding: &&Finding| sources.contains(&finding.location().path());
        let made = if made.is_empty() { made } else { check::apply_severities(site, made) };
        let all = self
            .findings()
            .iter()
            .filter(|finding| of_page(finding) || shared(finding))
            .chain(&made);
        let mut all: Vec<&Finding> = all.collect();
        all.sort_by_key(|finding| std::cmp::Reverse((breaks(finding), finding.severity())));
        all.into_iter().take(NOTES).map(note).collect()
    }

    fn headers(&self) -> Headers {
        let headers = || {
            let headers = security::headers(&render::all_hosts(self.renderer)).into_iter();
            let valid = headers.filter_map(|(name, value)| {
                Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
            });
            valid.collect()
        };
        self.headers.get_or_init(headers).clone()
    }
}

/// The path of the output that answers at a path.
fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn bytes(output: &Output<'_>) -> (Vec<u8>, Vec<Finding>) {
    match output {
        Output::Bytes(bytes) => (bytes.clone(), Vec::new()),
        Output::Rendered(render) => render(),
        Output::Copy(_) => (Vec::new(), Vec::new()),
    }
}

/// The files that the text of a page comes from: its own, and those that it includes.
fn sources(page: &Page) -> Vec<&str> {
    std::iter::once(page.source().path())
        .chain(page.document().includes().iter().map(String::as_str))
        .collect()
}

/// Whether a page with this finding is not what its author meant it to be: the last one that was is
/// better.
fn breaks(finding: &Finding) -> bool {
    finding.severity() == Severity::Error || finding.rule() == Rule::InvalidFrontMatter
}

fn note(finding: &Finding) -> BrowserFinding {
    let path = finding.location().path();
    let place = finding.location().start().map(|at| format!("{path}:{}:{}", at.line, at.column));
    BrowserFinding {
        severity: finding.severity().into(),
        breaks: breaks(finding),
        rule: finding.rule().id(),
        message: finding.message().to_owned(),
        help: finding.help().to_owned(),
        place: place.unwrap_or_else(|| path.to_owned()),
        text: human::plain(finding),
    }
}
