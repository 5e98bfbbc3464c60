//! Drawings. Opened by itself, an SVG is a document of the handbook's own origin, so it is
//! published only when all of it is known to be harmless: plain UTF-8, well-formed to its end, and
//! made of nothing but what [`vocabulary`] lists.

mod values;
mod vocabulary;

use crate::diag::{Finding, catalogue};
use crate::source::Source;
use quick_xml::NsReader;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Why a drawing is not published, and where that stands.
struct SvgRefusal {
    at: usize,
    why: String,
}

/// The finding for a drawing that must not be published, at what is wrong with it.
pub fn judge(path: &str, bytes: Vec<u8>) -> Option<Finding> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Some(catalogue::files::active_drawing(
            Source::new(path, "").whole(),
            "it is not UTF-8",
        ));
    };
    let refusal = refusal(&text)?;
    let source = Source::new(path, text);
    let end = source.text().len();
    let at = refusal.at.min(end.saturating_sub(1));
    let width =
        source.text().get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Some(catalogue::files::active_drawing(source.at(at..at + width), &refusal.why))
}

/// Why a drawing in a page must not be published; `None` when it is harmless.
pub(super) fn complaint(text: &str) -> Option<String> {
    refusal(text).map(|refusal| refusal.why)
}

fn refusal(text: &str) -> Option<SvgRefusal> {
    let control = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    if let Some(at) = text.find(control) {
        return Some(SvgRefusal { at, why: "it holds control characters".to_owned() });
    }
    let mut reader = NsReader::from_str(text);
    let mut styles = 0;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let event = match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(event) => event,
            Err(error) => {
                return Some(SvgRefusal { at, why: format!("it is not well-formed XML: {error}") });
            }
        };
        if let Some(why) = of_event(&reader, &event, &mut styles) {
            return Some(SvgRefusal { at, why });
        }
    }
}

/// The declaration that programs write above SVG, which names the W3C's own and defines nothing.
fn of_doctype(declared: &str) -> Option<String> {
    let mut words = declared.split_ascii_whitespace();
    let of_w3c = |word: &str| {
        let name = word.trim_matches(['"', '\'']);
        !name.contains("://") || name.starts_with("http://www.w3.org/")
    };
    let is_plain = words.next() == Some("svg") && !declared.contains('[') && words.all(of_w3c);
    (!is_plain).then(|| "it has a `<!DOCTYPE>` of its own".to_owned())
}

/// What is wrong with one piece of a drawing. `styles` counts the open style sheets.
fn of_event(reader: &NsReader<&[u8]>, event: &Event<'_>, styles: &mut usize) -> Option<String> {
    match event {
        Event::Decl(declaration) => of_declaration(declaration),
        Event::DocType(declared) => of_doctype(declared),
        Event::PI(_) => Some("it has a processing instruction `<?…?>`".to_owned()),
        Event::Start(tag) => {
            *styles += usize::from(is_style(tag));
            of_tag(reader, tag)
        }
        Event::Empty(tag) => of_tag(reader, tag),
        Event::End(tag) if tag.local_name().into_inner() == "style" => {
            *styles = styles.saturating_sub(1);
            None
        }
        Event::Text(text) if *styles > 0 => values::of_styles(text),
        Event::CData(text) if *styles > 0 => values::of_styles(text),
        _ => None,
    }
}

fn is_style(tag: &BytesStart<'_>) -> bool {
    tag.local_name().into_inner() == "style"
}

fn of_declaration(declaration: &BytesDecl<'_>) -> Option<String> {
    let encoding = declaration.encoding()?.ok()?;
    let is_plain = ["utf-8", "us-ascii"].iter().any(|name| encoding.eq_ignore_ascii_case(name));
    (!is_plain).then(|| format!("it says that it is `{encoding}` and not UTF-8"))
}

fn of_tag(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Option<String> {
    let name = tag.local_name().into_inner();
    let namespace = match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(namespace) => namespace.into_inner(),
        // Without a namespace a browser shows the source; SVG in HTML has none either, so it is
        // judged as SVG.
        ResolveResult::Unbound => vocabulary::SVG,
        ResolveResult::Unknown(_) => return Some(format!("nothing says what `<{name}>` is")),
    };
    if !vocabulary::has_element(namespace, name) {
        return Some(format!("`<{name}>` is not allowed in a published drawing"));
    }
    if !matches!(namespace, vocabulary::SVG | vocabulary::XHTML) {
        return None;
    }
    tag.attributes().find_map(|attribute| match attribute {
        Ok(attribute) => of_attribute(reader, name, &attribute),
        Err(error) => Some(format!("it is not well-formed XML: {error}")),
    })
}

fn of_attribute(
    reader: &NsReader<&[u8]>,
    element: &str,
    attribute: &quick_xml::events::attributes::Attribute<'_>,
) -> Option<String> {
    let key = attribute.key.local_name().into_inner();
    if attribute.key.as_namespace_binding().is_some() {
        return None;
    }
    let namespace = match reader.resolver().resolve_attribute(attribute.key).0 {
        ResolveResult::Bound(namespace) => namespace.into_inner(),
        ResolveResult::Unbound => "",
        ResolveResult::Unknown(_) => {
            return Some(format!("nothing says what `{key}` of `<{element}>` is"));
        }
    };
    if !vocabulary::has_attribute(namespace, key) {
        return Some(format!("`{key}` of `<{element}>` is not allowed in a published drawing"));
    }
    let Ok(value) = quick_xml::escape::unescape(&attribute.value) else {
        return Some(format!("`{key}` of `<{element}>` holds an entity that is not known"));
    };
    values::of_attribute(element, key, &value)
}

#[cfg(test)]
mod tests;
