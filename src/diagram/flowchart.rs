//! Flowcharts as boxes and arrows.

use super::graph::{
    ArrowEnd, ArrowLine, ArrowTip, BoxGraph, BoxGroup, GraphArrow, GraphBox, GraphWay,
};
use super::label::TextBlock;
use super::outlines;
use super::paints::{BoxPaint, given_stroke};
use mermaid_svg::ast::{
    EdgeHead, EdgeLine, FlowDirection, FlowEdge, FlowNode, FlowchartDiagram, Subgraph,
};
use std::collections::BTreeMap;

/// The graph of a flowchart.
pub(super) fn graph(chart: &FlowchartDiagram) -> BoxGraph {
    let groups = by_id(chart.subgraphs.iter().map(|group| group.id.as_str()));
    let mut graph = BoxGraph {
        way: way(chart.direction),
        title: chart.title.as_deref().map(TextBlock::new),
        groups: chart.subgraphs.iter().map(|group| of_group(chart, group)).collect(),
        ..BoxGraph::default()
    };
    let nodes: Vec<&FlowNode> =
        chart.nodes.iter().filter(|node| !groups.contains_key(node.id.as_str())).collect();
    graph.boxes = nodes.iter().map(|node| of_node(chart, node)).collect();
    let boxes = by_id(nodes.iter().map(|node| node.id.as_str()));
    put_into_groups(chart, &mut graph, &boxes, &groups);
    let end = |id: &str| {
        let group = groups.get(id).map(|index| ArrowEnd::Group(*index));
        group.or_else(|| boxes.get(id).map(|index| ArrowEnd::Box(*index)))
    };
    let arrows = chart.edges.iter().enumerate();
    let arrow = |(index, edge): (usize, &FlowEdge)| {
        let stroke = chart.edge_styles.get(&index).unwrap_or(&chart.link_style_default);
        Some(of_edge(edge, end(&edge.from)?, end(&edge.to)?, given_stroke(stroke)))
    };
    graph.arrows = arrows.filter_map(arrow).collect();
    graph
}

pub(super) fn by_id<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id, index)).collect()
}

pub(super) fn way(direction: FlowDirection) -> GraphWay {
    match direction {
        FlowDirection::BottomTop => GraphWay::Up,
        FlowDirection::LeftRight => GraphWay::Right,
        FlowDirection::RightLeft => GraphWay::Left,
        _ => GraphWay::Down,
    }
}

fn of_node(chart: &FlowchartDiagram, node: &FlowNode) -> GraphBox {
    GraphBox {
        outline: outlines::of_shape(node.shape),
        label: TextBlock::new(&node.text),
        paint: BoxPaint::given(&chart.class_defs, &node.classes, &node.style),
        group: None,
    }
}

fn of_group(chart: &FlowchartDiagram, group: &Subgraph) -> BoxGroup {
    BoxGroup {
        label: TextBlock::new(&group.label),
        paint: BoxPaint::given(&chart.class_defs, &group.classes, &group.style),
        group: None,
    }
}

/// Each box lies in the last group that names it, as Mermaid has it.
fn put_into_groups(
    chart: &FlowchartDiagram,
    graph: &mut BoxGraph,
    boxes: &BTreeMap<&str, usize>,
    groups: &BTreeMap<&str, usize>,
) {
    for (index, group) in chart.subgraphs.iter().enumerate() {
        for id in group.node_ids.iter().filter_map(|id| boxes.get(id.as_str())) {
            graph.boxes.get_mut(*id).into_iter().for_each(|it| it.group = Some(index));
        }
        for id in group.child_subgraph_ids.iter().filter_map(|id| groups.get(id.as_str())) {
            let inner = graph.groups.get_mut(*id).filter(|_| *id != index);
            inner.into_iter().for_each(|it| it.group = Some(index));
        }
    }
}

fn of_edge(edge: &FlowEdge, from: ArrowEnd, to: ArrowEnd, stroke: Option<String>) -> GraphArrow {
    GraphArrow {
        from,
        to,
        label: TextBlock::new(edge.label.as_deref().unwrap_or_default().trim_matches('"')),
        line: match edge.line {
            EdgeLine::Dotted => ArrowLine::Dotted,
            EdgeLine::Thick => ArrowLine::Thick,
            EdgeLine::Invisible => ArrowLine::Hidden,
            _ => ArrowLine::Plain,
        },
        tail: tip(edge.tail),
        head: tip(edge.head),
        stroke,
    }
}

fn tip(head: EdgeHead) -> ArrowTip {
    match head {
        EdgeHead::Arrow => ArrowTip::Arrow,
        EdgeHead::Circle => ArrowTip::Ring,
        EdgeHead::Cross => ArrowTip::Cross,
        _ => ArrowTip::Bare,
    }
}
