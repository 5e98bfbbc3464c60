//! Outlines of boxes: how large they are around a text, where arrows meet them, and their paths.

use super::layout::Frame;
use super::paints::{BORDER, BoxPaint, FILL, INK};
use super::picture::{Picture, number, path};
use mermaid_svg::ast::NodeShape;

/// How far slanted sides lean.
const SLANT: f64 = 14.0;
/// Half of the height of a cylinder's lid.
const LID: f64 = 7.0;

/// Corners of a polygon: parts of the width and height, and how much of the slant is added.
type Corners = &'static [(f64, f64, f64)];

const LEANING: Corners = &[(0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (1.0, 1.0, -1.0), (0.0, 1.0, 0.0)];
const LEANING_BACK: Corners =
    &[(0.0, 0.0, 0.0), (1.0, 0.0, -1.0), (1.0, 1.0, 0.0), (0.0, 1.0, 1.0)];
const NARROW_ABOVE: Corners =
    &[(0.0, 0.0, 1.0), (1.0, 0.0, -1.0), (1.0, 1.0, 0.0), (0.0, 1.0, 0.0)];
const NARROW_BELOW: Corners =
    &[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, -1.0), (0.0, 1.0, 1.0)];
const FLAG: Corners =
    &[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.5, 1.0)];
const CARD: Corners =
    &[(0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.3, 0.0)];
const HEXAGON: Corners = &[
    (0.0, 0.0, 1.0),
    (1.0, 0.0, -1.0),
    (1.0, 0.5, 0.0),
    (1.0, 1.0, -1.0),
    (0.0, 1.0, 1.0),
    (0.0, 0.5, 0.0),
];
const RHOMBUS: Corners = &[(0.5, 0.0, 0.0), (1.0, 0.5, 0.0), (0.5, 1.0, 0.0), (0.0, 0.5, 0.0)];

/// The form of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum BoxOutline {
    /// A rectangle with corners of this radius.
    Rounded(f64),
    Pill,
    /// A rectangle with double sides.
    Sides,
    Cylinder,
    Circle,
    Rings,
    Rhombus,
    Polygon(Corners),
    /// A small rhombus without text.
    Choice,
    /// Where states begin.
    Dot,
    /// Where states end.
    Target,
    /// Where states part or join.
    Bar,
}

/// The outline of a shape of flowcharts; what is rare becomes its nearest plain form.
pub(super) fn of_shape(shape: NodeShape) -> BoxOutline {
    match shape {
        NodeShape::Round | NodeShape::Delay => BoxOutline::Rounded(12.0),
        NodeShape::Stadium => BoxOutline::Pill,
        NodeShape::Subroutine | NodeShape::LinedProcess => BoxOutline::Sides,
        NodeShape::Cylinder | NodeShape::LinedCylinder | NodeShape::DirectAccessStorage => {
            BoxOutline::Cylinder
        }
        NodeShape::Circle | NodeShape::CrossedCircle => BoxOutline::Circle,
        NodeShape::DoubleCircle => BoxOutline::Rings,
        NodeShape::FilledCircle => BoxOutline::Dot,
        NodeShape::Rhombus => BoxOutline::Rhombus,
        NodeShape::Hexagon => BoxOutline::Polygon(HEXAGON),
        NodeShape::Parallelogram => BoxOutline::Polygon(LEANING),
        NodeShape::ParallelogramAlt => BoxOutline::Polygon(LEANING_BACK),
        NodeShape::Trapezoid | NodeShape::Triangle => BoxOutline::Polygon(NARROW_ABOVE),
        NodeShape::TrapezoidAlt | NodeShape::FlippedTriangle => BoxOutline::Polygon(NARROW_BELOW),
        NodeShape::Asymmetric => BoxOutline::Polygon(FLAG),
        NodeShape::NotchedRect => BoxOutline::Polygon(CARD),
        _ => BoxOutline::Rounded(4.0),
    }
}

impl BoxOutline {
    /// The size of a box around a text of this size.
    pub(super) fn size(self, width: f64, height: f64) -> (f64, f64) {
        let (wide, high) = match self {
            BoxOutline::Rounded(_) => (width + 28.0, height + 18.0),
            BoxOutline::Pill | BoxOutline::Sides => (width + 40.0, height + 18.0),
            BoxOutline::Cylinder => (width + 28.0, height + 18.0 + 3.0 * LID),
            BoxOutline::Circle => (width.hypot(height) + 16.0, width.hypot(height) + 16.0),
            BoxOutline::Rings => (width.hypot(height) + 26.0, width.hypot(height) + 26.0),
            // A text touches no side of a rhombus when its parts of width and height are one.
            BoxOutline::Rhombus => (1.5 * width + 20.0, 3.0 * height + 8.0),
            BoxOutline::Polygon(_) => (width + 28.0 + 2.0 * SLANT, height + 18.0),
            BoxOutline::Choice => return (28.0, 28.0),
            BoxOutline::Dot => return (16.0, 16.0),
            BoxOutline::Target => return (20.0, 20.0),
            BoxOutline::Bar => return (72.0, 8.0),
        };
        (wide.max(40.0), high)
    }

    /// How far from the middle of a box its outline is, as a part of the way by `dx` and `dy`.
    pub(super) fn reach(self, frame: Frame, dx: f64, dy: f64) -> f64 {
        let (across, along) = (dx.abs() / frame.width * 2.0, dy.abs() / frame.height * 2.0);
        match self {
            BoxOutline::Circle | BoxOutline::Rings | BoxOutline::Dot | BoxOutline::Target => {
                1.0 / across.hypot(along)
            }
            BoxOutline::Rhombus | BoxOutline::Choice => 1.0 / (across + along),
            _ => 1.0 / across.max(along),
        }
    }

    pub(super) fn draw(self, picture: &mut Picture, frame: Frame, paint: &BoxPaint) {
        let fill = paint.fill.as_deref().unwrap_or(FILL);
        let stroke = paint.stroke.as_deref().unwrap_or(BORDER);
        let look = format!("fill=\"{fill}\" stroke=\"{stroke}\"");
        match self {
            BoxOutline::Rounded(radius) => picture.rect(frame, radius, &look),
            BoxOutline::Pill => picture.rect(frame, frame.height / 2.0, &look),
            BoxOutline::Sides => {
                picture.rect(frame, 2.0, &look);
                picture.element("path", &format!("d=\"{}\" {look}", sides(frame)));
            }
            BoxOutline::Cylinder => {
                picture.element("path", &format!("d=\"{}\" {look}", cylinder(frame)));
            }
            BoxOutline::Circle => picture.circle(frame, 0.0, &look),
            BoxOutline::Rings => {
                picture.circle(frame, 0.0, &look);
                picture.circle(frame, 4.0, &look);
            }
            BoxOutline::Rhombus | BoxOutline::Choice => polygon(picture, frame, RHOMBUS, &look),
            BoxOutline::Polygon(corners) => polygon(picture, frame, corners, &look),
            BoxOutline::Dot => picture.circle(frame, 0.0, &format!("fill=\"{INK}\"")),
            BoxOutline::Target => {
                picture.circle(frame, 1.0, &format!("fill=\"none\" stroke=\"{INK}\""));
                picture.circle(frame, 5.0, &format!("fill=\"{INK}\""));
            }
            BoxOutline::Bar => picture.rect(frame, 2.0, &format!("fill=\"{INK}\"")),
        }
    }
}

fn polygon(picture: &mut Picture, frame: Frame, corners: Corners, look: &str) {
    let corner = |(x, y, slant): &(f64, f64, f64)| {
        (frame.left() + x * frame.width + slant * SLANT, frame.top() + y * frame.height)
    };
    let corners: Vec<(f64, f64)> = corners.iter().map(corner).collect();
    picture.element("path", &format!("d=\"{}Z\" {look}", path(&corners)));
}

fn sides(frame: Frame) -> String {
    let side = |x| path(&[(x, frame.top()), (x, frame.bottom())]);
    side(frame.left() + 7.0) + &side(frame.right() - 7.0)
}

fn cylinder(frame: Frame) -> String {
    let (left, right) = (number(frame.left()), number(frame.right()));
    let (top, bottom) = (number(frame.top() + LID), number(frame.bottom() - LID));
    let arc = format!("A{} {LID} 0 0", number(frame.width / 2.0));
    format!(
        "M{left} {top}{arc} 1 {right} {top}V{bottom}{arc} 1 {left} {bottom}Z\
         M{left} {top}{arc} 0 {right} {top}"
    )
}
