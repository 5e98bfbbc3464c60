//! `sitemap.xml` as sitemaps.org defines it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The XML of a site map; `addresses` are absolute.
pub fn sitemap(addresses: &[String]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    // Writing into memory does not fail.
    let _ = write(&mut writer, addresses);
    writer.into_inner()
}

fn write(writer: &mut Writer<Vec<u8>>, addresses: &[String]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let set = writer
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    set.write_inner_content(|writer| {
        for address in addresses {
            writer.create_element("url").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(address)).map(|_| ())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
