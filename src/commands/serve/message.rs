//! What the thread that holds the handbook is asked and told, and what it answers.

use crate::disk::Told;
use axum::http::header::{HeaderName, HeaderValue};
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::oneshot;

/// One thing for the thread that holds the handbook.
pub enum WorkerMessage {
    /// What stands at a path of the site?
    Ask(String, oneshot::Sender<ServedAnswer>),
    /// What would a browser that shows this path have to know?
    Look(Look, oneshot::Sender<PageState>),
    /// Files may have changed.
    Told(Told),
    /// It is over.
    End,
}

/// A question of a browser that shows a page.
pub struct Look {
    /// The path of the page, decoded, without the first slash.
    pub path: String,
    /// The moment at which the page was made.
    pub since: u64,
}

/// What stands at a path.
pub struct ServedAnswer {
    /// Headers of every answer, as published in `_headers`.
    pub headers: Headers,
    /// How often the handbook had been read when this was made.
    pub moment: u64,
    /// The thing itself.
    pub content: ServedContent,
}

/// Names and values of headers.
pub type Headers = Arc<[(HeaderName, HeaderValue)]>;

/// A part of the site.
pub enum ServedContent {
    /// Bytes, and the path of the output.
    Made(String, Vec<u8>),
    /// A file of the handbook: the path of the output, and the file's below the handbook's folder.
    File(String, String),
    /// A folder that was asked for without its slash.
    Moved,
    /// Nothing, and the page that says so, where there is one.
    Missing(Option<Vec<u8>>),
}

/// What a browser has to know about the page that it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageState {
    /// The version of the page's bytes.
    pub version: String,
    /// Paths of files that have changed since the page was made.
    pub files: Vec<String>,
    /// Why nothing newer than this can be shown.
    pub trouble: Option<ReadError>,
    /// What there is to say about the page, the worst first.
    pub findings: Vec<BrowserFinding>,
}

/// Why the handbook cannot be read at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadError {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// A finding for a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BrowserFinding {
    /// `error`, `warning` or `notice`.
    pub severity: &'static str,
    /// Whether the page is not what its author meant it to be.
    pub breaks: bool,
    /// The id of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// `path:line:column`, or the path alone.
    pub place: String,
    /// The finding as a terminal shows it, with its source.
    pub text: String,
}

/// The version of some bytes.
pub fn version(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}
