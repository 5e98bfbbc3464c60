//! Syntax of other tools: never run, never shown as noise, never fatal.
//!
//! The text is rewritten before it is parsed, with the way back to the file kept. What we know
//! becomes Markdown, or a mark: an HTML tag with an attribute that does not occur in the text, so
//! that nobody can forge one. What we do not know is taken out but for its text, and named once.
//! Code stays as it is.
//!
//! ```text
//! survey        what stands anywhere in the text: closed tags, imports, placeholders
//!   rewrite       → line by line, each to the first that knows it:
//!     myst_blocks   tables, lists of pages and code of MyST
//!     fenced        callouts that are written as code
//!     templates     code in templates of MDX
//!     code_lines    code, comments and raw elements: copied
//!     comments, components, modules, field_lines, html_lines, quote_lines, tables, whole_lines
//!     inline        the lines of a paragraph: tags, components and other signs
//!   nesting       what is open around a line
//!   draft         → what is written, with the way back to the file, and marks
//! ```
//!
//! `layout`, `lines`, `tags`, `signs`, `pieces` and others only read, and know of none of these.

mod addresses;
mod attributes;
mod closings;
mod code_lines;
mod comments;
mod component_tags;
mod components;
mod confluence;
mod directives;
mod draft;
mod fenced;
mod field_lines;
mod fields;
mod html_lines;
mod html_tags;
mod icons;
mod imports;
mod inline;
mod known;
mod layout;
mod lines;
mod marks;
mod mask;
mod modules;
mod myst;
mod myst_blocks;
mod myst_tables;
mod nesting;
mod paragraphs;
mod pieces;
mod quote_lines;
mod quotes;
mod rewrite;
mod rewritten;
mod roles;
mod signs;
mod spans;
mod survey;
mod tables;
mod tags;
mod templates;
mod unknown;
mod whole_lines;

pub(super) use addresses::sized as image_size;
pub(super) use attributes::id_behind_fence;
pub(super) use fields::is_before_block_id;
pub(super) use lines::included_code;
pub(super) use marks::{Container, Family, ForeignMarks, FoundLink, Mark};
pub use mask::short_forms;
pub(super) use myst::shown_file;
pub(super) use rewrite::rewrite;
pub(super) use rewritten::{Rewritten, untouched};
pub(super) use unknown::report;
