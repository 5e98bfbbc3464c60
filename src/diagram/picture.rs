//! A drawing in the making: its elements, and how far they reach.

use super::label::{LETTERS, LINE, TextBlock};
use super::layout::Frame;
use super::paints::INK;
use crate::html::{escape, escape_text};

/// What is left free around a drawing.
const MARGIN: f64 = 8.0;

/// The elements of a drawing.
#[derive(Debug)]
pub(super) struct Picture {
    body: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Default for Picture {
    fn default() -> Self {
        let (far, near) = (f64::INFINITY, f64::NEG_INFINITY);
        Picture { body: String::new(), left: far, top: far, right: near, bottom: near }
    }
}

impl Picture {
    /// Notes that something is drawn there.
    pub(super) fn cover(&mut self, frame: Frame) {
        self.left = self.left.min(frame.left());
        self.top = self.top.min(frame.top());
        self.right = self.right.max(frame.right());
        self.bottom = self.bottom.max(frame.bottom());
    }

    /// The middle of what is above everything so far.
    pub(super) fn above(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), self.top)
    }

    /// Adds an element without content.
    pub(super) fn element(&mut self, name: &str, attributes: &str) {
        self.body.push_str(&format!("<{name} {attributes}/>"));
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        self.body.push_str(&format!("<{name}"));
        for (name, value) in attributes {
            self.body.push_str(&format!(" {name}=\""));
            escape(&mut self.body, value);
            self.body.push('"');
        }
        self.body.push('>');
    }

    pub(super) fn close(&mut self, name: &str) {
        self.body.push_str(&format!("</{name}>"));
    }

    pub(super) fn words(&mut self, text: &str) {
        escape_text(&mut self.body, text);
    }

    pub(super) fn rect(&mut self, frame: Frame, radius: f64, look: &str) {
        let (x, y) = (number(frame.left()), number(frame.top()));
        let (width, height) = (number(frame.width), number(frame.height));
        let radius = number(radius);
        self.element(
            "rect",
            &format!(
                "x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" {look}"
            ),
        );
    }

    /// A circle in a frame, smaller by `inset`.
    pub(super) fn circle(&mut self, frame: Frame, inset: f64, look: &str) {
        let radius = number(frame.width.min(frame.height) / 2.0 - inset);
        let (x, y) = (number(frame.x), number(frame.y));
        self.element("circle", &format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {look}"));
    }

    /// A text around a point.
    pub(super) fn label(&mut self, block: &TextBlock, x: f64, y: f64, ink: &str) {
        let mut base = y - block.height() / 2.0 + LINE / 2.0 + LETTERS * 0.35;
        for line in &block.lines {
            let (x, y) = (number(x), number(base));
            self.body.push_str(&format!("<text x=\"{x}\" y=\"{y}\" fill=\"{ink}\">"));
            self.words(line);
            self.body.push_str("</text>");
            base += LINE;
        }
    }

    /// Adds a group that stands elsewhere; what is in it is drawn already.
    pub(super) fn group(&mut self, transform: &str, content: &str) {
        self.body.push_str(&format!("<g transform=\"{transform}\">{content}</g>"));
    }

    /// What was drawn, for another drawing.
    pub(super) fn into_body(self) -> String {
        self.body
    }

    /// The attributes of `<svg>`, and what is in it.
    pub(super) fn finish(self) -> (String, String) {
        let (x, y) = (number(self.left - MARGIN), number(self.top - MARGIN));
        let width = number((self.right - self.left + 2.0 * MARGIN).max(1.0));
        let height = number((self.bottom - self.top + 2.0 * MARGIN).max(1.0));
        // A drawing runs from left to right in every language; its labels do as they like.
        let size = format!("width=\"{width}\" height=\"{height}\"");
        let look = format!("direction=\"ltr\" font-size=\"{LETTERS}\" fill=\"{INK}\"");
        let attributes = format!("{size} viewBox=\"{x} {y} {width} {height}\" {look}");
        (attributes, self.body)
    }
}

/// A number with one decimal at most.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Neither `-0` nor what is no number may get into an attribute.
    if rounded == 0.0 || !rounded.is_finite() { "0".to_owned() } else { rounded.to_string() }
}

/// A path from point to point.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let point = |(index, (x, y)): (usize, &(f64, f64))| {
        format!("{}{} {}", if index == 0 { "M" } else { "L" }, number(*x), number(*y))
    };
    points.iter().enumerate().map(point).collect()
}
