//! Foreign syntax that we do not know: one finding for each name on a page.

use crate::diag::catalogue::markdown as say;
use crate::load::markdown::reports::Reports;
use crate::source::{Source, Span};

/// How many characters of a construct a message shows.
const SHOWN: usize = 60;

/// Something that we do not know.
#[derive(Debug)]
pub(in super::super) struct UnknownSyntax {
    pub(super) name: String,
    pub(super) tool: ForeignTool,
    pub(super) at: Span,
}

/// Where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum ForeignTool {
    Template,
    Shortcode,
    Ruby,
    Container,
    Module,
    Component,
    Snippet,
    /// One of Confluence.
    Macro,
    /// One of Confluence that hides what follows, and never ends.
    OpenMacro,
    /// A role of `MyST`.
    Role,
    /// A picture of another tool's font.
    Icon,
    /// A variable that stays as it is.
    Variable,
    /// A block of code that another tool runs to make a list of pages.
    Query,
    /// A person, by an id of another tool.
    Mention,
}

impl ForeignTool {
    /// Whether what it writes is made elsewhere, headings included.
    fn makes_text(self) -> bool {
        matches!(
            self,
            ForeignTool::Template
                | ForeignTool::Shortcode
                | ForeignTool::Ruby
                | ForeignTool::Component
                | ForeignTool::Snippet
                | ForeignTool::Macro
        )
    }
}

/// Reports what we do not know, once for each name on a page.
pub(in super::super) fn report(unknown: &[UnknownSyntax], source: &Source, reports: &mut Reports) {
    reports.has_left_out |= unknown.iter().any(|unknown| unknown.tool.makes_text());
    for UnknownSyntax { name, tool, at } in unknown {
        reports.once(format!("foreign {name}"), || {
            let place = source.at(*at);
            let written = first_line(source.slice(*at));
            match tool {
                ForeignTool::Variable => say::foreign_variable(place, &written),
                ForeignTool::Query => {
                    say::foreign_lookup(place, name, "a query that handbook does not run")
                }
                ForeignTool::Mention => say::foreign_lookup(
                    place,
                    &written,
                    "the id that another tool has for a person",
                ),
                ForeignTool::Template => say::foreign_syntax(place, &written, "template"),
                ForeignTool::Shortcode => say::foreign_syntax(place, &written, "shortcode"),
                ForeignTool::Ruby => say::foreign_syntax(place, &written, "Ruby template"),
                ForeignTool::Container => say::foreign_syntax(place, &written, "container"),
                ForeignTool::Component => say::foreign_syntax(place, name, "component"),
                ForeignTool::Role => say::foreign_syntax(place, &written, "role"),
                ForeignTool::Module => say::foreign_syntax(place, &written, "module"),
                ForeignTool::Icon => say::foreign_syntax(place, &written, "icon"),
                ForeignTool::Macro => say::foreign_syntax(place, name, "Confluence macro"),
                ForeignTool::OpenMacro => say::unclosed_macro(place),
                ForeignTool::Snippet => say::foreign_syntax(place, &written, "snippet"),
            }
        });
    }
}

/// What is said of a construct: how it begins, as it is written.
fn first_line(written: &str) -> String {
    let line = written.trim().lines().next().unwrap_or_default();
    let shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < written.trim().len() { shown + "…" } else { shown }
}
