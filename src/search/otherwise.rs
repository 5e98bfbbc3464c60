//! Where somebody goes who found nothing: to all pages, to a report with what was looked for in it,
//! and to people. `{query}` in an address is filled in by the reader's browser.

use crate::config::FeedbackSettings;
use crate::resolve::Resolved;
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

/// The same ways by which pages are reported; without any, a mail to whoever owns the first page,
/// if readers may know them.
fn report(resolved: &Resolved<'_>, subject: &str) -> Option<String> {
    let site = resolved.site();
    let config = site.config();
    if let Some(way) = asked(&config.feedback, subject) {
        return Some(way);
    }
    let repository = config.repository.as_ref().map(|repository| repository.url.as_str());
    if let Some(url) = repository.filter(|url| url.starts_with("https://github.com/")) {
        return Some(format!("{url}/issues/new?title={subject}"));
    }
    let home = site.tree().node(NodeId::HOME).page().filter(|_| config.audiences.shows_people())?;
    let mut owners = resolved.owners(home).iter().filter_map(|owner| owner.who());
    owners.find_map(|who| resolved.mail(who)).map(|mail| mail_to(mail, subject))
}

/// The way that handbook.yaml names.
fn asked(settings: &FeedbackSettings, subject: &str) -> Option<String> {
    let address = settings.form.as_ref().or(settings.issue.as_ref());
    let address = address.map(|template| filled(template, subject));
    let mail = || settings.mail.as_ref().map(|mail| mail_to(mail, subject));
    let chat = || settings.chat.as_ref().map(|template| filled(template, subject));
    address.or_else(mail).or_else(chat)
}

fn mail_to(mail: &str, subject: &str) -> String {
    format!("mailto:{mail}?subject={subject}")
}

/// An address for a page, which here is that of the search; who owns it, nobody knows.
fn filled(template: &str, subject: &str) -> String {
    let mut pieces = template.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        filled += match name {
            "title" => subject,
            "page" => "-%2Fsearch%2F%3Fq%3D{query}",
            _ => "",
        };
        filled += rest;
    }
    filled
}

/// A text in an address, but for what stands for the reader's words.
fn encoded(text: &str) -> String {
    let pieces = text.split(QUERY).map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC));
    pieces.map(|piece| piece.to_string()).collect::<Vec<_>>().join(QUERY)
}

#[cfg(test)]
mod tests {
    use super::{asked, encoded, filled};
    use crate::config::FeedbackSettings;

    #[test]
    fn a_report_has_what_was_looked_for() {
        let subject = encoded("Nothing found: {query}");
        assert_eq!(subject, "Nothing%20found%3A%20{query}");
        assert_eq!(
            filled("https://forms.example/?p={page}&t={title}&o={owner}", "x"),
            "https://forms.example/?p=-%2Fsearch%2F%3Fq%3D{query}&t=x&o="
        );
        let mail = Some("help@meridian.example".to_owned());
        let settings = FeedbackSettings { mail, ..FeedbackSettings::default() };
        let way = asked(&settings, &subject);
        assert_eq!(
            way.as_deref(),
            Some("mailto:help@meridian.example?subject=Nothing%20found%3A%20{query}")
        );
        assert_eq!(asked(&FeedbackSettings::default(), &subject), None);
    }
}
