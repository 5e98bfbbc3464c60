//! Formulas on a page: as MathML, or as code where they cannot be read.

use super::inline::InlineWriter;
use super::math::mathml;
use super::reports::Reports;
use crate::diag::catalogue::markdown as say;
use crate::html::escaped;
use crate::source::Location;

/// Writes a formula, which stands at `place`.
pub(super) fn write(
    formula: &str,
    place: impl FnOnce() -> Location,
    display: bool,
    inline: &mut InlineWriter,
    reports: &mut Reports,
) {
    if let Some(alt) = &mut inline.alt {
        return alt.push_str(formula);
    }
    let html = mathml(formula, display).unwrap_or_else(|| {
        reports.add(say::unreadable_formula(place()));
        format!("<code class=\"math\">{}</code>", escaped(formula))
    });
    inline.formula(formula, &html);
}
