//! Nothing is lost in silence: each word of a text is in its HTML, or a finding says where it went.

use super::tries;
use handbook::internals::diag::Finding;
use handbook::internals::load::markdown::{
    Dialect, ExternalImages, MarkdownOptions, NotIncluded, RawHtml, TextPart, document,
};
use handbook::internals::source::Source;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// Blocks of all dialects; each `@` is a word of its own, which readers are meant to see.
const BLOCKS: [&str; 64] = [
    "@ @ **@** *@* `@` ~~@~~ [@](a.md) ![@](a.png)",
    "# @ @",
    "## @ {#id}",
    "- @\n- @\n  - @",
    "1. @\n2. @",
    "- [ ] @\n- [x] @",
    "> @\n> @",
    "> [!NOTE]\n> @",
    "> [!WARNING] @\n> @",
    "> [!faq]- @\n> @",
    "> **Note**\n> @",
    "| @ | @ |\n|---|---|\n| @ | @ |\n| @ | @ | @ |",
    "```rust\n@ @\n```",
    "```js title=\"@\"\n@\n```",
    "~~~\n@\n~~~",
    "    @ @",
    "<div>@</div>",
    "<div markdown=\"1\">\n@ **@**\n</div>",
    "<details>\n<summary>@</summary>\n\n@\n\n</details>",
    "<details markdown><summary>@</summary>\n@\n</details>",
    "!!! note \"@\"\n    @\n\n    @",
    "??? tip \"@\"\n    @",
    "=== \"@\"\n\n    @",
    "/// note | @\n@\n///",
    ":::tip[@]\n@\n:::",
    ":::note @\n@\n:::",
    "::: warning\n@\n:::",
    ":::unheard-of @\n@\n:::",
    "{% hint style=\"info\" %}\n@ @\n{% endhint %}",
    "{% tabs %}\n{% tab title=\"@\" %}\n@\n{% endtab %}\n{% endtabs %}",
    "{% unheard %}\n@\n{% endunheard %}",
    "{{< alert title=\"@ @\" >}}\n@\n{{< /alert >}}",
    "{{% details \"@ @\" %}}\n@\n{{% /details %}}",
    "{{< unheard title=\"@ @\" >}}\n@\n{{< /unheard >}}",
    "{{< figure src=\"a.png\" title=\"@\" caption=\"@\" alt=\"@\" >}}",
    "{{< highlight go >}}\n@\n{{< /highlight >}}",
    "<% unheard '@ @' %>",
    "<Callout title=\"@\">@</Callout>",
    "<Card title=\"@\" href=\"a.md\" description=\"@\" />",
    "<Card title=\"@\">\n\n    @\n\n</Card>",
    "<Unheard title=\"@\">\n  @\n</Unheard>",
    "<Details summary=\"@\">\n\n@\n\n</Details>",
    "<Link to=\"a.md\">@</Link> @ <Badge text=\"@\" />",
    "<@> @ <@ @>",
    "<title> @",
    "a.[^1] @\n\n[^1]: @",
    "@^[@ @]",
    "@\n: @",
    "@:: @",
    "@ [@:: @] (k:: @)",
    "@ ^block-1",
    "++ctrl+@++ ==@== H~@~ x^@^ {++@++} {~~@~>@~~}",
    "$@$ and $5 @ $6 @",
    "{: .note }\n@",
    "> @\n{.is-info}\n\n@",
    "@ {: .lead }",
    "*[HTML]: Hyper\n\nHTML @",
    "[[@]] [[a|@]] [@][r]\n\n[r]: a.md",
    "<span style=\"color: red\">@</span> @",
    "<unknown-thing>@</unknown-thing> @",
    "{@} {@: @} {{ @ }} ${@}",
    "@ <b>@ <i>@",
    "import @ from nowhere @",
    "-- @ -- \\@ \\[@\\]",
];

/// Lines that begin something which nobody ends.
const OPENERS: [&str; 14] = [
    "{% hint %}",
    "{% raw %}",
    "<details>",
    "<div>",
    ":::note",
    "```",
    "<Callout>",
    "{{< tab >}}",
    "!!! note",
    "<code>",
    "$$",
    "{% if x %}",
    "<table>",
    "/// tip",
];

fn block() -> impl Strategy<Value = String> {
    let block = prop::sample::select(&BLOCKS[..]).prop_map(str::to_owned);
    let opener = prop::sample::select(&OPENERS[..]).prop_map(str::to_owned);
    let prefix = prop::sample::select(&PREFIXES[..]);
    (prop_oneof![9 => block, 1 => opener], prefix)
        .prop_map(|(block, prefix)| indented(&block, prefix))
}

fn indented(block: &str, prefix: &str) -> String {
    let later = if prefix == "- " { "  " } else { prefix };
    let lines = block.lines().enumerate();
    let lines = lines.map(|(at, line)| format!("{}{line}", if at == 0 { prefix } else { later }));
    lines.collect::<Vec<_>>().join("\n")
}

fn text() -> impl Strategy<Value = String> {
    let blocks =
        prop::collection::vec((block(), prop::sample::select(&["\n\n", "\n\n", "\n"][..])), 1..6);
    blocks.prop_map(|blocks| {
        numbered(&blocks.into_iter().map(|(block, end)| block + end).collect::<String>())
    })
}

/// The text with a word for each `@`.
fn numbered(text: &str) -> String {
    let mut pieces = text.split('@');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (number, piece) in pieces.enumerate() {
        out.push_str(&format!("w{number}w{piece}"));
    }
    out
}

/// The words of a text with their lines.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |word: &&str| {
        word.len() > 2
            && word.starts_with('w')
            && word.ends_with('w')
            && word.trim_matches('w').bytes().all(|byte| byte.is_ascii_digit())
    };
    text.lines().enumerate().flat_map(move |(at, line)| {
        line.split(|c: char| !c.is_alphanumeric()).filter(is_word).map(move |word| (at + 1, word))
    })
}

/// Whether a finding stands at a line.
fn is_about(finding: &Finding, text: &str, line: usize) -> bool {
    let Some(span) = finding.location().span() else { return false };
    let line_of = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    (line_of(span.start)..=line_of(span.end)).contains(&line)
}

/// The words that are neither shown nor spoken of, and the HTML.
fn lost(text: &str) -> (Vec<String>, String) {
    let options = MarkdownOptions {
        raw_html: RawHtml::Sanitize,
        dialect: Dialect::Handbook,
        external_images: ExternalImages::default(),
        untitled: false,
        cross_references: false,
    };
    let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
    let part = TextPart::whole(Source::new("a.md", text));
    let (document, findings) = document(&part, options, &includes);
    let html = document.body().html().to_owned();
    let of_links = document.links().iter().flat_map(|link| [&link.alt, &link.title, &link.target]);
    let title = document.title().map(|title| &title.text);
    let shown: String = of_links.chain(title).map(|text| format!(" {text}")).collect();
    // A formula has each letter in an element of its own.
    let bare: String =
        html.split('<').map(|rest| rest.split_once('>').map_or(rest, |r| r.1)).collect();
    let shown = format!("{html}{shown}{bare}").to_lowercase();
    let is_known = |line: usize, word: &str| {
        shown.contains(word) || findings.iter().any(|finding| is_about(finding, text, line))
    };
    let lost = words(text).filter(|(line, word)| !is_known(*line, word));
    (lost.map(|(line, word)| format!("{line}: {word}")).collect(), html)
}

/// What may stand in front of each line of a block.
const PREFIXES: [&str; 5] = ["", "> ", "  ", "    ", "- "];

#[test]
fn each_kind_of_block_is_shown_or_spoken_of() {
    let mut failures = String::new();
    for block in BLOCKS {
        for prefix in PREFIXES {
            let text = numbered(&indented(block, prefix)) + "\n";
            let (lost, html) = lost(&text);
            if !lost.is_empty() {
                failures += &format!("{}\n{text}--- becomes\n{html}\n\n", lost.join(", "));
            }
        }
    }
    assert!(failures.is_empty(), "words are lost: {failures}");
}

proptest! {
    #![proptest_config(Config { rng_seed: RngSeed::Fixed(11), ..tries() })]

    #[test]
    fn each_word_is_shown_or_spoken_of(text in text()) {
        let (lost, html) = lost(&text);
        prop_assert!(lost.is_empty(), "lost: {}\n{text}\n--- becomes\n{html}", lost.join(", "));
    }
}
