//! HTML as text: made safe, decoded, and cut into its tags. Whoever writes or reads HTML does it
//! with these; what is allowed on a page is for [`crate::load`] to say.

mod entities;
mod escape;
mod markup;
mod scan;

pub use entities::{decoded, entity, unescape};
pub use escape::{escape, escape_text, escaped, unused_name};
pub use markup::Html;
pub use scan::{Attribute, HtmlPiece, HtmlPieceKind, OpeningTag, scan, tag_length};
