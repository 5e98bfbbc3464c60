//! The text of pages: raw HTML, foreign syntax, includes, views.

use super::did_you_mean;
use crate::diag::{Finding, Rule, Severity};
use crate::source::Location;

/// An id that is taken already, or that is one of ours.
pub fn duplicate_anchor(place: Location, id: &str) -> Finding {
    let message = format!("the id `{id}` is used already");
    Finding::new(
        Rule::DuplicateAnchor,
        place,
        message,
        "links lead to the first one; give this one another id, or none",
    )
}

/// An element of raw HTML that is not published; its text is.
pub fn unsafe_element(place: Location, name: &str) -> Finding {
    let message = format!("raw HTML: `<{name}>` was removed");
    let help = "use Markdown instead, or `html: trust` in handbook.yaml when all authors may run \
        code on readers' machines";
    Finding::new(Rule::UnsafeHtml, place, message, help)
}

/// An element that HTML does not allow where it stands.
pub fn misplaced_element(place: Location, name: &str) -> Finding {
    let message = format!("raw HTML: `<{name}>` has no place here and was removed");
    let help = "check what is around it: cells need a table, and links cannot stand in links";
    Finding::new(Rule::UnsafeHtml, place, message, help).with_severity(Severity::Notice)
}

/// An attribute of raw HTML that could run code.
pub fn unsafe_attribute(place: Location, element: &str, attribute: &str) -> Finding {
    let message = format!("raw HTML: `{attribute}` of `<{element}>` was removed");
    Finding::new(Rule::UnsafeHtml, place, message, "remove it; pages may not run code")
}

/// A `style` attribute: harmless, but the site's policy forbids it and the page looks different.
pub fn removed_style(place: Location, element: &str) -> Finding {
    let message = format!("raw HTML: `style` of `<{element}>` was removed");
    let help = "remove it, or move the style into the handbook's own theme folder";
    Finding::new(Rule::UnsafeHtml, place, message, help).with_severity(Severity::Notice)
}

/// An address that a browser would run.
pub fn unsafe_address(place: Location, target: &str) -> Finding {
    let scheme = target.trim_start().split(':').next().unwrap_or_default();
    let shown: String =
        scheme.chars().filter(|character| !character.is_control()).take(20).collect();
    let message = format!("a `{shown}:` address was removed; its text stays");
    Finding::new(Rule::UnsafeHtml, place, message, "link to a page or a file instead")
}

/// Syntax of another tool that handbook does not know; its text stays.
pub fn foreign_syntax(place: Location, name: &str, tool: &str) -> Finding {
    let message = format!(
        "`{name}` is {tool} syntax that handbook does not know; it is left out, its text stays"
    );
    Finding::new(
        Rule::ForeignSyntax,
        place,
        message,
        "replace it with Markdown; in backticks it stays as it is",
    )
}

/// A script or style of a component that another tool makes of a page.
pub fn component_code(place: Location, name: &str) -> Finding {
    let message = format!("`<{name}>` is a part of a component of another tool, and is left out");
    Finding::new(
        Rule::ForeignSyntax,
        place,
        message,
        "remove it, and write what readers need as text",
    )
}

/// A variable of a template language, which stays as it is because it may be meant so.
pub fn foreign_variable(place: Location, name: &str) -> Finding {
    let message =
        format!("`{name}` looks like a variable of a template language; it is shown as it is");
    Finding::new(
        Rule::ForeignSyntax,
        place,
        message,
        "write its value, or put it in backticks when it is meant as text",
    )
}

/// Something that another tool looks up when it shows the page; `what` it is.
pub fn foreign_lookup(place: Location, written: &str, what: &str) -> Finding {
    let message = format!("`{written}` is {what}; it is shown as it is");
    let help = "write what readers of the other tool see, or remove it";
    Finding::new(Rule::ForeignSyntax, place, message, help)
}

/// Front matter with text that readers of another tool's site see.
pub fn unshown_text(place: Location, key: &str) -> Finding {
    let message =
        format!("`{key}` is a part of the page that handbook does not know; it is left out");
    let help = "write it below the front matter, as Markdown";
    Finding::new(Rule::ForeignSyntax, place, message, help)
}

/// A footnote that is referred to and not there.
pub fn missing_footnote(place: Location, label: &str) -> Finding {
    let message = format!("there is no footnote `{label}` in this page");
    let help = format!("write it on a line of its own, `[^{label}]: …`, or `\\[^{label}]`");
    Finding::new(Rule::BrokenAnchor, place, message, help)
}

/// A footnote that is defined a second time.
pub fn footnote_twice(place: Location, label: &str) -> Finding {
    let message = format!("the footnote `{label}` is there already; this one is shown at the end");
    Finding::new(Rule::DuplicateAnchor, place, message, "give one of the two another name")
}

/// A comment that is opened and never closed.
pub fn unclosed_comment(place: Location) -> Finding {
    let message = "this comment is never closed, so nothing below it is shown".to_owned();
    Finding::new(Rule::UnsafeHtml, place, message, "write `-->` where the comment ends")
}

/// A macro that hides what is in it, and is never closed.
pub fn unclosed_macro(place: Location) -> Finding {
    let message = "this hidden macro is never closed, so nothing below it is shown".to_owned();
    let help = "write `</ac:structured-macro>` where it ends";
    Finding::new(Rule::ForeignSyntax, place, message, help)
}

/// A formula that cannot be read.
pub fn unreadable_formula(place: Location) -> Finding {
    let message = "this formula cannot be read, so it is shown as it is written".to_owned();
    Finding::new(
        Rule::ForeignSyntax,
        place,
        message,
        "check its braces and commands, or escape a dollar that means money as `\\$`",
    )
}

/// The first diagram of a handbook in a language that is not drawn.
pub fn undrawn_diagram(place: Location, language: &str) -> Finding {
    let message = format!(
        "diagrams in `{language}` are not drawn: readers see the source of this one, and of others"
    );
    let help = "write it as Mermaid, or export it as an SVG file and show it as an image";
    Finding::new(Rule::UndrawnDiagram, place, message, help)
}

/// A diagram in Mermaid that cannot be drawn.
pub fn broken_diagram(place: Location, why: &str) -> Finding {
    let message = format!("this diagram is not drawn, so readers see its source: {why}");
    let help = "correct it, or export it as an SVG file and show it as an image";
    Finding::new(Rule::BrokenDiagram, place, message, help)
}

/// A `handbook` block that asks for nothing.
pub fn empty_block(place: Location) -> Finding {
    let message = "this `handbook` block has neither `view:` nor `include:`".to_owned();
    Finding::new(
        Rule::UnknownView,
        place,
        message,
        "write lines such as `view: people` or `include: ../policy.md#scope`",
    )
}

/// An include that leads nowhere, or out of the handbook.
pub fn include_missing(place: Location, target: &str, outside: bool) -> Finding {
    let message = if target.starts_with("http://") || target.starts_with("https://") {
        format!("`{target}` cannot be included: nothing is downloaded")
    } else if outside {
        format!("`{target}` lies outside the handbook and cannot be included")
    } else {
        format!("`{target}` cannot be included: there is no such text")
    };
    let help = "an include is a path relative to this file: of Markdown, perhaps with `#` and the \
        id of a heading, or in a code block of code";
    Finding::new(Rule::IncludeMissing, place, message, help)
}

/// A text that another tool adds to all pages, and that is not there.
pub fn appended_missing(place: Location, path: &str) -> Finding {
    let message = format!("`{path}` cannot be added to the pages: there is no such text");
    let help = "write the path as it is seen from this file, or take it out";
    Finding::new(Rule::IncludeMissing, place, message, help)
}

/// An include of a heading that the text does not have; `near` is one that it has.
pub fn include_without_heading(
    place: Location,
    path: &str,
    heading: &str,
    near: Option<&str>,
) -> Finding {
    let message = format!("`{path}` has no heading `#{heading}` to include");
    let near = near.map(|id| format!("#{id}"));
    let help = did_you_mean(
        near.as_deref(),
        "write the id of a heading of that page, or leave it out to include all of it",
    );
    Finding::new(Rule::IncludeMissing, place, message, help)
}

/// An include of a part of a file of code that has no part of this name.
pub fn include_without_part(place: Location, path: &str, name: &str) -> Finding {
    let message = format!("`{path}` has no part `{name}` to include");
    let help = format!("write `ANCHOR: {name}` and `ANCHOR_END: {name}` around it in the file");
    Finding::new(Rule::IncludeMissing, place, message, help)
}

/// An include that includes itself.
pub fn include_cycle(place: Location, target: &str) -> Finding {
    let message = format!("`{target}` includes itself");
    Finding::new(
        Rule::IncludeCycle,
        place,
        message,
        "break the circle: move what both need into a third page",
    )
}

/// Includes that grow beyond any page.
pub fn include_too_much(place: Location, target: &str) -> Finding {
    let message = format!("`{target}` is left out: this page includes too much");
    Finding::new(
        Rule::PageTooLarge,
        place,
        message,
        "link to the pages instead; includes go 8 deep and add up to 2 MB at most",
    )
}

/// A page that is heavy to load and long to read.
pub fn over_budget(place: Location, kilobytes: usize, budget: usize) -> Finding {
    let message = format!("this page is {kilobytes} KB of HTML; {budget} KB are plenty");
    Finding::new(
        Rule::OverBudget,
        place,
        message,
        "split the page: what is read apart can stand apart",
    )
}

/// A block asks for a view that does not exist.
pub fn unknown_view(place: Location, name: &str, near: Option<&str>) -> Finding {
    let message = format!("there is no view `{name}`");
    Finding::new(
        Rule::UnknownView,
        place,
        message,
        did_you_mean(near, "write `view: people`, or another view of the manual's list"),
    )
}

/// A view without data; `why` says what is missing.
pub fn empty_view(place: Location, name: &str, why: &str, help: &str) -> Finding {
    let message = format!("the view `{name}` shows nothing: {why}");
    Finding::new(Rule::UnknownView, place, message, format!("{help}, or remove the block"))
}
