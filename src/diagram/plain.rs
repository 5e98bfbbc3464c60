//! A drawing of a library, without all that a page does not allow: styles, links, scripts, ids and
//! colours of its own. Only what is listed here gets through.

use super::label::{LETTERS, width};
use super::layout::Frame;
use super::paints;
use super::picture::{Picture, number};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Elements that are drawn.
const ELEMENTS: [&str; 10] =
    ["circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "text", "tspan"];
/// Elements whose tags go, but not what is in them.
const TRANSPARENT: [&str; 3] = ["a", "defs", "svg"];

/// Attributes that say where and how large something is.
#[rustfmt::skip]
const ATTRIBUTES: [&str; 31] = [
    "cx", "cy", "d", "dominant-baseline", "dx", "dy", "fill-opacity", "font-size", "font-style",
    "font-weight", "height", "opacity", "points", "r", "rx", "ry", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor",
    "text-decoration", "transform", "width", "x", "x1", "x2", "y", "y1", "y2",
];

/// An arrow's head or another mark at the end of a line.
#[derive(Debug, Default)]
struct EndMark {
    content: String,
    /// The point of it that lies on the end of the line.
    at: (f64, f64),
    /// How much larger it is drawn on a line of width one.
    scale: f64,
    turns_at_start: bool,
}

/// The attributes of one element, as far as they stay, and its marks.
type Attributes = BTreeMap<String, String>;

#[derive(Default)]
struct PlainWriter {
    picture: Picture,
    marks: BTreeMap<String, EndMark>,
    /// The mark that is being read, and the drawing outside of it.
    mark: Option<(String, EndMark, Picture)>,
    /// The text that is being read.
    text: Attributes,
    /// The fill of the last shape, which the next text lies on.
    ground: &'static str,
    /// How many elements without a place in the drawing are open.
    left_out: usize,
    /// How many groups are open that stand elsewhere than they say.
    moved: usize,
    /// For each open group, whether it is such a one.
    groups: Vec<bool>,
}

/// The drawing in an SVG of the library; `None` when it is none.
pub(super) fn picture(svg: &str) -> Option<Picture> {
    let mut reader = Reader::from_str(svg);
    let mut writer = PlainWriter::default();
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(writer.picture),
            Event::Start(tag) => writer.start(&tag, false)?,
            Event::Empty(tag) => writer.start(&tag, true)?,
            Event::End(tag) => writer.end(tag.name().into_inner()),
            Event::Text(text) => writer.words(&text),
            Event::GeneralRef(name) => writer.words(&format!("&{};", &*name)),
            _ => {}
        }
    }
}

impl PlainWriter {
    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Option<()> {
        let name = tag.name().into_inner();
        let all = attributes(tag)?;
        if self.left_out > 0 || !is_known(name) {
            self.left_out += usize::from(!is_empty);
            return Some(());
        }
        match name {
            "svg" => self.view(&all),
            "marker" => self.open_mark(&all),
            _ if TRANSPARENT.contains(&name) => {}
            _ => self.shape(name, &all, is_empty),
        }
        Some(())
    }

    /// The drawing reaches at least as far as its library thinks.
    fn view(&mut self, all: &Attributes) {
        let view: Vec<f64> = numbers(all.get("viewBox").map_or("", String::as_str));
        if let [x, y, width, height] = *view {
            // The library leaves 24 pixels free at each side, which is more than we do.
            let frame = Frame { x: x + width / 2.0, y: y + height / 2.0, width, height };
            self.picture.cover(frame.smaller(16.0));
        }
    }

    fn shape(&mut self, name: &str, all: &Attributes, is_empty: bool) {
        let is_text = matches!(name, "text" | "tspan");
        let fill = all.get("fill").map_or("", String::as_str);
        let ink = is_text.then(|| paints::text_on(self.ground, fill));
        let kept: Vec<(String, String)> =
            all.iter().filter_map(|(key, value)| kept(key, value, ink)).collect();
        if !is_text {
            self.ground = if fill.is_empty() { "" } else { paints::known("fill", fill) };
        }
        if name == "g" && !is_empty {
            self.groups.push(all.contains_key("transform"));
            self.moved += usize::from(all.contains_key("transform"));
        }
        if is_text {
            self.text.extend(all.clone());
        }
        if self.mark.is_none() && self.moved == 0 && !all.contains_key("transform") {
            self.cover(name, all);
        }
        self.picture.open(name, &kept);
        if is_empty {
            self.picture.close(name);
        }
        self.draw_marks(all);
    }

    fn end(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "marker" => self.close_mark(),
            _ if TRANSPARENT.contains(&name) => {}
            _ => {
                if name == "g" && self.groups.pop() == Some(true) {
                    self.moved -= 1;
                }
                if name == "text" {
                    self.text.clear();
                }
                self.picture.close(name);
            }
        }
    }

    /// Text between tags, still escaped.
    fn words(&mut self, escaped: &str) {
        if self.left_out > 0 || self.text.is_empty() {
            return;
        }
        let text = crate::html::unescape(escaped);
        if self.moved == 0 && !self.text.contains_key("transform") {
            self.cover_text(&text);
        }
        self.picture.words(&text);
    }

    fn cover_text(&mut self, text: &str) {
        let get = |key: &str| value(&self.text, key);
        let size = self.text.get("font-size").map_or(LETTERS, |_| get("font-size"));
        let width = width(text) * size / LETTERS;
        let x = match self.text.get("text-anchor").map(String::as_str) {
            Some("middle") => get("x"),
            Some("end") => get("x") - width / 2.0,
            _ => get("x") + width / 2.0,
        };
        self.picture.cover(Frame { x, y: get("y"), width, height: size * 2.0 });
    }

    fn cover(&mut self, name: &str, all: &Attributes) {
        let get = |key: &str| value(all, key);
        let (x, y) = (get("x"), get("y"));
        let frame = match name {
            "rect" => {
                let (width, height) = (get("width"), get("height"));
                Frame { x: x + width / 2.0, y: y + height / 2.0, width, height }
            }
            "circle" => {
                let (x, y, width) = (get("cx"), get("cy"), 2.0 * get("r"));
                Frame { x, y, width, height: width }
            }
            "line" => {
                self.picture.cover(Frame { x: get("x1"), y: get("y1"), ..Frame::default() });
                Frame { x: get("x2"), y: get("y2"), ..Frame::default() }
            }
            _ => return,
        };
        self.picture.cover(frame);
    }

    fn open_mark(&mut self, all: &Attributes) {
        let view = numbers(all.get("viewBox").map_or("", String::as_str));
        let width = view.get(2).copied().filter(|width| *width > 0.0).unwrap_or(1.0);
        let mark = EndMark {
            content: String::new(),
            at: (value(all, "refX"), value(all, "refY")),
            scale: value(all, "markerWidth") / width,
            turns_at_start: all.get("orient").is_some_and(|orient| orient.contains("reverse")),
        };
        let name = all.get("id").cloned().unwrap_or_default();
        self.mark = Some((name, mark, std::mem::take(&mut self.picture)));
    }

    fn close_mark(&mut self) {
        if let Some((name, mut mark, outside)) = self.mark.take() {
            mark.content = std::mem::replace(&mut self.picture, outside).into_body();
            self.marks.insert(name, mark);
        }
    }

    /// Marks stand in the drawing itself, so that nothing needs an id.
    fn draw_marks(&mut self, all: &Attributes) {
        let points = points(all);
        let width = all.get("stroke-width").map_or(1.0, |_| value(all, "stroke-width"));
        let ends = [("marker-start", true), ("marker-end", false)];
        for (key, is_start) in ends {
            let name =
                all.get(key).and_then(|value| value.strip_prefix("url(#")?.strip_suffix(')'));
            let Some(mark) = name.and_then(|name| self.marks.get(name)) else {
                continue;
            };
            let pair = match (is_start, &*points) {
                (true, [at, next, ..]) => Some((*at, (next.0 - at.0, next.1 - at.1))),
                (false, [.., last, at]) => Some((*at, (at.0 - last.0, at.1 - last.1))),
                _ => None,
            };
            if let Some((at, (dx, dy))) = pair {
                let turn = if is_start && mark.turns_at_start { 180.0 } else { 0.0 };
                let angle = number(dy.atan2(dx).to_degrees() + turn);
                let (x, y) = (number(at.0), number(at.1));
                let (back, up) = (number(-mark.at.0), number(-mark.at.1));
                let scale = number(mark.scale * width);
                let way = format!(
                    "translate({x} {y}) rotate({angle}) scale({scale}) translate({back} {up})"
                );
                self.picture.group(&way, &mark.content);
            }
        }
    }
}

fn is_known(name: &str) -> bool {
    ELEMENTS.contains(&name) || TRANSPARENT.contains(&name) || name == "marker"
}

fn attributes(tag: &BytesStart<'_>) -> Option<Attributes> {
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let value = quick_xml::escape::unescape(&attribute.value).ok()?.into_owned();
        Some((attribute.key.into_inner().to_owned(), value))
    };
    tag.attributes().map(|attribute| attribute.ok().and_then(pair)).collect()
}

/// What stays of an attribute.
fn kept(key: &str, value: &str, ink: Option<&'static str>) -> Option<(String, String)> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " .,()%+-".contains(letter);
    let value = match key {
        "fill" | "stroke" => ink.unwrap_or_else(|| paints::known(key, value)).to_owned(),
        _ if ATTRIBUTES.contains(&key) && value.chars().all(is_plain) => value.to_owned(),
        _ => return None,
    };
    Some((key.to_owned(), value))
}

fn value(all: &Attributes, key: &str) -> f64 {
    all.get(key).and_then(|value| value.trim_end_matches("px").parse().ok()).unwrap_or_default()
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|letter: char| !(letter.is_ascii_digit() || ".-".contains(letter)));
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// The points of a line; of a path, as far as all of them are absolute.
fn points(all: &Attributes) -> Vec<(f64, f64)> {
    let line = || ["x1", "y1", "x2", "y2"].map(|key| value(all, key)).to_vec();
    let flat = match (all.get("d"), all.get("points")) {
        (Some(path), _) if path.contains(|letter: char| "hvlcsqtaHVA".contains(letter)) => {
            Vec::new()
        }
        (Some(path), _) | (None, Some(path)) => numbers(path),
        (None, None) => line(),
    };
    let pairs = flat.chunks_exact(2).filter_map(|pair| match pair {
        [x, y] => Some((*x, *y)),
        _ => None,
    });
    let mut points: Vec<(f64, f64)> = pairs.collect();
    points.dedup();
    points
}
