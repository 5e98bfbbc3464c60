//! XML as `JUnit` writes it: each page is a test, which fails when it has findings at the
//! threshold.

use crate::diag::{Finding, Severity};
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::collections::BTreeMap;
use std::io;

/// The findings as one suite. `pages` are the paths of all pages, so that those without findings
/// are there as well; other files come in when something is said of them.
pub fn junit<'p>(
    pages: impl IntoIterator<Item = &'p str>,
    findings: &'p [Finding],
    threshold: Severity,
) -> String {
    let mut tests: BTreeMap<&str, Vec<&Finding>> =
        pages.into_iter().map(|page| (page, Vec::new())).collect();
    for finding in findings.iter().filter(|finding| finding.severity() >= threshold) {
        tests.entry(finding.location().path()).or_default().push(finding);
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let bytes = suite(&mut writer, &tests).map(|()| writer.into_inner()).unwrap_or_default();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", String::from_utf8_lossy(&bytes))
}

type Xml = Writer<Vec<u8>>;

fn suite(writer: &mut Xml, tests: &BTreeMap<&str, Vec<&Finding>>) -> io::Result<()> {
    let count = tests.len().to_string();
    let failures = tests.values().filter(|findings| !findings.is_empty()).count().to_string();
    let counts =
        [("name", "handbook"), ("tests", &*count), ("failures", &*failures), ("errors", "0")];
    writer.create_element("testsuites").with_attributes(counts).write_inner_content(|writer| {
        let suite = writer
            .create_element("testsuite")
            .with_attributes(counts)
            .with_attribute(("skipped", "0"));
        suite.write_inner_content(|writer| {
            tests.iter().try_for_each(|(path, findings)| test(writer, path, findings))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn test(writer: &mut Xml, path: &str, findings: &[&Finding]) -> io::Result<()> {
    let path = printable(path);
    let folder = path.rsplit_once('/').map_or("handbook", |(folder, _)| folder);
    let element =
        writer.create_element("testcase").with_attributes([("classname", folder), ("name", &path)]);
    match findings {
        [] => element.write_empty().map(drop),
        findings => element.write_inner_content(|writer| failure(writer, findings)).map(drop),
    }
}

/// One failure has all findings of a page: readers of the format expect no more than one.
fn failure(writer: &mut Xml, findings: &[&Finding]) -> io::Result<()> {
    let worst = findings
        .iter()
        .map(|finding| finding.severity())
        .max()
        .unwrap_or(Severity::Notice)
        .to_string();
    let message = match findings {
        [only] => printable(only.message()),
        several => format!("{} findings", several.len()),
    };
    let text = printable(&findings.iter().map(|finding| described(finding)).collect::<String>());
    let element = writer
        .create_element("failure")
        .with_attributes([("type", &*worst), ("message", &*message)]);
    element.write_text_content(BytesText::new(&text)).map(drop)
}

fn described(finding: &Finding) -> String {
    let place = finding.location();
    let at =
        place.start().map(|start| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
    let (severity, rule) = (finding.severity(), finding.rule());
    format!(
        "{}{at}: {severity}: {} [{rule}]\n  {}\n",
        place.path(),
        finding.message(),
        finding.help()
    )
}

/// Characters that XML cannot hold, in any way of writing them, are replaced.
fn printable(text: &str) -> String {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::junit;
    use crate::diag::Severity;
    use crate::formats::tests as samples;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    #[test]
    fn each_page_is_a_test() {
        let findings = samples::findings();
        let xml = junit(["über uns/a,b.md", "fine & <well>\u{1}.md"], &findings, Severity::Warning);
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="handbook" tests="3" failures="2" errors="0">
  <testsuite name="handbook" tests="3" failures="2" errors="0" skipped="0">
    <testcase classname="handbook" name="fine &amp; &lt;well&gt;�.md"/>
    <testcase classname="handbook" name="gone.md">
      <failure type="error" message="`gone.md` cannot be read: permission denied">gone.md: error:"#;
        assert!(xml.starts_with(expected), "{xml}");
        assert!(xml.contains(
            "<testcase classname=\"über uns\" name=\"über uns/a,b.md\">\n      \
            <failure type=\"warning\" message=\"3 findings\">"
        ));
        let mut reader = Reader::from_str(&xml);
        while reader.read_event().expect("well-formed XML") != Event::Eof {}
    }

    #[test]
    fn what_is_below_the_threshold_does_not_fail() {
        let findings = samples::findings();
        let xml = junit(["über uns/a,b.md"], &findings, Severity::Error);
        assert!(xml.contains("tests=\"2\" failures=\"1\""), "{xml}");
    }
}
