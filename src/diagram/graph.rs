//! What flowcharts and state diagrams are once they are read: boxes, groups of boxes, and arrows.

use super::label::{LINE, TextBlock};
use super::outlines::BoxOutline;
use super::paints::BoxPaint;

/// More boxes and arrows are not drawn: the layout takes too long.
const MOST_PARTS: usize = 300;
/// How deep groups may lie in groups.
const DEEPEST_GROUP: usize = 12;

/// Boxes and arrows.
#[derive(Debug, Default)]
pub(super) struct BoxGraph {
    pub(super) way: GraphWay,
    pub(super) title: Option<TextBlock>,
    pub(super) boxes: Vec<GraphBox>,
    pub(super) groups: Vec<BoxGroup>,
    pub(super) arrows: Vec<GraphArrow>,
}

/// Where arrows lead.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum GraphWay {
    #[default]
    Down,
    Up,
    Right,
    Left,
}

#[derive(Debug)]
pub(super) struct GraphBox {
    pub(super) outline: BoxOutline,
    pub(super) label: TextBlock,
    pub(super) paint: BoxPaint,
    /// The group that it lies in.
    pub(super) group: Option<usize>,
}

/// A frame around boxes, with a title.
#[derive(Debug)]
pub(super) struct BoxGroup {
    pub(super) label: TextBlock,
    pub(super) paint: BoxPaint,
    /// The group that it lies in.
    pub(super) group: Option<usize>,
}

#[derive(Debug)]
pub(super) struct GraphArrow {
    pub(super) from: ArrowEnd,
    pub(super) to: ArrowEnd,
    pub(super) label: TextBlock,
    pub(super) line: ArrowLine,
    pub(super) tail: ArrowTip,
    pub(super) head: ArrowTip,
    /// The colour that the author gave it.
    pub(super) stroke: Option<String>,
}

/// What an arrow begins or ends at, by index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ArrowEnd {
    Box(usize),
    Group(usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ArrowLine {
    Plain,
    Dotted,
    Thick,
    /// It only says what stands below what.
    Hidden,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ArrowTip {
    Bare,
    Arrow,
    Ring,
    Cross,
}

impl GraphBox {
    pub(super) fn size(&self) -> (f64, f64) {
        self.outline.size(self.label.width, self.label.height().max(LINE))
    }
}

impl BoxGraph {
    /// Why it is not drawn, if it is not.
    pub(super) fn refusal(&self) -> Option<String> {
        let parts = self.boxes.len() + self.arrows.len();
        let too_deep = (0..self.groups.len()).any(|group| self.depth(group) >= DEEPEST_GROUP);
        if parts > MOST_PARTS {
            return Some(format!("it has more than {MOST_PARTS} boxes and arrows"));
        }
        too_deep.then(|| format!("its groups lie more than {DEEPEST_GROUP} deep in each other"))
    }

    /// In how many groups a group lies; a group in itself counts as deep.
    pub(super) fn depth(&self, group: usize) -> usize {
        let above = |group: &usize| self.groups.get(*group).and_then(|group| group.group);
        std::iter::successors(Some(group), above).take(DEEPEST_GROUP + 1).count() - 1
    }

    /// Whether a group lies in another, or is the same.
    pub(super) fn lies_in(&self, group: Option<usize>, outer: usize) -> bool {
        let above = |group: &usize| self.groups.get(*group).and_then(|group| group.group);
        std::iter::successors(group, above).take(DEEPEST_GROUP + 1).any(|group| group == outer)
    }

    /// The boxes in a group and in the groups in it.
    pub(super) fn members(&self, group: usize) -> impl Iterator<Item = usize> {
        let is_member = move |(_, it): &(usize, &GraphBox)| self.lies_in(it.group, group);
        self.boxes.iter().enumerate().filter(is_member).map(|(index, _)| index)
    }
}
