//! Links to the web as browsers read them, so that a check and a browser never see two different
//! hosts.
//!
//! The rules are those of the [URL standard](https://url.spec.whatwg.org/): tabs and line breaks do
//! not count, a backslash is a slash, hosts have no capitals.

use std::sync::LazyLock;
use url::Url;

/// A page of ours as far as parsing is concerned; `.invalid` is a host that nobody can have.
static BASE: LazyLock<Option<Url>> =
    LazyLock::new(|| Url::parse("https://handbook.invalid/page").ok());

/// What a link on one of our pages asks another host for; `None` where it stays on the site or asks
/// no host.
pub fn url(link: &str) -> Option<Url> {
    let base = BASE.as_ref()?;
    // `https:x` is a path on a page that came by https, and a host on one that came by http: the
    // worse counts.
    let url = Url::parse(link).or_else(|_| base.join(link)).ok()?;
    (url.has_host() && url.host() != base.host()).then_some(url)
}

/// The host of a link to another site, with its port where one is written.
pub fn host(link: &str) -> Option<String> {
    host_of(&url(link)?)
}

/// The same of links that browsers open as pages, and of no others.
pub fn web_host(link: &str) -> Option<String> {
    host_of(&url(link).filter(is_web)?)
}

fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Scheme, host and port of a web address, where they can stand in a content security policy.
pub fn origin(link: &str) -> Option<String> {
    let url = url(link)?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let origin = url.origin().ascii_serialization();
    let legal = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '/' | '[' | ']')
    };
    (is_plain && is_web(&url) && origin.chars().all(legal)).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::{host, origin};

    #[test]
    fn hosts_are_those_that_browsers_ask() {
        let table = [
            ("https://a.example/x", Some("a.example")),
            ("HTTPS://A.example:8080/x", Some("a.example:8080")),
            ("//a.example", Some("a.example")),
            ("\\\\a.example/x", Some("a.example")),
            ("ht\ttps://a.example", Some("a.example")),
            ("ftp://a.example/x.png", Some("a.example")),
            ("https:\\evil.example?//good.example/", Some("evil.example")),
            ("https://good.example@evil.example/", Some("evil.example")),
            ("https:evil.example", Some("evil.example")),
            ("https:/x", Some("x")),
            ("x/y.png", None),
            ("/x", None),
            ("mailto:a@b.example", None),
            ("data:image/png;base64,x", None),
        ];
        for (link, expected) in table {
            assert_eq!(host(link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn origins_are_plain() {
        assert_eq!(origin("https://Img.example/a.png").as_deref(), Some("https://img.example"));
        for link in [
            "https://evil.example; script-src *//x",
            "https://user@evil.example/x",
            "ftp://a.example",
        ] {
            assert_eq!(origin(link), None, "{link}");
        }
    }
}
