//! Which keys there are in parts of handbook.yaml whose values other rooms read.

use crate::diag::Finding;
use crate::yaml::{At, Fields, YamlNode};

/// What stands where.
pub(super) enum Shape {
    /// Any value.
    Any,
    /// A map of these keys.
    Keys(&'static [(&'static str, Shape)]),
    /// A map by names that the company chooses.
    Named(&'static Shape),
}

use Shape::{Any, Keys, Named};

pub(super) const SERIES: Shape = Named(&Keys(&[
    ("attendees", Any),
    ("facilitator", Any),
    ("timezone", Any),
    ("time", Any),
    ("length", Any),
    ("why_sync", Any),
    ("look_again", Any),
    ("notes_due", Any),
]));

/// Reads a value as it stands, after its keys were compared with a shape.
pub(super) fn shaped(
    shape: &'static Shape,
) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<YamlNode> {
    move |at, findings| {
        compare(shape, at, findings);
        Some(at.node.clone())
    }
}

fn compare(shape: &Shape, at: &At<'_>, findings: &mut Vec<Finding>) {
    match shape {
        Any => {}
        Keys(keys) => {
            let mut fields = Fields::of(at);
            for (name, shape) in *keys {
                fields.value(&[name], compared(shape));
            }
            findings.extend(fields.finish());
        }
        Named(shape) => match at.node.as_map() {
            Some(map) => {
                for entry in &map.entries {
                    let key = format!("{}.{}", at.key, entry.key);
                    compare(shape, &At { source: at.source, key, node: &entry.value }, findings);
                }
            }
            None => findings.push(at.wrong_type("a map by name")),
        },
    }
}

fn compared(shape: &Shape) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<()> {
    move |at, findings| {
        compare(shape, at, findings);
        None
    }
}
