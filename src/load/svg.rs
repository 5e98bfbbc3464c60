//! Drawings that carry scripts: opened by themselves, they would run in the handbook's name.

use crate::diag::{Finding, catalogue};
use crate::source::Source;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The finding for a drawing that must not be published, at what is wrong with it.
pub fn judge(source: &Source) -> Option<Finding> {
    let (what, at) = active(source.text())?;
    Some(catalogue::files::active_drawing(source.at(at..at + 1), &what))
}

/// What makes a drawing active, and where. One that is not XML is judged by what stands before the mistake: browsers run that as well.
fn active(text: &str) -> Option<(String, usize)> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let Some(what) = in_tag(&tag) {
                    return Some((what, at));
                }
            }
            // Entities of its own could hide anything.
            Ok(Event::DocType(kind)) if kind.to_ascii_uppercase().contains("<!ENTITY") => {
                return Some(("`<!ENTITY>`".to_owned(), at));
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn in_tag(tag: &BytesStart<'_>) -> Option<String> {
    let name = tag.local_name().into_inner().to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "handler" | "iframe" | "embed" | "object") {
        return Some(format!("`<{name}>`"));
    }
    tag.html_attributes().with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.local_name().into_inner().to_ascii_lowercase();
        let value = attribute.value.to_ascii_lowercase();
        let runs = key.starts_with("on") || is_script(&value);
        runs.then(|| format!("`{key}` of `<{name}>`"))
    })
}

/// Whether an address runs code, entity-coded or not.
fn is_script(value: &str) -> bool {
    let value = quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned);
    let bare: String = value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    bare.starts_with("javascript:") || bare.starts_with("vbscript:") || bare.starts_with("data:text/html")
}

#[cfg(test)]
mod tests {
    use super::active;

    #[test]
    fn scripts_are_seen_wherever_they_hide() {
        let bad = [
            "<svg><script>1</script></svg>",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:SCRIPT/></svg>",
            "<svg onload='x()'/>",
            "<svg><a xlink:href='java&#115;cript:x()'/></svg>",
            "<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg>&x;</svg>",
            "<svg><rect onclick=x></svg><<<",
        ];
        for text in bad {
            assert!(active(text).is_some(), "{text}");
        }
        let good = [
            "<svg><a href='https://x.y/on'/><text>onload=javascript:</text></svg>",
            "",
            "not xml <",
            "<svg content='&lt;mxfile&gt;'/>",
        ];
        for text in good {
            assert!(active(text).is_none(), "{text}");
        }
    }
}
