//! Where somebody goes who found nothing: to all pages, to a report with what was looked for in it,
//! and to people. `{query}` in an address is filled in by the reader's browser.

use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::resolve::reports::ReportText;
use crate::site::tree::NodeId;
use crate::theme::Words;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands for the reader's words.
const QUERY: &str = "{query}";

/// Texts, and where they lead, seen from the site.
pub(super) fn otherwise(
    resolved: &Resolved<'_>,
    words: &Words,
    ask: Option<&str>,
) -> Vec<(String, Option<String>)> {
    let contents = (words.get("nowhere.contents").to_owned(), Some("-/contents/".to_owned()));
    let subject = encoded(words.get("nowhere.subject"));
    let report =
        report(resolved, &subject).map(|href| (words.get("nowhere.report").to_owned(), Some(href)));
    let ask = ask.map(|channel| (words.fill("nowhere.ask", &[("channel", channel)]), None));
    [contents].into_iter().chain(report).chain(ask).collect()
}

/// The same ways by which pages are reported; a mail goes to whoever owns the first page.
fn report(resolved: &Resolved<'_>, subject: &str) -> Option<String> {
    let home = resolved.site().tree().node(NodeId::HOME).page();
    let owners = home.map_or(&[][..], |home| resolved.owners(home));
    let text = ReportText { subject, body: "", value: &|name| value(name, subject) };
    let mut owners = owners.iter().filter_map(Owner::who);
    text.address(resolved.site(), || owners.find_map(|who| resolved.mail(who)))
}

/// What stands for a page is the search; who owns it, nobody knows.
fn value(name: &str, subject: &str) -> String {
    match name {
        "title" => subject.to_owned(),
        "page" => format!("-%2Fsearch%2F%3Fq%3D{QUERY}"),
        _ => String::new(),
    }
}

/// A text in an address, but for what stands for the reader's words.
fn encoded(text: &str) -> String {
    let pieces = text.split(QUERY).map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC));
    pieces.map(|piece| piece.to_string()).collect::<Vec<_>>().join(QUERY)
}

#[cfg(test)]
mod tests {
    use super::{encoded, value};
    use crate::resolve::reports::filled;

    #[test]
    fn a_report_has_what_was_looked_for() {
        let subject = encoded("Nothing found: {query}");
        assert_eq!(subject, "Nothing%20found%3A%20{query}");
        let template = "https://forms.example/?p={page}&t={title}&o={owner}";
        assert_eq!(
            filled(template, &|name| value(name, "x")),
            "https://forms.example/?p=-%2Fsearch%2F%3Fq%3D{query}&t=x&o="
        );
    }
}
