//! Feeds of changes as Atom (RFC 4287).

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtomFeed {
    /// The title.
    pub title: String,
    /// Where the feed is; also its id.
    pub own: String,
    /// The page that shows the same.
    pub page: String,
    /// Who writes entries without an author.
    pub author: String,
    /// The entries, the latest first.
    pub entries: Vec<AtomEntry>,
}

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtomEntry {
    /// What makes it the same entry tomorrow.
    pub id: String,
    /// The title.
    pub title: String,
    /// Where to read it.
    pub link: String,
    /// When, as RFC 3339.
    pub updated: String,
    /// Who.
    pub author: Option<String>,
}

/// A moment as RFC 3339, from seconds since 1970.
pub fn moment(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok().map(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The feed as XML. Without entries it was never updated.
pub fn feed(feed: &AtomFeed) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let _ = write(&mut writer, feed);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, feed: &AtomFeed) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("feed").with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|writer| {
        text(writer, "id", &feed.own)?;
        text(writer, "title", &feed.title)?;
        let latest = feed.entries.iter().map(|entry| entry.updated.as_str()).max();
        text(writer, "updated", latest.unwrap_or("1970-01-01T00:00:00Z"))?;
        link(writer, "self", &feed.own)?;
        link(writer, "alternate", &feed.page)?;
        author(writer, &feed.author)?;
        feed.entries.iter().try_for_each(|entry| write_entry(writer, entry))
    })?;
    Ok(())
}

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

fn write_entry(writer: &mut Writer<Vec<u8>>, entry: &AtomEntry) -> io::Result<()> {
    writer.create_element("entry").write_inner_content(|writer| {
        text(writer, "id", &entry.id)?;
        text(writer, "title", &entry.title)?;
        text(writer, "updated", &entry.updated)?;
        link(writer, "alternate", &entry.link)?;
        if let Some(name) = &entry.author {
            author(writer, name)?;
        }
        text(writer, "summary", &entry.title)
    })?;
    Ok(())
}

/// Characters that XML cannot hold are left out.
fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let is_held = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let held: String =
        text.chars().filter(|c| is_held(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    writer.create_element(name).write_text_content(BytesText::new(&held)).map(|_| ())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, href: &str) -> io::Result<()> {
    let element = writer.create_element("link").with_attribute(("rel", rel));
    element.with_attribute(("href", href)).write_empty().map(|_| ())
}

fn author(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| text(writer, "name", name))?;
    Ok(())
}
