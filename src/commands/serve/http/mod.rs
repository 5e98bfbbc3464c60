//! HTTP for readers: answers come from memory, by a look-up of the address; no path of a
//! request ever reaches the disk.

mod assistants;
mod client;
mod connections;
mod file;
mod guard;
mod live;
mod reply;

use super::message::{Headers, ServedAnswer, ServedContent, WorkerMessage, version};
use crate::render::security;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderValue};
use axum::http::{Request, Response, StatusCode};
use reply::{HttpReply, Wishes, plain};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use tokio::sync::{Semaphore, oneshot, watch};

pub use assistants::{Assistants, PATH as ASSISTANTS};
pub use connections::run;
pub use live::STREAMS;

/// What all requests share.
pub struct ServerState {
    /// The thread that holds the handbook.
    pub messages: Sender<WorkerMessage>,
    /// How often the handbook was read; closed at the end.
    pub news: watch::Receiver<u64>,
    /// Places for streams of news.
    pub streams: Arc<Semaphore>,
    /// Where the server listens.
    pub address: SocketAddr,
    /// The handbook's folder, for files that are published as they are.
    pub root: PathBuf,
    /// Whether browsers show the findings of a page.
    pub panel: bool,
    /// What answers assistants, where they are let in.
    pub assistants: Option<Assistants>,
}

fn router(shared: Arc<ServerState>) -> Router {
    Router::new().fallback(answer).with_state(shared)
}

async fn answer(State(shared): State<Arc<ServerState>>, request: Request<Body>) -> Response<Body> {
    let assistants = shared.assistants.as_ref().filter(|_| guard::is_at(&request, ASSISTANTS));
    if let Some(assistants) = assistants {
        let response = match guard::admitted(&shared, &request) {
            Ok(()) => assistants.answer(request).await,
            Err(refusal) => guard::refused(refusal),
        };
        return with_headers(response, &plain_headers());
    }
    let path = match guard::admitted_path(&shared, &request) {
        Ok(path) => path,
        Err(refusal) => return with_headers(guard::refused(refusal), &plain_headers()),
    };
    let wishes = Wishes::of(&request);
    if let Some(asset) = client::asset(&path) {
        return with_headers(
            HttpReply::new(&path, asset.to_vec()).answer(&wishes),
            &plain_headers(),
        );
    }
    if let Some(look) = live::look(&path) {
        return with_headers(live::answer(shared, look), &plain_headers());
    }
    let (reply, told) = oneshot::channel();
    let asked = shared.messages.send(WorkerMessage::Ask(path.clone(), reply));
    match (asked, told.await) {
        (Ok(()), Ok(answer)) => {
            with_headers(content(&shared, &path, &answer, &wishes).await, &answer.headers)
        }
        _ => with_headers(
            plain(StatusCode::SERVICE_UNAVAILABLE, "handbook is ending"),
            &plain_headers(),
        ),
    }
}

async fn content(
    shared: &ServerState,
    path: &str,
    answer: &ServedAnswer,
    wishes: &Wishes,
) -> Response<Body> {
    match &answer.content {
        ServedContent::Made(output, bytes) => page(shared, output, bytes, answer.moment, wishes),
        ServedContent::File(output, file) => {
            file::answer(shared.root.clone(), output, file.clone(), wishes).await
        }
        ServedContent::Moved => moved(path),
        ServedContent::Missing(Some(bytes)) => {
            let mut response =
                page(shared, "404.html", bytes, answer.moment, &wishes.without_conditions());
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        ServedContent::Missing(None) => plain(StatusCode::NOT_FOUND, "no such page"),
    }
}

/// Bytes of the site. A browser that goes to a page gets one line more, which keeps what it shows
/// up to date.
fn page(
    shared: &ServerState,
    output: &str,
    bytes: &[u8],
    moment: u64,
    wishes: &Wishes,
) -> Response<Body> {
    let version = version(bytes);
    if wishes.is_visit() && output.ends_with(".html") && client::takes_script(bytes) {
        let page = client::with_script(bytes, &version, moment, shared.panel);
        return HttpReply::with_tag(output, page, format!("{version}-{moment:x}")).answer(wishes);
    }
    HttpReply::with_tag(output, bytes.to_vec(), version).answer(wishes)
}

/// The same path with a slash; it begins with exactly one, so that it cannot name another host.
fn moved(path: &str) -> Response<Body> {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "moved");
    let path = path.trim_matches(['/', '\\']);
    let encoded = percent_encoding::utf8_percent_encode(path, guard::IN_PATH);
    if let Ok(location) = HeaderValue::from_str(&format!("/{encoded}/")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Headers where no page is answered: nothing may be done with the answer at all.
fn plain_headers() -> Headers {
    let headers = security::headers(&security::Hosts::default()).into_iter();
    headers.filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?))).collect()
}

fn with_headers(mut response: Response<Body>, headers: &Headers) -> Response<Body> {
    response.headers_mut().extend(headers.iter().cloned());
    response
}
