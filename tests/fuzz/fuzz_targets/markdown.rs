//! Any bytes as a page: the same safe HTML each time, with places inside the text.
#![no_main]

use handbook::internals::diag::Finding;
use handbook::internals::load::markdown::{Dialect, NotIncluded, MarkdownOptions, TextPart, RawHtml, document, ExternalImages};
use handbook::internals::source::Source;
use libfuzzer_sys::fuzz_target;

fn html(source: &Source) -> (String, Vec<Finding>) {
    let options = MarkdownOptions { raw_html: RawHtml::Sanitize, dialect: Dialect::Handbook, external_images: ExternalImages::default(), untitled: true, cross_references: false };
    let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
    let (document, findings) = document(&TextPart::whole(source.clone()), options, &includes);
    (document.body().html().to_owned(), findings)
}

fuzz_target!(|bytes: &[u8]| {
    let source = Source::new("a.md", String::from_utf8_lossy(bytes));
    let (text, findings) = html(&source);
    assert!(!text.to_lowercase().contains("<script"), "{text}");
    assert_eq!(html(&source).0, text);
    for span in findings.iter().filter_map(|finding| finding.location().span()) {
        assert!(source.text().get(span.range()).is_some(), "{span:?}");
    }
});
