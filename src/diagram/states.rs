//! State diagrams as boxes and arrows.

use super::flowchart::{by_id, way};
use super::graph::{ArrowEnd, ArrowLine, ArrowTip, BoxGraph, BoxGroup, GraphArrow, GraphBox};
use super::label::TextBlock;
use super::outlines::BoxOutline;
use super::paints::BoxPaint;
use mermaid_svg::ast::{NotePosition, State, StateDiagram, StateKind, StateNote};

/// The graph of a state diagram.
pub(super) fn graph(diagram: &StateDiagram) -> BoxGraph {
    let groups = by_id(diagram.composites.iter().map(|composite| composite.id.as_str()));
    let (composite, simple): (Vec<&State>, Vec<&State>) =
        diagram.states.iter().partition(|state| groups.contains_key(state.id.as_str()));
    let label = |id: &str| {
        let state = composite.iter().find(|state| state.id == id);
        TextBlock::new(state.map_or(id, |state| state.label.as_str()))
    };
    let inside = |id: &str| {
        let has = |regions: &[Vec<String>]| regions.iter().flatten().any(|child| child == id);
        let is_inside = |at: &usize| {
            diagram.composites.get(*at).is_some_and(|it| it.id != id && has(&it.regions))
        };
        (0..diagram.composites.len()).rev().find(is_inside)
    };
    let group =
        |id: &str| BoxGroup { label: label(id), paint: BoxPaint::default(), group: inside(id) };
    let mut graph = BoxGraph {
        way: way(diagram.direction),
        groups: diagram.composites.iter().map(|composite| group(&composite.id)).collect(),
        boxes: simple.iter().map(|state| of_state(diagram, state, inside(&state.id))).collect(),
        ..BoxGraph::default()
    };
    let boxes = by_id(simple.iter().map(|state| state.id.as_str()));
    let end = |id: &str| {
        let group = groups.get(id).map(|index| ArrowEnd::Group(*index));
        group.or_else(|| boxes.get(id).map(|index| ArrowEnd::Box(*index)))
    };
    for step in &diagram.transitions {
        if let (Some(from), Some(to)) = (end(&step.from), end(&step.to)) {
            let label = step.label.as_deref().unwrap_or_default();
            graph.arrows.push(arrow(from, to, TextBlock::new(label)));
        }
    }
    for note in &diagram.notes {
        if let Some(target) = end(&note.target) {
            add_note(&mut graph, note, target);
        }
    }
    graph
}

fn of_state(diagram: &StateDiagram, state: &State, group: Option<usize>) -> GraphBox {
    let (outline, is_named) = match state.kind {
        StateKind::Normal => (BoxOutline::Rounded(10.0), true),
        StateKind::Start => (BoxOutline::Dot, false),
        StateKind::End => (BoxOutline::Target, false),
        StateKind::Choice => (BoxOutline::Choice, false),
        StateKind::Fork | StateKind::Join => (BoxOutline::Bar, false),
        _ => (BoxOutline::Circle, true),
    };
    let label = match state.kind {
        StateKind::History { deep } => {
            if deep {
                "H*"
            } else {
                "H"
            }
        }
        _ => state.label.as_str(),
    };
    GraphBox {
        outline,
        label: if is_named { TextBlock::new(label) } else { TextBlock::default() },
        paint: BoxPaint::given(&diagram.class_defs, &state.classes, &state.style),
        group,
    }
}

fn arrow(from: ArrowEnd, to: ArrowEnd, label: TextBlock) -> GraphArrow {
    GraphArrow {
        from,
        to,
        label,
        line: ArrowLine::Plain,
        tail: ArrowTip::Bare,
        head: ArrowTip::Arrow,
        stroke: None,
    }
}

/// A note is a box beside the state that it is about.
fn add_note(graph: &mut BoxGraph, note: &StateNote, target: ArrowEnd) {
    let group = match target {
        ArrowEnd::Box(index) => graph.boxes.get(index).and_then(|it| it.group),
        ArrowEnd::Group(index) => graph.groups.get(index).and_then(|it| it.group),
    };
    let label = TextBlock::new(&note.text);
    let paint = BoxPaint::note();
    let own = ArrowEnd::Box(graph.boxes.len());
    graph.boxes.push(GraphBox { outline: BoxOutline::Rounded(0.0), label, paint, group });
    let (from, to) = match note.position {
        NotePosition::LeftOf => (own, target),
        _ => (target, own),
    };
    let line = GraphArrow {
        line: ArrowLine::Dotted,
        head: ArrowTip::Bare,
        ..arrow(from, to, TextBlock::default())
    };
    graph.arrows.push(line);
}
