//! HTML as a value of its own, so that no text takes its place.

use super::escape;

/// HTML that may be shown as it is: texts are escaped when they are added, and tags are the
/// program's own. What was made elsewhere, by the sanitiser or by a template, comes in through
/// [`Html::finished`], which a test allows in few files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Empty, with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Self {
        Html(String::with_capacity(bytes))
    }

    /// Takes over HTML in which every text has been escaped or sanitised.
    pub fn finished(html: String) -> Self {
        Html(html)
    }

    /// Adds a text, escaped.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    /// Adds a piece of markup of the program's own.
    pub fn markup(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Adds an attribute to the tag that is open; its value is escaped.
    pub fn attribute(&mut self, name: &'static str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.text(value);
        self.0.push('"');
    }

    /// Adds HTML.
    pub fn html(&mut self, html: &Html) {
        self.0.push_str(&html.0);
    }

    /// Adds HTML in which every text has been escaped or sanitised, as in [`Html::finished`].
    pub fn add_finished(&mut self, html: &str) {
        self.0.push_str(html);
    }

    /// The HTML as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn texts_are_escaped() {
        let mut html = Html::default();
        html.markup("<a");
        html.attribute("href", "x\"><script>");
        html.markup(">");
        html.text("a < b & c");
        html.html(&Html::finished("</a>".to_owned()));
        assert_eq!(html.as_str(), "<a href=\"x&quot;&gt;&lt;script&gt;\">a &lt; b &amp; c</a>");
    }
}
