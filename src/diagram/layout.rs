//! Where boxes, groups and arrows of a graph are.

use super::graph::{ArrowEnd, BoxGraph, GraphArrow, GraphWay};
use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir, layout};

/// What is left free between a group's title and what is in it.
const BELOW_TITLE: f64 = 10.0;

/// A rectangle, by its middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Frame {
    pub(super) fn left(self) -> f64 {
        self.x - self.width / 2.0
    }

    pub(super) fn right(self) -> f64 {
        self.x + self.width / 2.0
    }

    pub(super) fn top(self) -> f64 {
        self.y - self.height / 2.0
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.height / 2.0
    }

    /// The same, narrower and lower at each side.
    pub(super) fn smaller(self, by: f64) -> Self {
        let (width, height) = ((self.width - 2.0 * by).max(0.0), (self.height - 2.0 * by).max(0.0));
        Frame { width, height, ..self }
    }

    fn between(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        Frame { x, y, width: right - left, height: bottom - top }
    }

    fn has(self, (x, y): (f64, f64)) -> bool {
        (self.left()..=self.right()).contains(&x) && (self.top()..=self.bottom()).contains(&y)
    }
}

/// Everything at its place.
#[derive(Debug)]
pub(super) struct PlacedGraph {
    pub(super) boxes: Vec<Frame>,
    pub(super) groups: Vec<Frame>,
    pub(super) routes: Vec<ArrowRoute>,
}

/// The way of an arrow, and the middle of its label.
#[derive(Debug, Default)]
pub(super) struct ArrowRoute {
    pub(super) points: Vec<(f64, f64)>,
    pub(super) label: (f64, f64),
}

/// Lays a graph out in ranks.
pub(super) fn placed(graph: &BoxGraph) -> PlacedGraph {
    let mut work = input(graph);
    layout(&mut work, Some(options(graph.way)));
    let frame = |name: &str| work.node(name).map(frame).unwrap_or_default();
    let boxes: Vec<Frame> = (0..graph.boxes.len()).map(|at| frame(&box_name(at))).collect();
    let found: Vec<Frame> = (0..graph.groups.len()).map(|at| frame(&group_name(at))).collect();
    let groups = with_titles(graph, &boxes, found);
    let routes = graph.arrows.iter().enumerate().map(|(index, arrow)| {
        let (from, to) = ends(graph, arrow);
        let edge = work.edge(&from, &to, Some(&index.to_string()));
        let route = edge.map(route).unwrap_or_default();
        clipped(graph, arrow, &boxes, &groups, route)
    });
    let routes = routes.collect();
    PlacedGraph { boxes, groups, routes }
}

fn input(graph: &BoxGraph) -> Graph<NodeLabel, EdgeLabel> {
    let mut work =
        Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: true });
    for (index, group) in graph.groups.iter().enumerate() {
        let (width, height) = (group.label.width + 28.0, group.label.height() + 18.0);
        let label = NodeLabel { width, height, ..NodeLabel::default() };
        work.set_node(group_name(index), Some(label));
    }
    for (index, group) in graph.groups.iter().enumerate() {
        let outer = group.group.map(group_name);
        work.set_parent(&group_name(index), outer.as_deref());
    }
    for (index, it) in graph.boxes.iter().enumerate() {
        let (width, height) = it.size();
        work.set_node(box_name(index), Some(NodeLabel { width, height, ..NodeLabel::default() }));
        work.set_parent(&box_name(index), it.group.map(group_name).as_deref());
    }
    for (index, arrow) in graph.arrows.iter().enumerate() {
        let (from, to) = ends(graph, arrow);
        work.set_edge(from, to, Some(edge(arrow)), Some(&index.to_string()));
    }
    work
}

fn edge(arrow: &GraphArrow) -> EdgeLabel {
    let is_named = !arrow.label.is_empty();
    let (width, height) =
        if is_named { (arrow.label.width + 8.0, arrow.label.height() + 4.0) } else { (0.0, 0.0) };
    EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() }
}

fn options(way: GraphWay) -> LayoutOptions {
    let rankdir = match way {
        GraphWay::Down => RankDir::TB,
        GraphWay::Up => RankDir::BT,
        GraphWay::Right => RankDir::LR,
        GraphWay::Left => RankDir::RL,
    };
    LayoutOptions {
        rankdir,
        nodesep: 36.0,
        ranksep: 46.0,
        edgesep: 20.0,
        ..LayoutOptions::default()
    }
}

fn box_name(index: usize) -> String {
    format!("b{index}")
}

fn group_name(index: usize) -> String {
    format!("g{index}")
}

/// The boxes that an arrow leads from and to in the layout, which knows no arrows to groups: one
/// in the group stands for it, and an empty group for itself.
fn ends(graph: &BoxGraph, arrow: &GraphArrow) -> (String, String) {
    let from = match arrow.from {
        ArrowEnd::Box(index) => box_name(index),
        ArrowEnd::Group(index) => {
            graph.members(index).last().map_or_else(|| group_name(index), box_name)
        }
    };
    let to = match arrow.to {
        ArrowEnd::Box(index) => box_name(index),
        ArrowEnd::Group(index) => {
            graph.members(index).next().map_or_else(|| group_name(index), box_name)
        }
    };
    (from, to)
}

fn frame(node: &NodeLabel) -> Frame {
    let (x, y) = (node.x.unwrap_or_default(), node.y.unwrap_or_default());
    Frame { x, y, width: node.width, height: node.height }
}

fn route(edge: &EdgeLabel) -> ArrowRoute {
    let points: Vec<(f64, f64)> = edge.points.iter().map(|point| (point.x, point.y)).collect();
    let middle = points.get(points.len() / 2).copied().unwrap_or_default();
    let label = edge.x.zip(edge.y).unwrap_or(middle);
    ArrowRoute { points, label }
}

/// Groups with room for their titles, above what is in them and as wide as the title.
fn with_titles(graph: &BoxGraph, boxes: &[Frame], mut groups: Vec<Frame>) -> Vec<Frame> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|group| std::cmp::Reverse(graph.depth(*group)));
    for index in order {
        let Some((group, frame)) = graph.groups.get(index).zip(groups.get(index).copied()) else {
            continue;
        };
        let within = graph.members(index).filter_map(|at| boxes.get(at).copied());
        let inner = (0..graph.groups.len())
            .filter(|at| *at != index && graph.lies_in(Some(*at), index))
            .filter_map(|at| groups.get(at).copied());
        let (mut highest, mut lowest) = (frame.bottom() - frame.height / 2.0, frame.bottom());
        let (mut left, mut right) = (frame.left(), frame.right());
        for it in within.chain(inner) {
            highest = highest.min(it.top());
            lowest = lowest.max(it.bottom() + BELOW_TITLE);
            (left, right) = (left.min(it.left() - 8.0), right.max(it.right() + 8.0));
        }
        let top = (highest - group.label.height() - BELOW_TITLE).min(frame.top());
        let missing = (group.label.width + 16.0 - (right - left)).max(0.0) / 2.0;
        if let Some(place) = groups.get_mut(index) {
            *place = Frame::between(left - missing, top, right + missing, lowest);
        }
    }
    groups
}

/// A route that begins and ends at the outlines of what it connects.
fn clipped(
    graph: &BoxGraph,
    arrow: &GraphArrow,
    boxes: &[Frame],
    groups: &[Frame],
    mut route: ArrowRoute,
) -> ArrowRoute {
    let clip = |points: &mut Vec<(f64, f64)>, end: ArrowEnd| match end {
        ArrowEnd::Box(index) => {
            if let Some((it, frame)) = graph.boxes.get(index).zip(boxes.get(index)) {
                at_box(points, *frame, |dx, dy| it.outline.reach(*frame, dx, dy));
            }
        }
        ArrowEnd::Group(index) => {
            if let Some(frame) = groups.get(index) {
                at_frame(points, *frame);
            }
        }
    };
    clip(&mut route.points, arrow.from);
    route.points.reverse();
    clip(&mut route.points, arrow.to);
    route.points.reverse();
    route
}

/// Moves the first point onto the outline of a box, towards the second.
fn at_box(points: &mut [(f64, f64)], frame: Frame, reach: impl Fn(f64, f64) -> f64) {
    if let [first, (x, y), ..] = points {
        let (dx, dy) = (*x - frame.x, *y - frame.y);
        let part = reach(dx, dy);
        if part.is_finite() && part < 1.0 {
            *first = (frame.x + dx * part, frame.y + dy * part);
        }
    }
}

/// Cuts off what lies in a group.
fn at_frame(points: &mut Vec<(f64, f64)>, frame: Frame) {
    let Some(outside) = points.iter().position(|point| !frame.has(*point)) else {
        return;
    };
    let Some(((x, y), (from_x, from_y))) =
        points.get(outside).copied().zip(points.get(outside.wrapping_sub(1)).copied())
    else {
        return;
    };
    // From within, along each axis: how much of the way is inside.
    let part = |at: f64, to: f64, low: f64, high: f64| {
        let bound = if to > at { high } else { low };
        if (to - at).abs() < f64::EPSILON { 1.0 } else { ((bound - at) / (to - at)).abs() }
    };
    let across = part(from_x, x, frame.left(), frame.right());
    let along = part(from_y, y, frame.top(), frame.bottom());
    let part = across.min(along).min(1.0);
    points.drain(..outside);
    points.insert(0, (from_x + (x - from_x) * part, from_y + (y - from_y) * part));
}
