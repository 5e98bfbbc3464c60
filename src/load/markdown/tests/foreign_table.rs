//! What other tools write, and what becomes of it: the manual's table is made from this list, and
//! each row of it is tried.
#![expect(clippy::disallowed_methods, reason = "the test holds the manual of this repository")]

use super::read;

/// One kind of syntax.
struct Row {
    tools: &'static str,
    /// As it is written.
    example: &'static str,
    /// What readers get.
    becomes: &'static str,
    /// What stands in the HTML for it.
    html: &'static str,
    /// Whether it is reported as well.
    is_reported: bool,
}

const fn carried(
    tools: &'static str,
    example: &'static str,
    becomes: &'static str,
    html: &'static str,
) -> Row {
    Row { tools, example, becomes, html, is_reported: false }
}

const fn reported(
    tools: &'static str,
    example: &'static str,
    becomes: &'static str,
    html: &'static str,
) -> Row {
    Row { tools, example, becomes, html, is_reported: true }
}

const ROWS: [Row; 61] = [
    carried("MkDocs", "!!! note \"Title\"\n    Text", "a callout", "class=\"callout\""),
    carried("MkDocs", "??? tip \"Title\"\n    Text", "details, open with `???+`", "<details>"),
    carried("MkDocs", "=== \"Tab\"\n\n    Text", "a tab with its title", "class=\"tab\""),
    carried("MkDocs", "/// warning | Title\nText\n///", "a callout", "class=\"callout\""),
    carried("MkDocs", "++ctrl+c++", "keys", "<kbd>Ctrl</kbd>"),
    carried("MkDocs", "==marked== ^^new^^ H~2~O x^2^", "marks", "<mark>marked</mark>"),
    carried("MkDocs", "{++new++} {--old--} {>>for authors<<}", "changes; comments go", "<ins>new"),
    carried("MkDocs", ":material-check:", "a sign, where one is known", "✔"),
    reported("MkDocs", ":material-cow:", "nothing", ""),
    carried("MkDocs", "![x](a.png){ width=300 }", "the size; looks go", "<img=a.png x>"),
    carried("MkDocs", "[](){#leave}", "an anchor", "<span id=\"leave\"></span>"),
    carried("MkDocs", "*[HR]: Human resources\n\nHR", "an explained short form", "<abbr"),
    carried("MkDocs, Jekyll", "{: .warning }\n> Text", "a callout", "class=\"callout\""),
    carried("Docusaurus, VitePress", ":::tip[Title]\nText\n:::", "a callout", "class=\"callout\""),
    reported("VitePress", "::: unheard\nText\n:::", "its text", "<p>Text</p>"),
    carried("MDX", "<Callout type=\"tip\">Text</Callout>", "a callout", "class=\"callout\""),
    carried("MDX", "<TabItem label=\"Tab\">Text</TabItem>", "a tab", "class=\"tab\""),
    carried("MDX", "<Details summary=\"More\">\n\nText\n\n</Details>", "details", "<summary>More"),
    carried("MDX", "<Card title=\"T\" href=\"a.md\" />", "a link with its text", "<strong>"),
    carried("VitePress", "## A {#b .c}\n\nText\n{.lead}", "the id; looks go", "id=\"b\""),
    carried("VitePress", "```sh [npm]\nx\n```", "code with a title", "<figcaption>npm"),
    carried("MDX", "<Link to=\"a.md\">text</Link>", "a link", "text"),
    reported("MDX", "<Chart title=\"T\">Text</Chart>", "its text and its titles", "Text"),
    carried(
        "MDX",
        "import A from '@theme/A'\n\nText",
        "nothing; texts are included, others reported where used",
        "<p>Text</p>",
    ),
    reported(
        "MDX",
        "{props.name} Text",
        "itself, in MDX or where it is plain",
        "{props.name} Text",
    ),
    carried(
        "mdBook",
        "```admonish info \"Title\"\nText\n```",
        "a callout; so do `ad-note` and `{note}`",
        "class=\"callout\"",
    ),
    carried("Docusaurus", "```js title=\"a.js\"\nx\n```", "code with a title", "<figcaption>a.js"),
    carried(
        "GitBook",
        "{% hint style=\"info\" %}\nText\n{% endhint %}",
        "a callout",
        "class=\"callout\"",
    ),
    carried("GitBook", "{% tab title=\"Tab\" %}\nText\n{% endtab %}", "a tab", "class=\"tab\""),
    carried("GitBook", "{% page-ref page=\"a.md\" %}", "a link with the page's title", "T0"),
    carried("GitBook", "{% embed url=\"https://a.example\" %}", "a link", "https://a.example"),
    carried(
        "Hugo",
        "{{< alert title=\"T\" >}}\nText\n{{< /alert >}}",
        "a callout",
        "class=\"callout\"",
    ),
    carried("Hugo", "{{% details \"More\" %}}\nText\n{{% /details %}}", "details", "<summary>More"),
    carried(
        "Hugo",
        "{{< figure src=\"a.png\" caption=\"C\" >}}",
        "a picture and its caption",
        "<em>C</em>",
    ),
    carried("Hugo", "{{< highlight go >}}\nx\n{{< /highlight >}}", "code", "language-go"),
    carried("Hugo", "[x]({{< ref \"a.md\" >}})", "a link", "x"),
    reported(
        "Hugo",
        "{{< chart title=\"T\" >}}\nText\n{{< /chart >}}",
        "its text and its titles",
        "Text",
    ),
    carried("Jekyll", "{% highlight ruby %}\nx\n{% endhighlight %}", "code", "language-ruby"),
    carried("Jekyll", "{% raw %}{{ x }}{% endraw %}", "the text as it is", "{{ x }}"),
    reported("Jekyll, Eleventy", "{{ page.title }} Text", "nothing", "Text"),
    carried("Jekyll", "{::nomarkdown}Text{:/}", "its text", "<p>Text</p>"),
    carried("MyST", ":::{note} Title\nText\n:::", "a callout", "class=\"callout\""),
    carried("MyST", "```{figure} a.png\nText\n```", "a picture and its caption", "<img=a.png"),
    carried("MyST", "(name)=\n## A", "an anchor for all pages", "id=\"name\""),
    carried("MyST", "{doc}`Text <a.md>`", "a link", "Text"),
    carried("MyST", "{kbd}`x` {sub}`2` {py:func}`~a.b`", "keys, marks and code", "<kbd>x</kbd>"),
    reported("MyST", "{unheard}`Text`", "its text as code", "<code>Text</code>"),
    carried(
        "MyST",
        "```{list-table}\n* - a\n  - b\n```",
        "a table; `csv-table` as well",
        "<td>a</td><td>b</td>",
    ),
    carried("MyST", "```{toctree}\na.md\n```", "a list of links, unless it is hidden", "<li>"),
    carried("MyST", "```{code-block} python\nx\n```", "code", "language-python"),
    reported("Any", "{{ variable }}", "itself", "{{ variable }}"),
    carried("Obsidian", "> [!faq]- Title\n> Text", "a callout, folded or open", "<summary>Title"),
    carried("Obsidian", "Text ^id", "an anchor for `[[Page#^id]]`", "id=\"^id\""),
    carried("Obsidian", "status:: active", "the field and its value", "<strong>status:</strong>"),
    carried("Obsidian", "Text^[A note.]", "a footnote", "footnote-ref"),
    carried("Azure DevOps", "::: mermaid\ngraph LR;\nA-->B\n:::", "a drawing", "class=\"drawing\""),
    carried(
        "Hugo",
        "{{< mermaid >}}\ngraph LR;\nA-->B\n{{< /mermaid >}}",
        "a drawing",
        "class=\"drawing\"",
    ),
    carried(
        "Mermaid",
        "<pre class=\"mermaid\">\ngraph LR;\nA--&gt;B\n</pre>",
        "a drawing; in a `div` as well",
        "class=\"drawing\"",
    ),
    carried(
        "Confluence",
        "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body>\nText\n\
         </ac:rich-text-body></ac:structured-macro>",
        "a callout; `expand`, `code`, `status`, tasks and pictures as well",
        "class=\"callout\"",
    ),
    carried("Confluence", "<ac:link><ri:page ri:content-title=\"T\" /></ac:link>", "a link", "T"),
    reported(
        "Confluence",
        "<ac:structured-macro ac:name=\"chart\"><ac:rich-text-body>\nText\n\
         </ac:rich-text-body></ac:structured-macro>",
        "its text and its title",
        "Text",
    ),
];

#[test]
fn each_kind_becomes_what_the_manual_says() {
    for row in &ROWS {
        let read = read(row.example);
        assert!(read.html.contains(row.html), "{}\n{}", row.example, read.html);
        let is_reported = read.findings.iter().any(|found| found.contains(" foreign-syntax "));
        assert_eq!(is_reported, row.is_reported, "{}", row.example);
    }
}

#[test]
fn the_manual_has_the_table() {
    let path =
        format!("{}/example-handbook/content/manual/markdown.md", env!("CARGO_MANIFEST_DIR"));
    let written = std::fs::read_to_string(&path).expect("the manual");
    let head = "| Tool | Written | Becomes | Reported |\n|---|---|---|---|\n";
    let row = |row: &Row| {
        let code = row.example.replace('|', "\\|");
        let lines: Vec<String> = code
            .lines()
            .filter(|line| !line.is_empty())
            .map(
                |line| {
                    if line.contains('`') { format!("`` {line} ``") } else { format!("`{line}`") }
                },
            )
            .collect();
        let reported = if row.is_reported { "yes" } else { "" };
        let cells =
            format!("| {} | {} | {} | {reported}", row.tools, lines.join("<br>"), row.becomes);
        format!("{} |\n", cells.trim_end())
    };
    let table: String = head.to_owned() + &ROWS.iter().map(row).collect::<String>();
    let (above, rest) = written.split_once(head).expect("the table");
    let below = rest.split_once("\n\n").map_or(String::new(), |(_, below)| format!("\n{below}"));
    let expected = format!("{above}{table}{below}");
    if std::env::var_os("UPDATE").is_some() && written != expected {
        std::fs::write(&path, expected).expect("a file that can be written");
        return;
    }
    assert!(written == expected, "the table is old: UPDATE=1 cargo test --lib foreign_table");
}
