//! All other kinds of diagrams, as the library draws them, in our colours.

use super::limits;
use super::paints::{BORDER, FILL, GROUND, GROUP, INK, LINE_PAINT, NOTE, SERIES, STRONG_SERIES};
use super::picture::Picture;
use super::plain;
use mermaid_svg::ast::{Diagram, SequenceDiagram, SequenceItem};
use mermaid_svg::{Theme, render_diagram_with};
use std::borrow::Cow;

/// A diagram, and its source, as a drawing.
pub(super) fn drawn(mut diagram: Diagram, source: &str) -> Result<Picture, String> {
    let is_counted = matches!(
        diagram,
        Diagram::Gantt(_) | Diagram::Packet(_) | Diagram::Radar(_) | Diagram::Block(_)
    );
    if let Some(why) = limits::refusal_of_numbers(source).filter(|_| is_counted) {
        return Err(why);
    }
    match &mut diagram {
        // A mark at today would make other bytes every day.
        Diagram::Gantt(chart) => {
            chart.today_marker = Some("off".to_owned());
            // It says how many lines are drawn, whether they can be told apart or not.
            chart.tick_interval = None;
        }
        Diagram::Sequence(sequence) => close_bars(sequence),
        _ => {}
    }
    let svg = render_diagram_with(&diagram, &theme()).map_err(|error| error.to_string())?;
    plain::picture(&svg).ok_or_else(|| "its drawing is no SVG".to_owned())
}

/// Ends the bars that nobody ended: the library draws those in an order of its own each time.
fn close_bars(sequence: &mut SequenceDiagram) {
    let mut open = Vec::new();
    follow_bars(&sequence.items, &mut open);
    sequence.items.extend(open.into_iter().rev().map(SequenceItem::Deactivate));
}

/// Notes which bars are open behind some items.
fn follow_bars(items: &[SequenceItem], open: &mut Vec<String>) {
    for item in items {
        match item {
            SequenceItem::Activate(name) => open.push(name.clone()),
            SequenceItem::Deactivate(name) => {
                if let Some(last) = open.iter().rposition(|other| other == name) {
                    open.remove(last);
                }
            }
            SequenceItem::Loop(block) | SequenceItem::Opt(block) | SequenceItem::Break(block) => {
                follow_bars(&block.items, open);
            }
            SequenceItem::Alt(parts) | SequenceItem::Par(parts) | SequenceItem::Critical(parts) => {
                parts.iter().for_each(|part| follow_bars(&part.items, open));
            }
            SequenceItem::Rect(band) => follow_bars(&band.items, open),
            _ => {}
        }
    }
}

fn theme() -> Theme {
    let series = paints(&SERIES);
    let ink = || Cow::Borrowed(INK);
    Theme {
        fg: ink(),
        fg_muted: ink(),
        bg: Cow::Borrowed(GROUND),
        actor_fill: Cow::Borrowed(FILL),
        actor_stroke: Cow::Borrowed(BORDER),
        actor_text_color: Some(ink()),
        lifeline: Cow::Borrowed(BORDER),
        arrow_stroke: Cow::Borrowed(LINE_PAINT),
        signal_text_color: Some(ink()),
        note_fill: Cow::Borrowed(NOTE),
        note_stroke: Cow::Borrowed(BORDER),
        activation_fill: Cow::Borrowed(GROUP),
        activation_stroke: Cow::Borrowed(BORDER),
        frame_label_fill: Cow::Borrowed(GROUP),
        title_color: Some(ink()),
        flow_node_fill: Cow::Borrowed(FILL),
        flow_node_stroke: Cow::Borrowed(BORDER),
        flow_edge_stroke: Cow::Borrowed(LINE_PAINT),
        flow_label_bg: Cow::Borrowed(GROUND),
        flow_cluster_fill: Cow::Borrowed(GROUP),
        flow_cluster_stroke: Cow::Borrowed(BORDER),
        cscale_palette: series.clone(),
        pie_palette: series.clone(),
        git_palette: series,
        xychart_palette: paints(&STRONG_SERIES),
        pie_stroke: Some(Cow::Borrowed(GROUND)),
        pie_opacity: None,
        commit_label_color: Some(ink()),
        tag_label_color: Some(ink()),
        quadrant_fills: [FILL, GROUP, FILL, GROUP].map(|paint| Some(Cow::Borrowed(paint))),
        font_family: Cow::Borrowed("sans-serif"),
        ..Theme::default_theme()
    }
}

fn paints(series: &'static [&'static str]) -> Cow<'static, [Cow<'static, str>]> {
    series.iter().map(|paint| Cow::Borrowed(*paint)).collect()
}
