//! Whatever is put together: no panic, whole tags, places inside the text, and no mark of ours in
//! sight.

use super::read_as;
use crate::load::markdown::RawHtml;
use crate::source::Location;
use proptest::prelude::*;

/// Pieces that open, close and interrupt each other.
const PIECES: [&str; 86] = [
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "{% hint %}",
    "{% endhint %}",
    "\n{% alert \"x\" %}\n",
    "!!! note\n    ",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n    ",
    "```",
    "`",
    "<Note>\n\n",
    "</Note>\n\n",
    "{{ x }}",
    "{{< ref \"a\" >}}",
    ":::tip\n",
    ":::\n",
    "[a](b)",
    "![c](d)",
    "$x$",
    "[^1]",
    "\n[^1]: n\n",
    "# h\n",
    "<a href=\"x\">",
    "</a>",
    "<!--",
    "-->",
    "{#id}",
    "| a | b |\n|--|--|\n",
    "<p>",
    "<details><summary>",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{% endcomment %}",
    "<video>",
    "<source src=x>",
    "<script>",
    "</script>",
    "=== \"T\"\n    ",
    "\t",
    "é",
    "\0",
    "\r\n",
    "\\",
    "<x y>",
    "<br>",
    "[[W]]",
    ":tada:",
    "::: mermaid\n",
    "--8<-- \"other.md\"\n",
    "<svg>",
    "**",
    "text ",
    "- [x] ",
    "==",
    "++a++",
    "x^2^",
    "~2~",
    "{++",
    "++}",
    "{.c}",
    "{width=3}",
    ":material-x:",
    "\n> [!faq]- T\n> ",
    "\n> [!x] *a*\n> ",
    "{: .note }\n",
    "\n{.is-info}\n",
    "<div markdown>\n",
    "</div>\n",
    "%%",
    "\n%%\n",
    "*[x]: y\n",
    "![a](b c.png =3x)",
    "![[a.png|3]]",
    "<title>",
    "<code>",
    "$5 ",
    "*",
];

fn lies_inside(place: &Location) -> bool {
    place.span().is_some_and(|span| place.source().text().get(span.range()).is_some())
}

/// The first closing tag that closes nothing, or opening tag that nothing closes.
fn odd_tag(html: &str) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if ["br", "hr", "img", "wbr", "input", "col", "media", "view"].contains(&name.as_str()) {
            continue;
        }
        if !tag.starts_with('/') {
            open.push(name);
        } else if open.pop() != Some(name.clone()) {
            return Some(name);
        }
    }
    open.pop()
}

proptest! {
    #[test]
    fn documents_are_whole(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..40), escape in any::<bool>()) {
        let text = pieces.concat();
        let read = read_as(&text, if escape { RawHtml::Escape } else { RawHtml::Sanitize }, &text);
        prop_assert_eq!(odd_tag(&read.html), None, "{:?}\n{}", text, read.html);
        prop_assert!(!read.html.contains("hb-mark") && !read.html.contains("hb-foreign"), "{:?}\n{}", text, read.html);
        prop_assert!(read.document.links().iter().all(|link| lies_inside(&link.place)), "{:?}", text);
        prop_assert!(read.document.headings().iter().all(|heading| lies_inside(&heading.place)), "{:?}", text);
        prop_assert!(read.document.ignores().iter().all(|ignore| lies_inside(&ignore.scope)), "{:?}", text);
    }
}
