//! Templates: compiled once, a broken one of the handbook's replaced by the embedded one.

use super::grammar::Grammar;
use super::{Overrides, embedded, fill};
use crate::diag::{Finding, catalogue};
use crate::source::{Location, Source, Span};
use std::collections::BTreeMap;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, Value};

/// Compiled templates.
pub(super) struct Templates {
    /// With the handbook's own files; `None` where it has none, or none that compile.
    own: Option<Tera>,
    /// The embedded ones alone.
    embedded: Tera,
    /// The text of every template in use, for the places of findings.
    sources: BTreeMap<String, Source>,
}

impl Templates {
    /// Compiles the embedded templates and the handbook's over them; each that does not compile is
    /// a finding and left out.
    pub(super) fn new(overrides: &Overrides, grammar: &Grammar) -> (Templates, Vec<Finding>) {
        let mut sources = embedded_sources();
        let (embedded, broken) = compile(&sources, grammar);
        let mut own = own_sources(overrides);
        let mut findings: Vec<Finding> =
            broken.map(|error| to_findings(&error, &sources)).unwrap_or_default();
        let compiled = compile_own(&sources, &mut own, grammar, &mut findings);
        sources.extend(own);
        (Templates { own: compiled, embedded, sources }, findings)
    }

    /// Renders with the handbook's templates, and if that fails with the embedded ones.
    pub(super) fn render(&self, template: &str, context: &Context) -> (String, Vec<Finding>) {
        let name = format!("{template}.html");
        let mut findings = Vec::new();
        for tera in self.own.iter().chain([&self.embedded]) {
            match tera.render(&name, context) {
                Ok(html) => return (html, findings),
                Err(error) => findings.extend(to_findings(&error, &self.sources)),
            }
        }
        (String::new(), findings)
    }
}

fn embedded_sources() -> BTreeMap<String, Source> {
    let source = |path: String| {
        let name = path.strip_prefix("templates/")?.to_owned();
        Some((name, Source::new(format!("themes/default/{path}"), embedded::text(&path)?)))
    };
    embedded::paths("templates/").into_iter().filter_map(source).collect()
}

fn own_sources(overrides: &Overrides) -> BTreeMap<String, Source> {
    let name = |path: &str| {
        path.strip_prefix("templates/").filter(|name| name.ends_with(".html")).map(str::to_owned)
    };
    overrides.iter().filter_map(|(path, source)| Some((name(path)?, source.clone()))).collect()
}

/// Tries all of the handbook's templates together; while that fails, the one to blame is taken out
/// of `own`.
fn compile_own(
    embedded: &BTreeMap<String, Source>,
    own: &mut BTreeMap<String, Source>,
    grammar: &Grammar,
    findings: &mut Vec<Finding>,
) -> Option<Tera> {
    while !own.is_empty() {
        let mut all = embedded.clone();
        all.extend(own.iter().map(|(name, source)| (name.clone(), source.clone())));
        let error = match compile(&all, grammar) {
            (tera, None) => return Some(tera),
            (_, Some(error)) => error,
        };
        let mut found = to_findings(&error, &all);
        if !drop_named(own, &found) {
            drop_guilty(embedded, own, grammar, &mut found);
        }
        findings.extend(found);
    }
    None
}

/// Takes out the templates that findings name.
fn drop_named(own: &mut BTreeMap<String, Source>, findings: &[Finding]) -> bool {
    let before = own.len();
    own.retain(|_, source| {
        findings.iter().all(|finding| finding.location().path() != source.path())
    });
    own.len() < before
}

/// When an embedded template fails because of what one of the handbook's took away: the first that
/// fails alone, else all.
fn drop_guilty(
    embedded: &BTreeMap<String, Source>,
    own: &mut BTreeMap<String, Source>,
    grammar: &Grammar,
    findings: &mut Vec<Finding>,
) {
    let fails_alone = |(name, source): (&String, &Source)| {
        let mut all = embedded.clone();
        all.insert(name.clone(), source.clone());
        compile(&all, grammar).1.map(|_| name.clone())
    };
    let guilty = own.iter().find_map(fails_alone);
    let blamed: Vec<Source> = match guilty {
        Some(name) => own.remove(&name).into_iter().collect(),
        None => std::mem::take(own).into_values().collect(),
    };
    let reasons: Vec<String> =
        findings.iter().map(|finding| finding.message().to_owned()).collect();
    let why = format!("the built-in templates do not work with this one: {}", reasons.join("; "));
    *findings = blamed
        .iter()
        .map(|source| catalogue::templates::template_error(source.whole(), &why))
        .collect();
}

/// All templates of one set, and what is wrong with them.
fn compile(sources: &BTreeMap<String, Source>, grammar: &Grammar) -> (Tera, Option<Error>) {
    let mut tera = Tera::new();
    let own = grammar.clone();
    tera.register_filter("fill", move |sentence: Value, values: Kwargs, state: &State| {
        fill::fill(&own, sentence, values, state)
    });
    let own = grammar.clone();
    tera.register_filter("number", move |value: Value, _: Kwargs, _: &State| {
        fill::number(&own, &value)
    });
    let comma = grammar.comma();
    tera.register_function("comma", move |_: Kwargs, _: &State| comma);
    tera.autoescape_on(vec![""]);
    let added =
        tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), source.text())));
    (tera, added.err())
}

/// What the engine says, at its place. It puts some of its errors into one text that has to be
/// taken apart.
fn to_findings(error: &Error, sources: &BTreeMap<String, Source>) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let place =
                place(sources, report.filename(), span.start_line, span.start_col, width(span));
            vec![catalogue::templates::template_error(place, &lower_first(report.message()))]
        }
        ErrorKind::Msg(text) if text.starts_with("error: ") => {
            text.split("\n\n").filter_map(|report| from_report(report, sources)).collect()
        }
        other => {
            let text = other.to_string();
            let is_named = |name: &&String| {
                text.contains(&format!("'{name}'")) || text.contains(&format!("`{name}`"))
            };
            let source = sources.keys().find(is_named).and_then(|name| sources.get(name)).cloned();
            let place = source.unwrap_or_else(no_template).whole();
            vec![catalogue::templates::template_error(place, &lower_first(&text))]
        }
    }
}

/// Where the engine names no template.
fn no_template() -> Source {
    Source::new("theme/templates", "")
}

fn width(span: &tera::Span) -> usize {
    if span.start_line == span.end_line { span.end_col.saturating_sub(span.start_col) } else { 0 }
}

/// Reads `error: MESSAGE`, then `--> FILE:LINE:COLUMN`.
fn from_report(report: &str, sources: &BTreeMap<String, Source>) -> Option<Finding> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut locus = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = locus.next()?.parse().ok()?;
    let line: usize = locus.next()?.parse().ok()?;
    let width = lines.nth(2).map_or(1, |underline| underline.matches('^').count());
    let place = place(sources, locus.next()?, line, column.saturating_sub(1), width);
    Some(catalogue::templates::template_error(place, &lower_first(message)))
}

/// `line` counts from 1, `column` from 0, both as the engine does: columns in scalar values.
fn place(
    sources: &BTreeMap<String, Source>,
    name: &str,
    line: usize,
    column: usize,
    width: usize,
) -> Location {
    let Some(source) = sources.get(name) else {
        return no_template().whole();
    };
    let start: usize =
        source.text().split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = source.text().get(start..).unwrap_or("");
    let bytes =
        |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
    let from = bytes(rest, column);
    let length = bytes(rest.get(from..).unwrap_or(""), width.max(1));
    source.at(Span::new(start + from, start + from + length))
}

/// Messages of handbook begin in lower case and have no full stop.
fn lower_first(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
