//! Which keys there are in parts of handbook.yaml whose values other rooms read.

use crate::diag::Finding;
use crate::yaml::{At, Fields, Node};

/// What stands where.
pub(super) enum Shape {
    /// Any value.
    Any,
    /// A map of these keys.
    Keys(&'static [(&'static str, Shape)]),
    /// A map by names that the company chooses.
    Named(&'static Shape),
    /// A list, or one item alone.
    Each(&'static Shape),
}

use Shape::{Any, Each, Keys, Named};

pub(super) const URGENCY: Shape = Keys(&[("default", Any), ("when_unsure", Any), ("levels", Named(&LEVEL))]);

const LEVEL: Shape = Keys(&[
    ("means", Any),
    ("not", Any),
    ("channels", Any),
    ("first_reply_within", Any),
    ("answer_within", Any),
    ("hours", Any),
    ("escalate", Each(&Keys(&[("after", Any), ("to", Any)]))),
    ("examples", Any),
]);

pub(super) const CHANNELS: Shape = Named(&Keys(&[
    ("name", Any),
    ("link", Any),
    ("for", Any),
    ("not_for", Any),
    ("answer_within", Any),
    ("hours", Any),
]));

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

pub(super) const WAYS_OF_WORKING: Shape =
    Each(&Keys(&[("work", Any), ("now", Any), ("why", Any), ("look_again", Any)]));

pub(super) const HOLIDAYS: Shape = Named(&Any);

pub(super) const WORKING_HOURS: Shape = Any;

/// Reads a value as it stands, after its keys were compared with a shape.
pub(super) fn shaped(shape: &'static Shape) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<Node> {
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
        Each(shape) => at.items().for_each(|item| compare(shape, &item, findings)),
    }
}

fn compared(shape: &Shape) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<()> {
    move |at, findings| {
        compare(shape, at, findings);
        None
    }
}
