//! Addresses: where a page stands in the site, derived from its path.

use crate::config::Urls;
use crate::site::segment::safe;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Bytes that cannot stand in the path of a URL, or that would be misread there; `/` stays.
pub const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// The folder of handbook's own pages; no page of an author can stand there.
pub const RESERVED: &str = "-";

/// The path of a page or file in the site: percent-encoded, relative to the site, without a leading
/// `/`; empty for the home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// How the addresses of pages end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// `people/expenses/`
    #[default]
    Directory,
    /// `people/expenses.html`, for file shares that know no index pages.
    File,
}

impl Ending {
    /// How they end where the settings say this.
    pub fn of(urls: Option<Urls>) -> Self {
        match urls.unwrap_or_default() {
            Urls::Directory => Ending::Directory,
            Urls::File => Ending::File,
        }
    }
}

impl Address {
    /// The address of a page; no segments make the home page. A section's page is a folder's index
    /// with both endings.
    pub fn page(segments: &[String], is_section: bool, ending: Ending) -> Self {
        let path = encoded(segments);
        match (ending, path.is_empty(), is_section) {
            (_, true, _) => Address::default(),
            (Ending::Directory, ..) => Address(path + "/"),
            (Ending::File, _, true) => Address(path + "/index.html"),
            (Ending::File, _, false) => Address(path + ".html"),
        }
    }

    /// The address of a view: below `-/`, as a folder.
    pub fn of_view(parts: &[&str], ending: Ending) -> Self {
        let all = std::iter::once(RESERVED).chain(parts.iter().copied());
        Address::page(&all.map(str::to_owned).collect::<Vec<_>>(), true, ending)
    }

    /// The address of a file that is published under the path it has, and of handbook's own
    /// outputs.
    pub fn file(path: &str) -> Self {
        let segments: Vec<String> = path.split('/').map(|part| part.nfc().collect()).collect();
        Address(encoded(&segments))
    }

    /// The address as text, percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file in the output folder that answers for this address.
    pub fn output_path(&self) -> String {
        let path = decoded(&self.0);
        if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
    }

    /// The way from this page's folder to the root of the site: `./`, or `../` for each folder.
    pub fn root(&self) -> String {
        let up = self.0.matches('/').count();
        if up == 0 { "./".to_owned() } else { "../".repeat(up) }
    }

    /// A relative link from this page to `target`, as it stands in an `href`; a file ending names
    /// index files, for file shares.
    pub fn link_to(&self, target: &Address, ending: Ending) -> String {
        let (from, to) = (folder(&self.0), target.0.as_str());
        let shared = shared_folders(from, to);
        let up = "../".repeat(from.get(shared..).unwrap_or("").matches('/').count());
        let down = to.get(shared..).unwrap_or("");
        let mut link = up + down;
        if ending == Ending::File && (to.is_empty() || to.ends_with('/')) {
            link.push_str("index.html");
        } else if link.is_empty() {
            link.push_str("./");
        }
        link
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A path or address with its percent-encoding undone; bytes that are no UTF-8 then become U+FFFD.
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// One segment as it stands in an address: without trouble, the name of the reserved folder moved
/// out of the way.
pub fn segment(name: &str) -> String {
    let name = plain_segment(name);
    match name.as_str() {
        "" => "--".to_owned(),
        _ if name.chars().all(|letter| letter == '.' || letter == '-') => format!("{name}-"),
        _ => safe(&name).into_owned(),
    }
}

/// A name as a segment would spell it: NFC, spaces become `-`.
pub fn plain_segment(name: &str) -> String {
    name.trim().nfc().map(|letter| if letter.is_whitespace() { '-' } else { letter }).collect()
}

/// `path` seen from the folder `base`, both from the handbook's folder; `None` when it leads out of
/// the handbook.
pub fn join(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder above.
pub const UP: &str = "../";

/// The same, where a path out of the handbook begins with [`UP`] for each folder above it.
pub fn join_above(base: &str, path: &str) -> String {
    let mut up = 0;
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => up += 1,
            ".." => {}
            part => parts.push(part),
        }
    }
    UP.repeat(up) + &parts.join("/")
}

fn encoded(segments: &[String]) -> String {
    let parts: Vec<String> =
        segments.iter().map(|part| utf8_percent_encode(part, IN_PATH).to_string()).collect();
    parts.join("/")
}

/// The part of an address up to and with its last `/`.
fn folder(address: &str) -> &str {
    address.rfind('/').map_or("", |slash| address.get(..=slash).unwrap_or(""))
}

/// The length of the longest run of whole folders that both begin with.
fn shared_folders(from: &str, to: &str) -> usize {
    let common = from.bytes().zip(to.bytes()).take_while(|(left, right)| left == right).count();
    from.get(..common).and_then(|text| text.rfind('/')).map_or(0, |slash| slash + 1)
}

#[cfg(test)]
mod tests {
    use super::{Address, Ending, join, segment};

    fn page(path: &str) -> Address {
        let segments: Vec<String> =
            path.split('/').filter(|part| !part.is_empty()).map(segment).collect();
        Address::page(&segments, false, Ending::Directory)
    }

    #[test]
    fn links_are_relative_and_short() {
        let cases = [
            ("", "a/b/", "a/b/"),
            ("a/b/", "", "../../"),
            ("a/b/", "a/b/", "./"),
            ("a/b/", "a/c/", "../c/"),
            ("a/b/", "a/", "../"),
            ("a/", "a/b/", "b/"),
            ("ab/", "ac/", "../ac/"),
            ("", "", "./"),
        ];
        for (from, to, link) in cases {
            assert_eq!(page(from).link_to(&page(to), Ending::Directory), link, "{from} → {to}");
        }
        let (from, to) = (Address("a/b.html".into()), Address("a/index.html".into()));
        assert_eq!(from.link_to(&to, Ending::File), "index.html");
        assert_eq!(from.link_to(&Address::default(), Ending::File), "../index.html");
    }

    #[test]
    fn names_become_safe_segments() {
        assert_eq!(page("Q&A (new)/50% $ off?").as_str(), "Q&A-(new)/50%25-$-off%3F/");
        assert_eq!(page("-/x").as_str(), "--/x/");
        assert_eq!(page("cafe\u{301}").as_str(), page("café").as_str());
        assert_eq!(page("über 🎉").output_path(), "über-🎉/index.html");
    }

    #[test]
    fn nothing_leads_out() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(join("", "./x//y").as_deref(), Some("x/y"));
    }
}
