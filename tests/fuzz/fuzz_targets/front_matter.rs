//! Any bytes as front matter: read or refused, with places inside the text.
#![no_main]

use handbook::internals::source::{Source, Span};
use handbook::internals::yaml::{Purpose, map};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::new("a.md", String::from_utf8_lossy(bytes));
    let length = source.text().len();
    let (_, findings) = map(&source, Span::new(0, length), Purpose::FrontMatter);
    for span in findings.iter().filter_map(|finding| finding.location().span()) {
        assert!(source.text().get(span.range()).is_some(), "{span:?} of {length}");
    }
});
