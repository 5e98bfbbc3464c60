//! Raw HTML of authors: what stays, what goes, and that nothing gets around it.

use super::{check, check_findings, read, read_as};
use crate::load::markdown::RawHtml;
use crate::site::document::{HtmlPart, LinkKind};
use std::ops::Range;

#[test]
fn harmless_html_stays() {
    check(&[
        ("<kbd>Ctrl</kbd> H<sub>2</sub>O<br>x", "<p><kbd>Ctrl</kbd> H<sub>2</sub>O<br>x</p>"),
        (
            "<details open><summary>S</summary>\n\n**b**\n\n</details>",
            "<details open=\"\"><summary>S</summary>\n<p><strong>b</strong></p>\n</details>",
        ),
        (
            "<p align=center><img src=\"a.png\" alt=\"x\" width=50></p>",
            "<p data-align=\"center\"><img src=\"a.png\" alt=\"x\" width=\"50\"></p>",
        ),
        (
            "<a href=\"x.md?a=1&amp;b=2\" class=\"btn\" target=\"_blank\">x</a>",
            "<p><a href=\"x.md?a=1&b=2\">x</a></p>",
        ),
        (
            "<table><tr><td colspan=\"2\">x</td></tr></table>",
            "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
        ),
        ("a <!-- note --> b", "<p>a  b</p>"),
        ("<center>x</center>", "x"),
        ("<div style=\"text-align:center\">x</div>", "<div data-align=\"center\">x</div>"),
        ("<a name=\"there\"></a>x", "<p><a id=\"there\"></a>x</p>"),
        ("<video controls><source src=\"a.mp4\">no</video>", "<p><media=a.mp4></p>"),
        ("<iframe src=\"https://e.org/v\"></iframe>", "<media=https://e.org/v>"),
        ("<object data=\"a.svg\" title=\"T\"></object>", "<p><img=a.svg T></p>"),
    ]);
}

#[test]
fn what_is_removed_is_found_at_its_place_once() {
    check_findings(&[
        ("x <script>alert(1)</script> y", &["1:3 unsafe-html raw HTML: `<script>` was removed"]),
        (
            "x <b onclick=\"y\">z</b> <b onclick=\"y\">z</b>",
            &["1:3 unsafe-html raw HTML: `onclick` of `<b>` was removed"],
        ),
        (
            "<form action=\"x\"><input type=\"text\"></form>",
            &[
                "1:1 unsafe-html raw HTML: `<form>` was removed",
                "1:18 unsafe-html raw HTML: `<input>` was removed",
            ],
        ),
        (
            "<div style=\"color: red\">x</div>",
            &["1:1 unsafe-html raw HTML: `style` of `<div>` was removed"],
        ),
        ("see <your name>", &[]),
        (
            "<a href=\"java&#115;cript:x\">y</a>",
            &["1:1 unsafe-html a `javascript:` address was removed; its text stays"],
        ),
        (
            "<img src=\"data:text/html,x\">",
            &["1:1 unsafe-html a `data:` address was removed; its text stays"],
        ),
    ]);
    assert_eq!(read("x <script>alert(1)</script> y").html, "<p>x  y</p>\n");
    assert_eq!(read("see <your name>").html, "<p>see &lt;your name&gt;</p>\n");
}

#[test]
fn markdown_around_raw_html_keeps_its_holes_in_order() {
    let read = read(
        "[a](1) <b>[b](2)</b> ![c](3) <a href=\"4\">d</a> `e`[^f]\n\n- [x] <i>g</i>\n\n| h \
         |\n|--:|\n| <u>[i](5)</u> |\n\n[^f]: [j](6) <b>k</b>\n",
    );
    let targets: Vec<&str> =
        read.document.links().iter().map(|link| link.target.as_str()).collect();
    assert_eq!(targets, ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(read.document.links()[3].kind, LinkKind::RawHref);
    let expected = "<p><a=1>a</a> <b><a=2>b</a></b> <img=3 c> <a href=\"4\">d</a> \
        <code>e</code><sup><a class=\"footnote-ref\" id=\"hb:fnref-1\"";
    assert!(read.html.starts_with(expected), "{}", read.html);
    assert!(read.html.contains("aria-label=\"task_done\">\n<i>g</i></li>"), "{}", read.html);
    assert!(read.html.contains("<td data-align=\"right\"><u><a=5>i</a></u></td>"), "{}", read.html);
    assert!(
        read.html.contains("<p><a=6>j</a> <b>k</b> <a class=\"footnote-back\""),
        "{}",
        read.html
    );
}

#[test]
fn marks_of_ours_cannot_be_forged() {
    for mark in [
        "hb-mark=\"0\"",
        "hb-m1=\"0\"",
        "HB-MARK=\"1\"",
        "hb-foreign=\"0\"",
        "hb-href=\"javascript:x\"",
        "hb-mark=\"0\" hb-m1=\"0\" hb-m2=\"1\"",
    ] {
        let text = format!(
            "[a](one) <b>x</b> <i {mark}>y</i> <span {mark}></span>\n\n<aside {mark}>\n\n{{% hint \
             %}}\nz\n{{% endhint %}}\n"
        );
        let read = read(&text);
        assert_eq!(read.html.matches("<a=one>").count(), 1, "{text}\n{}", read.html);
        assert!(!read.html.to_lowercase().contains("hb-"), "{text}\n{}", read.html);
    }
}

#[test]
fn nothing_that_runs_gets_through() {
    let attacks = [
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<a href=\" javascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
        "<a href=javascript&#x3a;alert(1)>x</a>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<object data=\"javascript:alert(1)\"></object>",
        "<object data=\"data:text/html,<script>alert(1)</script>.svg\"></object>",
        "<video src=\"javascript:alert(1)\"></video>",
        "<b title=\"</b><script>alert(1)</script>\">x</b>",
        "<b title='\"><script>alert(1)</script>'>x</b>",
        "<style>@import 'x'</style>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<title><img src=x onerror=alert(1)></title>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<!-- --!><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<?php <img src=x onerror=alert(1)> ?>",
        "<a/href='javascript:alert(1)'/x>y</a>",
        "<base href=\"https://evil.example/\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=x>",
        "<form><button formaction=javascript:alert(1)>x</button></form>",
        "<details ontoggle=alert(1) open>x</details>",
        "<p\u{0}onclick=alert(1)>x</p>",
        "<scr<script>ipt>alert(1)</script>",
        "<a href=\"x\" href=\"javascript:alert(1)\">y</a>",
        "```<script>alert(1)</script>\nx\n```",
        "[x](y \"<script>alert(1)</script>\")",
        "## <script>alert(1)</script>x",
        "> [!NOTE] <img src=x onerror=alert(1)>",
        "{% alert \"<script>alert(1)</script>\" %}\nx\n{% endalert %}",
        ":::note <img src=x onerror=alert(1)>\n:::",
        "{{< figure src=\"javascript:alert(1)\" >}}",
    ];
    for attack in attacks {
        for raw_html in [RawHtml::Sanitize, RawHtml::Escape] {
            let read = read_as(attack, raw_html, "");
            let html = read.html.to_lowercase();
            for bad in [
                "<script", "<svg", "<style", "<iframe", "<object", "<base", "<meta", "<link",
                "<form", "<button", "<!--", "<?",
            ] {
                assert!(!html.contains(bad), "{attack}\n{html}");
            }
            let tags =
                html.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
            for tag in tags {
                let bare = tag.split('"').step_by(2).collect::<String>();
                assert!(!bare.contains(" on"), "{attack}\n{html}");
            }
            for link in read.document.links() {
                assert!(
                    !crate::load::markdown::targets::is_dangerous(&link.target, true),
                    "{attack}"
                );
            }
        }
    }
}

#[test]
fn the_other_ways_with_raw_html() {
    let text = "a <b onclick=\"x\">b</b> <a id=i href='c&amp;d'>e</a> <!-- f -->\n\n<div>\n<!-- g \
        -->\n</div>\n";
    assert_eq!(
        read_as(text, RawHtml::Trust, "").html,
        "<p>a <b onclick=\"x\">b</b> <a id=i href='c&d'>e</a> <!-- f --></p>\n<div>\n<!-- g \
         -->\n</div>\n"
    );
    let escaped = read_as(text, RawHtml::Escape, "");
    assert_eq!(
        escaped.html.replace("&quot;", "\""),
        "<p>a &lt;b onclick=\"x\"&gt;b&lt;/b&gt; &lt;a id=i href='c&amp;amp;d'&gt;e&lt;/a&gt; \
         </p>\n<p>&lt;div&gt;\n\n&lt;/div&gt;\n</p>\n"
    );
    assert!(escaped.findings.is_empty());
}

/// What reads the text of a page finds its headings and footnotes, whatever the sanitiser did.
#[test]
fn the_body_knows_where_its_headings_stand() {
    let markdown = "# T\n\n## A *b*[^n]\n\n<div>\n\n### C <kbd>d</kbd>\n\n</div>\n\n- ## E\n\n\
                    text[^n]\n\n[^n]: Note\n\n    #### F\n";
    for mode in [RawHtml::Sanitize, RawHtml::Trust, RawHtml::Escape] {
        let document = read_as(markdown, mode, "").document;
        let named = |(range, part): &(Range<usize>, HtmlPart)| {
            let html = document.body().html().get(range.clone()).expect("a part of the body");
            let (name, tag) = match part {
                HtmlPart::Heading(index) => {
                    let heading = &document.headings()[*index];
                    (heading.id.as_str(), format!("h{}", heading.level))
                }
                HtmlPart::Navigation => ("note", "a".to_owned()),
            };
            let is_whole = html.trim_start().starts_with(&format!("<{tag} "))
                && html.ends_with(&format!("</{tag}>"));
            assert!(is_whole, "{mode:?} {name}: {html}");
            name.to_owned()
        };
        let names: Vec<String> = document.body().parts().iter().map(named).collect();
        assert_eq!(names, ["a-b", "note", "c-d", "e", "note", "f", "note", "note"], "{mode:?}");
    }
}
