//! Texts of other pages inside a page.

use super::{Read, read, read_as};
use crate::load::markdown::RawHtml;

fn including(target: &str, other: &str) -> Read {
    read_as(
        &format!("a[^1]\n\n```handbook\ninclude: {target}\n```\n\nb\n\n[^1]: mine\n"),
        RawHtml::Sanitize,
        other,
    )
}

#[test]
fn a_page_is_included_without_its_title_and_keeps_its_own_base() {
    let read = including("other.md", "# T\n\nc[^1] [x](y.md) {% nope %}\n\n[^1]: theirs\n");
    let link = &read.document.links()[0];
    assert_eq!(
        (link.target.as_str(), link.place.path(), link.place.start().expect("a place").line),
        ("y.md", "other.md", 3)
    );
    assert!(read.document.title().is_none() && !read.html.contains('T'), "{}", read.html);
    let order: Vec<usize> = ["<p>a<sup>", "<p>c<sup>", "<p>b</p>", "mine", "theirs"]
        .iter()
        .map(|part| read.html.find(part).expect(part))
        .collect();
    assert!(order.is_sorted(), "{}", read.html);
    assert_eq!(read.findings.len(), 1);
}

#[test]
fn a_section_is_included_without_its_heading() {
    let other = "# T\n\n## A\none [r]\n### B\ntwo[^n]\n## C\nthree\n\n[r]: ref.md\n[^n]: note\n";
    let html = including("other.md#a", other).html;
    for part in ["<p>one <a=ref.md>r</a></p>", "<h3 id=\"b\">", "<p>note "] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("three") && !html.contains(">A"), "{html}");
}

#[test]
fn ids_stay_distinct() {
    let read = including("other.md", "## B\n\n## B\n");
    let ids: Vec<&str> =
        read.document.headings().iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["b", "b-1"]);
}

#[test]
fn includes_that_lead_nowhere_are_findings() {
    let table = [
        ("nope.md", "4:10 include-missing `nope.md` cannot be included: there is no such text"),
        ("other.md#nope", "4:10 include-missing `other.md` has no heading `#nope` to include"),
        (
            "../outside.md",
            "4:10 include-missing `../outside.md` lies outside the handbook and cannot be included",
        ),
        ("page.md", "4:10 include-cycle `page.md` includes itself"),
    ];
    for (target, finding) in table {
        assert_eq!(including(target, "x").findings, [finding]);
    }
}

#[test]
fn circles_and_explosions_end() {
    let twice = "```handbook\ninclude: other.md\n```\n";
    let circle = read_as(twice, RawHtml::Sanitize, "```handbook\ninclude: page.md\n```\n");
    assert_eq!(circle.findings, ["2:10 include-cycle `page.md` includes itself"]);
    let big = "x ".repeat(600_000);
    let many = read_as(&twice.repeat(3), RawHtml::Sanitize, &big);
    assert_eq!(many.findings.len(), 2, "{:?}", many.findings);
    assert!(many.html.len() < 1_400_000);
}

#[test]
fn snippets_of_other_tools_are_includes() {
    for text in [
        "{% include \"other.md\" %}",
        "--8<-- \"other.md\"",
        "{{< readfile \"other.md\" >}}",
        "> {% include \"other.md\" %}",
    ] {
        let read = read_as(text, RawHtml::Sanitize, "included");
        assert!(read.html.contains("<p>included</p>"), "{text}: {}", read.html);
    }
    assert_eq!(read("{% include \"x.html\" %}").findings.len(), 1);
}
