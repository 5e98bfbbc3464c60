//! What a link says, before anybody knows whether there is something at its end.

use crate::site::address::decoded;

/// A link as its author wrote it, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub enum WrittenLink<'a> {
    /// `https://…`, `http://…` or `//…`.
    Web(&'a str),
    /// `mailto:`, `tel:` and others that open a program.
    Program(&'a str),
    /// A scheme that runs code, such as `javascript:`.
    Unsafe,
    /// A scheme that nobody knows.
    UnknownScheme(&'a str),
    /// A path, a fragment or both.
    Local(Local),
}

/// A link inside the handbook.
#[derive(Debug, PartialEq, Eq)]
pub struct Local {
    /// Percent-decoded, `/` between parts; empty for the page itself.
    pub path: String,
    /// Percent-decoded, without `#`.
    pub fragment: Option<String>,
}

/// Schemes that open a program which readers are likely to have.
const PROGRAMS: [&str; 22] = [
    "callto", "facetime", "ftp", "ftps", "geo", "git", "irc", "ircs", "magnet", "mailto", "maps",
    "matrix", "msteams", "news", "sftp", "sip", "skype", "slack", "sms", "ssh", "tel", "xmpp",
];

/// More of them: programs of daily work.
const WORK_PROGRAMS: [&str; 18] = [
    "about",
    "brave",
    "chrome",
    "cursor",
    "edge",
    "figma",
    "file",
    "itms-apps",
    "jetbrains",
    "linear",
    "notion",
    "obsidian",
    "sgnl",
    "spotify",
    "tg",
    "vscode",
    "zoommtg",
    "zoomus",
];

const UNSAFE: [&str; 4] = ["javascript", "vbscript", "data", "blob"];

/// Takes a link apart.
pub fn read(target: &str) -> WrittenLink<'_> {
    let target = target.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    // What AsciiDoc has in front of an address.
    let target = target.strip_prefix("link:").unwrap_or(target);
    let target = without_base_variable(target);
    if target.starts_with("//") {
        return WrittenLink::Web(target);
    }
    match scheme(target) {
        Some(scheme) => with_scheme(&scheme, target),
        None => WrittenLink::Local(local(target)),
    }
}

/// `{{ site.baseurl }}/page/` means the root of the site to the tools that know such variables.
fn without_base_variable(target: &str) -> &str {
    let inside = target.strip_prefix("{{").and_then(|rest| rest.split_once("}}"));
    inside
        .filter(|(variable, _)| variable.to_ascii_lowercase().contains("base"))
        .map_or(target, |(_, rest)| rest)
}

fn with_scheme<'a>(scheme: &str, target: &'a str) -> WrittenLink<'a> {
    match scheme {
        "http" | "https" => WrittenLink::Web(target),
        _ if UNSAFE.contains(&scheme) => WrittenLink::Unsafe,
        _ if PROGRAMS.contains(&scheme) || WORK_PROGRAMS.contains(&scheme) => {
            WrittenLink::Program(target)
        }
        _ => WrittenLink::UnknownScheme(target),
    }
}

/// The scheme in small letters. Browsers pass over tabs and line ends inside it, so we do, too.
fn scheme(target: &str) -> Option<String> {
    let (before, _) = target.split_once(':')?;
    let scheme: String =
        before.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
    let legal = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(legal);
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn local(target: &str) -> Local {
    let (rest, fragment) = match target.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decoded(fragment))),
        None => (target, None),
    };
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    Local { path: decoded(path), fragment: fragment.filter(|fragment| !fragment.is_empty()) }
}

/// Whether words are a path rather than a sentence.
pub(super) fn is_path(words: &str) -> bool {
    words.contains(['/', '.']) && !words.trim().contains(' ')
}

/// Whether an address in the web is nothing but its scheme.
pub(super) fn names_no_host(url: &str) -> bool {
    url.split_once(':').is_some_and(|(_, rest)| rest.trim_matches('/').is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Local, WrittenLink, read};

    #[test]
    fn links_are_told_apart() {
        assert_eq!(read(" https://a.b/c "), WrittenLink::Web("https://a.b/c"));
        assert_eq!(read("//a.b"), WrittenLink::Web("//a.b"));
        assert_eq!(read("mailto:a@b.c"), WrittenLink::Program("mailto:a@b.c"));
        assert_eq!(read("java\nscript:alert(1)"), WrittenLink::Unsafe);
        assert_eq!(read("\u{1}JavaScript:alert(1)"), WrittenLink::Unsafe);
        assert_eq!(read("hhttps://a"), WrittenLink::UnknownScheme("hhttps://a"));
        let local = |path: &str, fragment: Option<&str>| {
            WrittenLink::Local(Local { path: path.into(), fragment: fragment.map(str::to_owned) })
        };
        assert_eq!(read("a%20b.md?x=1#c%C3%A9"), local("a b.md", Some("cé")));
        assert_eq!(read("{{ site.base_url }}/a.md"), local("/a.md", None));
        assert_eq!(read("link:a.md"), local("a.md", None));
        assert_eq!(read("link:https://a.b"), WrittenLink::Web("https://a.b"));
        assert_eq!(read("#"), local("", None));
        assert_eq!(read("10:30.md"), local("10:30.md", None));
    }
}
