//! Syntax of other tools.

use super::{check, check_findings, read};

const WARNING: &str = "<aside class=\"callout\" data-kind=\"warning\" role=\"note\">\n<p \
    class=\"callout-title\">warning</p>\n<p>x</p>\n</aside>";

#[test]
fn containers_of_other_tools_are_callouts() {
    check(&[
        ("{% hint style=\"warning\" %}\nx\n{% endhint %}", WARNING),
        ("{% hint style=\"warning\" %}x{% endhint %}", WARNING),
        ("{{% alert color=\"warning\" %}}\nx\n{{% /alert %}}", WARNING),
        ("{{< hint warning >}}\nx\n{{< /hint >}}", WARNING),
        ("!!! warning\n    x", WARNING),
        ("!!! warning\n\n    x\n", WARNING),
        (":::warning\nx\n:::", WARNING),
        ("::: warning\n\nx\n\n:::", WARNING),
        ("<Warning>\n\nx\n\n</Warning>", WARNING),
        ("<Callout type=\"warning\">\n\nx\n\n</Callout>", WARNING),
        ("<%= warning_text('x') %>", WARNING),
        ("{% alert \"x\" \"warning\" %}", WARNING),
        ("??? tip \"More\"\n    x", "<details>\n<summary>More</summary>\n<p>x</p>\n</details>"),
        (
            "{{< details \"More\" >}}\nx\n{{< /details >}}",
            "<details>\n<summary>More</summary>\n<p>x</p>\n</details>",
        ),
        (
            "=== \"A\"\n    x\n",
            "<section class=\"tab\">\n<p class=\"tab-title\">A</p>\n<p>x</p>\n</section>",
        ),
        (
            "{% tabs %}\n{% tab title=\"A\" %}\nx\n{% endtab %}\n{% endtabs %}",
            "<section class=\"tab\">\n<p class=\"tab-title\">A</p>\n<p>x</p>\n</section>",
        ),
    ]);
}

#[test]
fn containers_stay_inside_of_what_they_are_in() {
    check(&[
        (
            "- a\n\n    !!! note\n        b\n\n- c",
            "<ul>\n<li>\n<p>a</p>\n<aside class=\"callout\" data-kind=\"note\" role=\"note\">\n<p \
             class=\"callout-title\">note</p>\n<p>b</p>\n</aside>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
        ),
        (
            "> {% hint %}\n> a\n> {% endhint %}\n\nb",
            "<blockquote>\n<aside class=\"callout\" data-kind=\"note\" role=\"note\">\n<p \
             class=\"callout-title\">note</p>\n<p>a</p>\n</aside>\n</blockquote>\n<p>b</p>",
        ),
        (
            "- {% hint %}\n\nnever closed\n\n{% endhint %}",
            "<ul>\n<li>\n<aside class=\"callout\" data-kind=\"note\" role=\"note\">\n<p \
             class=\"callout-title\">note</p>\n</aside>\n</li>\n</ul>\n<p>never closed</p>",
        ),
    ]);
}

#[test]
fn targets_images_and_text_are_kept() {
    check(&[
        ("[a]({{< relref \"/x y\" >}}) [b]({% page \"/z\" %})", "<p><a=/x y>a</a> <a=/z>b</a></p>"),
        ("see {{< ref \"c.md\" >}}", "<p>see <a=c.md>c.md</a></p>"),
        ("{% image \"a.png\" \"An [odd] one\" %}", "<p><img=/a.png An [odd] one></p>"),
        (
            "[a]({% page \"x/y#z\" %}) [b]({% download \"./c.pdf\" %}) [d]({{< ref \"e.md\" >}})",
            "<p><a=/x/y#z>a</a> <a=./c.pdf>b</a> <a=e.md>d</a></p>",
        ),
        (
            "{{< youtube abc >}}",
            "<p><a=https://www.youtube.com/watch?v=abc>https://www.youtube.com/watch?v=abc</a></p>",
        ),
        ("[a](b.md){: .btn} [c](d.md){.x}", "<p><a=b.md>a</a> <a=d.md>c</a></p>"),
        ("A goal. {#goal}", "<p>A goal. <span id=\"goal\"></span></p>"),
        ("* TOC\n{:toc}\n\n[[_TOC_]]\n\nx", "<p>x</p>"),
        ("a {% comment %} b\n\nc {% endcomment %} d", "<p>a  d</p>"),
        ("{% raw %}{{ a }} {% b %}{% endraw %}", "<p>{{ a }} {% b %}</p>"),
        ("a {/* b */} c {# d #} e", "<p>a  c  e</p>"),
        (
            "::: plantuml\na{{b}}\n:::",
            "<figure class=\"diagram\" data-language=\"plantuml\"><figcaption>diagram \
             (plantuml)</figcaption><pre tabindex=\"0\"><code>a{{b}}\n</code></pre></figure>",
        ),
        (
            "{% highlight klingon %}\n{{ x }}\n{% endhighlight %}",
            "<pre tabindex=\"0\"><code class=\"language-klingon\">{{ x }}\n</code></pre>",
        ),
        ("# <%= current_page.data.title %>\n\nx", "<p>x</p>"),
    ]);
}

#[test]
fn code_stays_as_it_is() {
    check(&[
        ("`{{ a }}` ``{% b ` %}``", "<p><code>{{ a }}</code> <code>{% b ` %}</code></p>"),
        (
            "```\n!!! note\n    {% a %}\n:::x\n```",
            "<pre tabindex=\"0\"><code>!!! note\n    {% a %}\n:::x\n</code></pre>",
        ),
        (
            "    {{ a }}\n    {% hint %}\n",
            "<pre tabindex=\"0\"><code>{{ a }}\n{% hint %}\n</code></pre>",
        ),
        ("${{ github.x }} and \\{{ a }}", "<p>${{ github.x }} and {{ a }}</p>"),
        ("a {b} {c: d} :: x === y ??? !!!", "<p>a {b} {c: d} :: x === y ??? !!!</p>"),
    ]);
}

#[test]
fn what_is_unknown_is_named_once_and_its_text_stays() {
    check_findings(&[
        (
            "a {% nope \"some text\" %} {% nope %}",
            &["1:3 foreign-syntax `{% nope \"some text\" %}` is template syntax that handbook \
                 does not know; it is left out, its text stays"],
        ),
        (
            "a {{< nope >}}b{{< /nope >}}",
            &["1:3 foreign-syntax `{{< nope >}}` is shortcode syntax that handbook does not \
                 know; it is left out, its text stays"],
        ),
        (
            "{{ site.x }} {{ y.z }}",
            &[
                "1:1 foreign-syntax `{{ site.x }}` is template syntax that handbook does not know; \
                 it is left out, its text stays",
                "1:14 foreign-syntax `{{ y.z }}` looks like a variable of a template language; it \
                 is shown as it is",
            ],
        ),
        (
            ":::widget\nx\n:::",
            &["1:1 foreign-syntax `:::widget` is container syntax that handbook does not know; \
                 it is left out, its text stays"],
        ),
        ("import A from './a'\n\nx", &[]),
        (
            "export const a = 1\n\nx",
            &["1:1 foreign-syntax `export const a = 1` is module syntax that handbook does not \
                 know; it is left out, its text stays"],
        ),
        (
            "<Chart data={x} />",
            &["1:1 foreign-syntax `<Chart>` is component syntax that handbook does not know; it \
                 is left out, its text stays"],
        ),
        (
            "!!! note\n    a\n\n    [x](javascript:y)",
            &["4:5 unsafe-html a `javascript:` address was removed; its text stays"],
        ),
    ]);
    assert_eq!(
        read("a {% nope \"some text\" %} b {{ site.x }}c {{ y.z }}").html,
        "<p>a some text b c {{ y.z }}</p>\n"
    );
    assert_eq!(read("a {{< nope >}}b{{< /nope >}}").html, "<p>a b</p>\n");
}

#[test]
fn places_lead_back_to_the_file() {
    let text = "{% hint %}\nx {{ site.a }} [l](t.md) {% nope %}[m](u.md)\n{% endhint %}\n\n!!! \
        tip\n    [n](v.md)\n\n## H\n";
    let read = read(text);
    let place = |place: &crate::source::Location| {
        place.source().slice(place.span().expect("a span")).to_owned()
    };
    let links: Vec<String> = read.document.links().iter().map(|link| place(&link.place)).collect();
    assert_eq!(links, ["t.md", "u.md", "v.md"]);
    assert_eq!(place(&read.document.headings()[0].place), "## H");
}
