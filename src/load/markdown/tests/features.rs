//! What handbooks use beyond CommonMark.

use super::{check, check_findings, read};
use crate::site::document::LinkKind;

#[test]
fn tables_tasks_and_alerts() {
    check(&[
        (
            "| a | b |\n|---|--:|\n| 1 | ~~2~~ |",
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"table \
             1\"><table>\n<thead><tr><th scope=\"col\">a</th>\
             <th scope=\"col\" data-align=\"right\">b</th></tr></thead><tbody>\n<tr><td>1</td><td \
             data-align=\"right\"><del>2</del></td></tr>\n\
             </tbody></table></div>",
        ),
        (
            "- [x] a",
            "<ul>\n<li><input type=\"checkbox\" disabled checked \
             aria-label=\"task_done\">\na</li>\n</ul>",
        ),
        (
            "> [!WARNING]\n> Look *out*",
            "<aside class=\"callout\" data-kind=\"warning\" role=\"note\">\n<p \
             class=\"callout-title\">warning</p>\n<p>Look <em>out</em></p>\n</aside>",
        ),
        ("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    ]);
}

#[test]
fn text_in_a_line() {
    check(&[
        (
            "at https://example.org/a_b_c.",
            "<p>at <a=https://example.org/a_b_c>https://example.org/a_b_c</a>.</p>",
        ),
        (
            "`https://example.org` [x https://e.org](a)",
            "<p><code>https://example.org</code> <a=a>x https://e.org</a></p>",
        ),
        (
            "<https://e.org> <a@e.org> b@e.org",
            "<p><a=https://e.org>https://e.org</a> <a=mailto:a@e.org>a@e.org</a> \
             <a=mailto:b@e.org>b@e.org</a></p>",
        ),
        (
            "[[A page|text]] and [[A page#part]]",
            "<p><a=A page>text</a> and <a=A page#part>A page &gt; part</a></p>",
        ),
        ("[[1]](#x)", "<p><a=#x>[1]</a></p>"),
        (":tada: `:tada:` 10:30:45 :nope:", "<p>🎉 <code>:tada:</code> 10:30:45 :nope:</p>"),
        ("costs $5, or $6 for *two* people", "<p>costs $5, or $6 for <em>two</em> people</p>"),
        ("$x$", "<p><math display=\"inline\"><mi>x</mi></math></p>"),
        ("costs $5 and $x$", "<p>costs $5 and <math display=\"inline\"><mi>x</mi></math></p>"),
        ("![a *b* ![c](d)](e \"t\")", "<p><img=e a b c></p>"),
        ("[![a](b)](c)", "<p><a=c><img=b a></a></p>"),
    ]);
}

#[test]
fn code_and_diagrams() {
    check(&[
        (
            "```klingon\na < b\n```",
            "<pre tabindex=\"0\"><code class=\"language-klingon\">a &lt; b\n</code></pre>",
        ),
        (
            "```plantuml\na-->b\n```",
            "<figure class=\"diagram\" data-language=\"plantuml\"><figcaption>diagram \
             (plantuml)</figcaption><pre tabindex=\"0\"><code>a--&gt;b\n</code></pre></figure>",
        ),
        ("```math\nx\n```", "<p><math display=\"block\"><mi>x</mi></math></p>"),
        ("```handbook\nview: people\n```", "<view=people>"),
    ]);
}

#[test]
fn headings_have_ids_and_the_first_is_the_title() {
    let read = read(
        "# The *title* [x](y)\n\nText.\n\n## A b\n\n## A b\n\n## GET /users/{id}\n\n## C {#given \
         .looks}\n\n# Another :tada:\n",
    );
    let title = read.document.title().expect("a title");
    assert_eq!(
        (title.text.as_str(), title.html.as_str(), title.id.as_str()),
        ("The title x", "The <em>title</em> x", "the-title-x")
    );
    let ids: Vec<(&str, &str)> = read
        .document
        .headings()
        .iter()
        .map(|heading| (heading.id.as_str(), heading.text.as_str()))
        .collect();
    let expected = [
        ("a-b", "A b"),
        ("a-b-1", "A b"),
        ("get-usersid", "GET /users/{id}"),
        ("given", "C"),
        ("another-tada", "Another 🎉"),
    ];
    assert_eq!(ids, expected);
    assert!(
        !read.html.contains("title</em>") && read.html.starts_with("<p>Text.</p>"),
        "{}",
        read.html
    );
    assert!(read.html.contains(
        "<h2 id=\"a-b\">A b <a class=\"anchor\" href=\"#a-b\" aria-label=\"section_link: A \
             b\">#</a></h2>"
    ));
    assert!(
        read.document.has_anchor("the-title-x")
            && read.document.has_anchor("given")
            && !read.document.has_anchor("nope")
    );
    assert_eq!(read.document.summary(), "Text.");
}

#[test]
fn a_title_that_is_not_the_first_heading_stays() {
    let read = read("## First\n\n# Second\n");
    assert!(read.document.title().is_none());
    assert!(read.html.contains("<h1 id=\"second\">"), "{}", read.html);
}

#[test]
fn ids_of_authors_do_not_shadow_others() {
    check_findings(&[
        ("## A\n\n## B {#a}", &["3:1 duplicate-anchor the id `a` is used already"]),
        ("## A {#hb:fn-1}", &["1:1 duplicate-anchor the id `hb:fn-1` is used already"]),
        ("<a id=\"a\"></a>\n\n## A", &["1:1 duplicate-anchor the id `a` is used already"]),
    ]);
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let read = read("a[^z] b[^y] c[^z]\n\n[^y]: why\n[^z]: zed\n[^unused]: kept\n");
    let html = read.html;
    let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part} in {html}"));
    assert!(at("<li id=\"hb:fn-1\">\n<p>zed") < at("<li id=\"hb:fn-2\">\n<p>why"));
    assert!(at("why") < at("kept"));
    at(
        "a<sup><a class=\"footnote-ref\" id=\"hb:fnref-1\" href=\"#hb:fn-1\" aria-label=\"footnote \
         1\">1</a></sup>",
    );
    at("id=\"hb:fnref-1-2\"");
    at("href=\"#hb:fnref-1-2\" aria-label=\"back_to_text 1-2\">↩</a></p>\n</li>");
}

#[test]
fn links_keep_their_places_and_what_was_written() {
    let text = "[a](<b c.md> \"T\") ![i](p%20q.png) [r] [[W]] https://e.org\n\n[r]: ref.md\n";
    let read = read(text);
    let seen: Vec<(LinkKind, &str, &str, &str)> = read
        .document
        .links()
        .iter()
        .map(|link| {
            (
                link.kind,
                link.target.as_str(),
                link.title.as_str(),
                link.place.source().slice(link.place.span().expect("a span")),
            )
        })
        .collect();
    let expected = [
        (LinkKind::Page, "b c.md", "T", "b c.md"),
        (LinkKind::Image, "p%20q.png", "", "p%20q.png"),
        (LinkKind::Page, "ref.md", "", "ref.md"),
        (LinkKind::Wiki, "W", "", "[[W]]"),
        (LinkKind::Page, "https://e.org", "", "https://e.org"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn dangerous_addresses_are_text() {
    for text in [
        "[a](javascript:x)",
        "[a](JaVa&#x0A;script&colon;x)",
        "[a][b]\n\n[b]: vbscript:x",
        "![a](data:text/html,x)",
        "<javascript:x>",
    ] {
        let read = read(text);
        assert!(read.document.links().is_empty(), "{text}");
        assert_eq!(read.findings.len(), 1, "{text}");
        assert!(read.findings[0].contains("unsafe-html"), "{text}");
    }
    assert_eq!(read("![a](data:image/png;base64,AA)").document.links().len(), 1);
}

#[test]
fn ignore_comments_are_about_their_block_or_the_next() {
    let text = "<!-- handbook: ignore broken-link it moves -->\n\n[a](b)\n\nc <!-- handbook: \
        ignore x --> d\n";
    let read = read(text);
    let seen: Vec<(&str, &str, &str)> = read
        .document
        .ignores()
        .iter()
        .map(|ignore| {
            (
                ignore.rule.as_str(),
                ignore.reason.as_str(),
                ignore.scope.source().slice(ignore.scope.span().expect("a span")),
            )
        })
        .collect();
    let expected = [
        ("broken-link", "it moves", "<!-- handbook: ignore broken-link it moves -->\n\n[a](b)\n"),
        ("x", "", "c <!-- handbook: ignore x --> d\n"),
    ];
    assert_eq!(seen, expected);
    assert_eq!(read.html, "\n<p><a=b>a</a></p>\n<p>c  d</p>\n".trim_start());
}

#[test]
fn views_and_blocks_that_ask_for_nothing() {
    check_findings(&[
        (
            "```handbook\nx: y\n```",
            &["1:1 unknown-view this `handbook` block has neither `view:` nor `include:`"],
        ),
        (
            "$$\\nosuch$$",
            &["1:1 foreign-syntax this formula cannot be read, so it is shown as it is written"],
        ),
    ]);
    let read = read("```handbook\nview: owner-pages # all\nowner: \"team:a\"\n```");
    let view = &read.document.views()[0];
    assert_eq!((view.name.as_str(), view.arguments["owner"].as_str()), ("owner-pages", "team:a"));
    assert_eq!(view.place.source().slice(view.place.span().expect("a span")), "owner-pages");
}

#[test]
fn places_count_from_the_start_of_the_file() {
    use crate::load::markdown::{
        Dialect, ExternalImages, MarkdownOptions, NotIncluded, RawHtml, TextPart, document,
    };
    use crate::source::{Source, Span};
    for body in ["[a](b.md)\r\n\r\n## H\r\n", "[a](b.md) {{ site.x }}\r\n\r\n## H\r\n"] {
        let text = format!("---\r\ntitle: é\r\n---\r\n{body}");
        let start = text.len() - body.len();
        let part =
            TextPart::new(Source::new("page.md", text.as_str()), Span::new(start, text.len()));
        let options = MarkdownOptions {
            raw_html: RawHtml::default(),
            dialect: Dialect::default(),
            external_images: ExternalImages::default(),
            untitled: false,
            cross_references: false,
        };
        let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
        let (document, _) = document(&part, options, &includes);
        let place = &document.links()[0].place;
        assert_eq!(
            (
                place.start().expect("a place").line,
                place.source().slice(place.span().expect("a span"))
            ),
            (4, "b.md")
        );
        assert_eq!(document.headings()[0].place.start().expect("a place").line, 6);
    }
}
