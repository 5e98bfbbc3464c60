//! News for browsers: one stream of events for each page that is shown, on the port of the pages.

use super::connections::CONNECTIONS;
use super::reply::plain;
use super::{ServerState, WorkerMessage};
use crate::commands::serve::message::{Look, PageState};
use axum::body::Body;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, oneshot, watch};

/// Where the streams are: `-/live/MOMENT/PATH`.
const BELOW: &str = "-/live/";
/// How soon a browser asks again when the stream has broken.
const RETRY: Duration = Duration::from_millis(500);
/// How often a silent stream shows that it lives.
const ALIVE: Duration = Duration::from_secs(15);

/// What a path asks to be told, if it is the path of a stream.
pub fn look(path: &str) -> Option<Look> {
    let (moment, page) = path.strip_prefix(BELOW)?.split_once('/')?;
    Some(Look { path: page.to_owned(), since: moment.parse().ok()? })
}

/// Streams at one time: half of the connections, so that pages are answered however many tabs
/// listen.
pub const STREAMS: usize = CONNECTIONS / 2;

/// When those may ask again who got no stream, in seconds.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

/// A stream that ends with the server; a refusal where there are too many.
pub fn answer(shared: Arc<ServerState>, look: Look) -> Response<Body> {
    let Ok(place) = Arc::clone(&shared.streams).try_acquire_owned() else {
        let mut refusal = plain(StatusCode::SERVICE_UNAVAILABLE, "too many pages listen");
        refusal.headers_mut().insert(RETRY_AFTER, AGAIN);
        return refusal;
    };
    Sse::new(stream(shared, look, place))
        .keep_alive(KeepAlive::new().interval(ALIVE))
        .into_response()
}

/// What one browser was told.
struct Listener {
    shared: Arc<ServerState>,
    news: watch::Receiver<u64>,
    look: Look,
    last: Option<PageState>,
    /// Free again when the stream has ended.
    _place: OwnedSemaphorePermit,
}

fn stream(
    shared: Arc<ServerState>,
    look: Look,
    place: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let news = shared.news.clone();
    unfold(Listener { shared, news, look, last: None, _place: place }, |mut listener| async move {
        let seen = listener.next().await?;
        let event =
            Event::default().retry(RETRY).data(serde_json::to_string(&seen).unwrap_or_default());
        listener.last = Some(seen);
        Some((Ok(event), listener))
    })
}

impl Listener {
    /// What is new to this browser; none at the end.
    async fn next(&mut self) -> Option<PageState> {
        loop {
            if self.last.is_some() {
                self.news.changed().await.ok()?;
            }
            let seen = self.ask().await?;
            if self.last.as_ref() != Some(&seen) {
                return Some(seen);
            }
        }
    }

    async fn ask(&self) -> Option<PageState> {
        let (reply, told) = oneshot::channel();
        let look = Look { path: self.look.path.clone(), since: self.look.since };
        self.shared.messages.send(WorkerMessage::Look(look, reply)).ok()?;
        told.await.ok()
    }
}
