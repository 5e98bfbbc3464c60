//! What readers see above the text of a page because its front matter says so: the hero and the
//! features of a start page.

use crate::source::Span;
use std::sync::Arc;

/// Markdown above the text of a page, in pieces that know what they were made from.
pub type PageOpening = Arc<[OpeningPiece]>;

/// A piece of it. Where a link leads is a piece of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningPiece {
    /// As it is read.
    pub markdown: String,
    /// What it stands for in the file.
    pub span: Span,
}
