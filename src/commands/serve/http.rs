//! HTTP for one reader at a desk: answers come from memory, by a look-up of the address; no path of a request ever reaches the disk.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A question to the thread that holds the site.
pub struct Question {
    /// The path of an output, such as `people/index.html`.
    pub path: String,
    /// Where the answer goes.
    pub reply: oneshot::Sender<Option<Vec<u8>>>,
}

/// What all requests share.
pub struct Shared {
    /// The thread that holds the site.
    pub site: Sender<Question>,
    /// The address that the server listens on.
    pub host: IpAddr,
    /// Headers of every answer, as published in `_headers`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// Answers until the process is asked to end.
pub async fn run(listener: TcpListener, shared: Shared) -> std::io::Result<()> {
    let router = Router::new().fallback(answer).with_state(Arc::new(shared));
    axum::serve(listener, router).with_graceful_shutdown(end_asked()).await
}

/// Ctrl-C, or the end of the process asked for by the system.
async fn end_asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    let head_only = request.method() == Method::HEAD;
    let mut response = match refuse(&shared, &request) {
        Some((status, why)) => plain(status, why),
        None => page(&shared, request.uri().path()).await,
    };
    response.headers_mut().extend(shared.headers.iter().cloned());
    if head_only { response.map(|_| Body::empty()) } else { response }
}

/// Requests that are not a reader's: other methods, and other hosts (a foreign page that points its name at this computer).
fn refuse(shared: &Shared, request: &Request<Body>) -> Option<(StatusCode, &'static str)> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here"));
    }
    let foreign = !host_is_ours(shared.host, request.headers());
    foreign
        .then_some((StatusCode::FORBIDDEN, "this host name is not served here; open the address that handbook printed"))
}

/// Whether the Host header names loopback, the address listened on, or, where all are listened on, any address but no name.
fn host_is_ours(listening: IpAddr, headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == listening || listening.is_unspecified(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

/// The output at a path; a folder without its slash is shown where it really is.
async fn page(shared: &Shared, path: &str) -> Response<Body> {
    let wanted = crate::site::address::decoded(path.trim_start_matches('/'));
    let file = if wanted.is_empty() || wanted.ends_with('/') { format!("{wanted}index.html") } else { wanted.clone() };
    if let Some(bytes) = ask(shared, &file).await {
        return found(StatusCode::OK, &file, bytes);
    }
    if !file.ends_with('/') && ask(shared, &format!("{wanted}/index.html")).await.is_some() {
        return moved(path);
    }
    match ask(shared, "404.html").await {
        Some(bytes) => found(StatusCode::NOT_FOUND, "404.html", bytes),
        None => plain(StatusCode::NOT_FOUND, "no such page"),
    }
}

async fn ask(shared: &Shared, path: &str) -> Option<Vec<u8>> {
    let (reply, answer) = oneshot::channel();
    shared.site.send(Question { path: path.to_owned(), reply }).ok()?;
    answer.await.ok().flatten()
}

fn found(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response<Body> {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let text = kind.type_() == mime_guess::mime::TEXT;
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The same path with a slash; it begins with exactly one, so that it cannot name another host.
fn moved(path: &str) -> Response<Body> {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "moved");
    if let Ok(location) = HeaderValue::from_str(&format!("/{}/", path.trim_matches(['/', '\\']))) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
mod tests {
    use super::host_is_ours;
    use axum::http::{HeaderMap, HeaderValue, header};
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn a_foreign_name_is_not_answered() {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let any = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let cases = [
            ("localhost:4000", loopback, true),
            ("127.0.0.1:4000", loopback, true),
            ("[::1]:4000", loopback, true),
            ("attacker.example", loopback, false),
            ("192.168.1.9", loopback, false),
            ("192.168.1.9:4000", any, true),
            ("attacker.example:4000", any, false),
        ];
        for (host, listening, ours) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            assert_eq!(host_is_ours(listening, &headers), ours, "{host}");
        }
        assert!(!host_is_ours(loopback, &HeaderMap::new()));
    }
}
