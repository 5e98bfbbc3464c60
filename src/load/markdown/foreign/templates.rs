//! Code that pages of MDX write as a template, so that nothing in it is computed:
//! `<pre>{`…`}</pre>`, `<CodeBlock language="js">{`…`}</CodeBlock>`.

use super::component_tags::LONGEST;
use super::draft::TextDraft;

/// Elements that hold code.
const ELEMENTS: [&str; 3] = ["pre", "code", "CodeBlock"];

/// Such an element.
#[derive(Debug, PartialEq)]
struct CodeTemplate<'t> {
    language: &'t str,
    code: &'t str,
    /// How many bytes it takes.
    length: usize,
}

/// Writes the element at `at` as a code block; returns where reading goes on.
pub(super) fn write(
    draft: &mut TextDraft<'_>,
    text: &str,
    prefix: &str,
    at: usize,
) -> Option<usize> {
    let template = template(text.get(at..)?, true)?;
    let end = at + template.length;
    let range = at..end;
    let code = template.code.replace("\\`", "`").replace("\\$", "$");
    let code = code.trim_matches('\n').replace('\n', &format!("\n{prefix}"));
    draft.fresh_line(prefix, &range);
    let fence = "~~~~~~";
    let language = template.language;
    draft.make(&format!("{fence}{language}\n{prefix}{code}\n{prefix}{fence}\n"), &range);
    let rest = text.get(end..)?;
    let is_alone = rest.split('\n').next()?.trim().is_empty();
    if is_alone {
        return Some(super::layout::line_end(text, end));
    }
    draft.make(prefix, &(end..end));
    Some(end)
}

/// The element that a text begins with. `is_outer`: whether another one may stand in it.
fn template(text: &str, is_outer: bool) -> Option<CodeTemplate<'_>> {
    let inside = text.strip_prefix('<')?;
    let name = ELEMENTS.into_iter().find(|name| {
        inside.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\n']))
    })?;
    // Where no tag ends, not all of the rest is looked through for each that begins.
    let tag = inside.get(name.len()..inside.floor_char_boundary(LONGEST))?;
    let attributes = tag.get(..tag.find('>')?)?;
    let behind = inside.get(name.len() + attributes.len() + 1..)?.trim_start();
    let (language, code, rest) = match is_outer.then(|| template(behind, false)).flatten() {
        Some(inner) => (inner.language, inner.code, behind.get(inner.length..)?),
        None => {
            let code = behind.strip_prefix('{')?.trim_start().strip_prefix('`')?;
            let end = end_of(code)?;
            let rest = code.get(end + 1..)?.trim_start().strip_prefix('}')?;
            ("", code.get(..end)?, rest)
        }
    };
    let rest = rest.trim_start().strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
    let language = if language.is_empty() { language_of(attributes) } else { language };
    Some(CodeTemplate { language, code, length: text.len() - rest.len() })
}

/// Where the template ends; a sign behind a backslash does not end it.
fn end_of(code: &str) -> Option<usize> {
    let mut ends = code.match_indices('`').map(|(at, _)| at);
    ends.find(|at| !code.get(..*at).is_some_and(|before| before.ends_with('\\')))
}

/// `language="js"`, `className="language-js"`
fn language_of(attributes: &str) -> &str {
    let starts = ["language=\"", "lang=\"", "\"language-"];
    let named = starts.iter().find_map(|start| attributes.split_once(start));
    let end = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '+';
    named.and_then(|(_, rest)| rest.split(end).next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn templates_are_told_from_elements() {
        let shown = |text: &str| {
            template(text, true).map(|it| format!("{}|{}|{}", it.language, it.code, it.length))
        };
        let long = format!("<pre {}>{{`a`}}</pre>", "x".repeat(super::LONGEST));
        for (text, expected) in [
            (long.as_str(), None),
            ("<pre>{`a <b> {c}`}</pre> x", Some("|a <b> {c}|24")),
            ("<pre><code className=\"language-js\">{`x\\`y`}</code></pre>", Some("js|x\\`y|56")),
            ("<CodeBlock language=\"sh\">\n{`ls`}\n</CodeBlock>", Some("sh|ls|45")),
            ("<pre>{`a`}</code>", None),
            ("<pre>{`a}</pre>", None),
            ("<pre>a</pre>", None),
            ("<prefix>{`a`}</prefix>", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }
}
