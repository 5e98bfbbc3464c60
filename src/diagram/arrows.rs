//! Arrows along their routes, and graphs as drawings.

use super::graph::{ArrowLine, ArrowTip, BoxGraph, GraphArrow};
use super::label::{LINE, TextBlock};
use super::layout::{ArrowRoute, Frame, PlacedGraph, placed};
use super::paints::{BORDER, GROUND, GROUP, INK, LINE_PAINT};
use super::picture::{Picture, number, path};

/// How long the head of an arrow is.
const HEAD: f64 = 9.0;

impl BoxGraph {
    /// The graph as a drawing, or why it is not drawn.
    pub(super) fn drawn(&self) -> Result<Picture, String> {
        if let Some(why) = self.refusal() {
            return Err(why);
        }
        let placed = placed(self);
        let mut picture = Picture::default();
        picture.open("g", &[("text-anchor".to_owned(), "middle".to_owned())]);
        self.draw_groups(&mut picture, &placed);
        for (arrow, route) in self.arrows.iter().zip(&placed.routes) {
            draw_arrow(&mut picture, arrow, route);
        }
        for (it, frame) in self.boxes.iter().zip(&placed.boxes) {
            picture.cover(*frame);
            it.outline.draw(&mut picture, *frame, &it.paint);
            picture.label(&it.label, frame.x, frame.y, it.paint.text.unwrap_or(INK));
        }
        for (arrow, route) in self.arrows.iter().zip(&placed.routes) {
            draw_label(&mut picture, &arrow.label, route.label);
        }
        self.draw_title(&mut picture);
        picture.close("g");
        Ok(picture)
    }

    /// Outer groups lie below inner ones.
    fn draw_groups(&self, picture: &mut Picture, placed: &PlacedGraph) {
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|group| self.depth(*group));
        for index in order {
            let Some((group, frame)) = self.groups.get(index).zip(placed.groups.get(index)) else {
                continue;
            };
            let fill = group.paint.fill.as_deref().unwrap_or(GROUP);
            let stroke = group.paint.stroke.as_deref().unwrap_or(BORDER);
            picture.cover(*frame);
            picture.rect(*frame, 6.0, &format!("fill=\"{fill}\" stroke=\"{stroke}\""));
            let y = frame.top() + 5.0 + group.label.height() / 2.0;
            picture.label(&group.label, frame.x, y, group.paint.text.unwrap_or(INK));
        }
    }

    fn draw_title(&self, picture: &mut Picture) {
        if let Some(title) = &self.title {
            let (x, y) = picture.above();
            draw_label(picture, title, (x, y - title.height() / 2.0 - LINE / 2.0));
        }
    }
}

/// The label of an arrow, on a ground of its own so that the line does not cross it.
fn draw_label(picture: &mut Picture, label: &TextBlock, (x, y): (f64, f64)) {
    if label.is_empty() {
        return;
    }
    let frame = Frame { x, y, width: label.width + 8.0, height: label.height() };
    picture.cover(frame);
    picture.rect(frame, 3.0, &format!("fill=\"{GROUND}\""));
    picture.label(label, x, y, INK);
}

fn draw_arrow(picture: &mut Picture, arrow: &GraphArrow, route: &ArrowRoute) {
    if arrow.line == ArrowLine::Hidden || route.points.len() < 2 {
        return;
    }
    for (x, y) in &route.points {
        picture.cover(Frame { x: *x, y: *y, width: 2.0, height: 2.0 });
    }
    let stroke = arrow.stroke.as_deref().unwrap_or(LINE_PAINT);
    let (width, dashes) = match arrow.line {
        ArrowLine::Thick => ("3", ""),
        ArrowLine::Dotted => ("1.5", " stroke-dasharray=\"4 4\""),
        _ => ("1.5", ""),
    };
    let line = format!("fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\"");
    let mut points = route.points.clone();
    shorten(&mut points, arrow.head);
    points.reverse();
    shorten(&mut points, arrow.tail);
    points.reverse();
    picture.element("path", &format!("d=\"{}\" {line}{dashes}", curve(&points)));
    draw_tip(picture, arrow.head, route.points.iter().rev(), stroke);
    draw_tip(picture, arrow.tail, route.points.iter(), stroke);
}

/// Takes the room of an arrow's head off the end of its line, so that no blunt end looks out.
fn shorten(points: &mut [(f64, f64)], tip: ArrowTip) {
    let room = if tip == ArrowTip::Arrow { HEAD - 2.0 } else { 0.0 };
    if let [.., (from_x, from_y), (x, y)] = points {
        let length = (*x - *from_x).hypot(*y - *from_y);
        if length > room {
            let part = (length - room) / length;
            (*x, *y) = (*from_x + (*x - *from_x) * part, *from_y + (*y - *from_y) * part);
        }
    }
}

/// A line through the middles between points, with the points as its bends.
fn curve(points: &[(f64, f64)]) -> String {
    let [first, inner @ .., last] = points else {
        return String::new();
    };
    let mut d = path(&[*first]);
    for (index, (x, y)) in inner.iter().enumerate() {
        let (next_x, next_y) = inner.get(index + 1).unwrap_or(last);
        let (to_x, to_y) = if index + 1 == inner.len() {
            // The last part is straight, so that its head stands in its direction.
            (x + (next_x - x) * 0.3, y + (next_y - y) * 0.3)
        } else {
            (f64::midpoint(*x, *next_x), f64::midpoint(*y, *next_y))
        };
        let (x, y, to_x, to_y) = (number(*x), number(*y), number(to_x), number(to_y));
        d.push_str(&format!("Q{x} {y} {to_x} {to_y}"));
    }
    let (x, y) = (number(last.0), number(last.1));
    d + &format!("L{x} {y}")
}

/// The tip at the first of some points, seen from the second.
fn draw_tip<'a>(
    picture: &mut Picture,
    tip: ArrowTip,
    mut points: impl Iterator<Item = &'a (f64, f64)>,
    stroke: &str,
) {
    let Some(((x, y), (from_x, from_y))) = points.next().zip(points.next()) else {
        return;
    };
    let length = (x - from_x).hypot(y - from_y).max(0.1);
    let (dx, dy) = ((x - from_x) / length, (y - from_y) / length);
    // A point so far back along the line, and so far beside it.
    let at = |back: f64, beside: f64| (x - dx * back - dy * beside, y - dy * back + dx * beside);
    match tip {
        ArrowTip::Bare => {}
        ArrowTip::Arrow => {
            let corners = [(*x, *y), at(HEAD, HEAD / 2.2), at(HEAD, -HEAD / 2.2)];
            picture.element("path", &format!("d=\"{}Z\" fill=\"{stroke}\"", path(&corners)));
        }
        ArrowTip::Ring => {
            let (x, y) = at(4.0, 0.0);
            let frame = Frame { x, y, width: 8.0, height: 8.0 };
            picture.circle(frame, 0.0, &format!("fill=\"{GROUND}\" stroke=\"{stroke}\""));
        }
        ArrowTip::Cross => {
            let d = path(&[at(9.0, 4.0), at(1.0, -4.0)]) + &path(&[at(9.0, -4.0), at(1.0, 4.0)]);
            picture.element("path", &format!("d=\"{d}\" fill=\"none\" stroke=\"{stroke}\""));
        }
    }
}
