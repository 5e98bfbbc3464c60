//! Bytes as an answer: type, version, parts, compression.

use axum::body::Body;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::ops::RangeInclusive;

/// Shorter answers are not worth compressing.
const SHORTEST_COMPRESSED: usize = 1024;

/// What a request asks for besides a path.
#[derive(Clone, Default)]
pub struct Wishes {
    visit: bool,
    gzip: bool,
    known: Option<String>,
    range: Option<String>,
    range_of: Option<String>,
}

impl Wishes {
    pub fn of(request: &Request<Body>) -> Self {
        let text = |name: HeaderName| text(request.headers(), name);
        let accepts_pages =
            text(header::ACCEPT).is_some_and(|accepted| accepted.contains("text/html"));
        let range = text(header::RANGE);
        Wishes {
            visit: accepts_pages && range.is_none(),
            gzip: text(header::ACCEPT_ENCODING).is_some_and(|accepted| accepts_gzip(&accepted)),
            known: text(header::IF_NONE_MATCH),
            range,
            range_of: text(header::IF_RANGE),
        }
    }

    /// Whether a browser goes to a page, and does not fetch it for something else.
    pub fn is_visit(&self) -> bool {
        self.visit
    }

    /// The same wishes by somebody who knows nothing yet.
    pub fn without_conditions(&self) -> Self {
        Wishes { visit: self.visit, gzip: self.gzip, ..Wishes::default() }
    }

    /// Whether the version with this tag is known already.
    pub fn know(&self, tag: &str) -> bool {
        let known = self.known.as_deref().unwrap_or("");
        known
            .split(',')
            .map(|known| known.trim().trim_start_matches("W/"))
            .any(|known| known == tag || known == "*")
    }

    /// The part that is wanted; none for the whole.
    pub fn part(&self, tag: &str, length: u64) -> Option<ByteRange> {
        let same = self.range_of.as_deref().is_none_or(|of| of == tag);
        let ranges =
            http_range_header::parse_range_header(self.range.as_deref().filter(|_| same)?).ok()?;
        match ranges.validate(length) {
            Ok(ranges) => {
                ranges.first().filter(|_| ranges.len() == 1).cloned().map(ByteRange::Bytes)
            }
            Err(_) => Some(ByteRange::Outside),
        }
    }
}

/// A part of something.
#[derive(Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// These bytes.
    Bytes(RangeInclusive<u64>),
    /// Bytes that there are not.
    Outside,
}

/// Bytes to answer with.
pub struct HttpReply {
    path: String,
    bytes: Vec<u8>,
    version: String,
}

impl HttpReply {
    /// Bytes whose version is told by themselves; the path says of which type they are.
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        let version = super::version(&bytes);
        HttpReply::with_tag(path, bytes, version)
    }

    pub fn with_tag(path: &str, bytes: Vec<u8>, version: String) -> Self {
        HttpReply { path: path.to_owned(), bytes, version }
    }

    pub fn answer(self, wishes: &Wishes) -> Response<Body> {
        let kind = content_type(&self.path);
        let compress = wishes.gzip
            && wishes.range.is_none()
            && is_text(&kind)
            && self.bytes.len() >= SHORTEST_COMPRESSED;
        let tag = format!("\"{}{}\"", self.version, if compress { "-gz" } else { "" });
        if wishes.know(&tag) {
            return unchanged(&tag);
        }
        let mut response = match wishes.part(&tag, self.bytes.len() as u64) {
            Some(part) => part_of(&self.bytes, &part),
            None if compress => compressed(self.bytes),
            None => Response::new(Body::from(self.bytes)),
        };
        describe(&mut response, &kind, &tag);
        response
    }
}

/// The version that the reader has is the newest.
pub fn unchanged(tag: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    describe(&mut response, "", tag);
    response
}

/// The type of a file by its name, with the character set of texts.
pub fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

fn is_text(kind: &str) -> bool {
    let ends = ["json", "xml", "javascript", "calendar"];
    kind.starts_with("text/") || ends.iter().any(|end| kind.ends_with(end))
}

/// Type, version, and that the version is to be asked for each time.
pub fn describe(response: &mut Response<Body>, kind: &str, tag: &str) {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let (false, Ok(value)) = (value.is_empty(), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::ETAG, tag);
    set(header::CACHE_CONTROL, "no-cache");
    set(header::VARY, "accept, accept-encoding");
    set(header::ACCEPT_RANGES, "bytes");
}

/// Says which part of how much it is.
pub fn describe_part(response: &mut Response<Body>, part: &ByteRange, length: u64) {
    let (status, range) = match part {
        ByteRange::Bytes(range) => (
            StatusCode::PARTIAL_CONTENT,
            format!("bytes {}-{}/{length}", range.start(), range.end()),
        ),
        ByteRange::Outside => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}")),
    };
    *response.status_mut() = status;
    if let Ok(range) = HeaderValue::from_str(&range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
}

fn part_of(bytes: &[u8], part: &ByteRange) -> Response<Body> {
    let slice = match part {
        ByteRange::Bytes(range) => {
            let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            bytes.get(index(*range.start())..=index(*range.end())).unwrap_or_default()
        }
        ByteRange::Outside => &[],
    };
    let mut response = Response::new(Body::from(slice.to_vec()));
    describe_part(&mut response, part, bytes.len() as u64);
    response
}

fn compressed(bytes: Vec<u8>) -> Response<Body> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    let written = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    let Ok(short) = written else {
        return Response::new(Body::from(bytes));
    };
    let mut response = Response::new(Body::from(short));
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response
}

/// Some words for people.
pub fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Whether `gzip` or anything is accepted, and not with a weight of nothing.
fn accepts_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|offer| {
        let (coding, weight) = offer.split_once(';').unwrap_or((offer, ""));
        let none =
            weight.trim().strip_prefix("q=").is_some_and(|weight| weight.trim().parse() == Ok(0.0));
        matches!(coding.trim(), "gzip" | "*") && !none
    })
}

#[cfg(test)]
mod tests {
    use super::{ByteRange, HttpReply, Wishes, accepts_gzip};
    use axum::http::StatusCode;

    #[test]
    fn compression_is_used_where_it_is_accepted() {
        let table = [
            ("gzip", true),
            ("br, gzip;q=0.5", true),
            ("*", true),
            ("gzip;q=0", false),
            ("br", false),
            ("", false),
        ];
        for (accepted, expected) in table {
            assert_eq!(accepts_gzip(accepted), expected, "{accepted}");
        }
        let wishes = Wishes { gzip: true, ..Wishes::default() };
        let encoding = |path: &str, length| {
            let response = HttpReply::new(path, vec![b'a'; length]).answer(&wishes);
            response.headers().contains_key("content-encoding")
        };
        assert!(encoding("a.html", 2000) && encoding("a.svg", 2000) && encoding("a.json", 2000));
        assert!(!encoding("a.html", 20) && !encoding("a.png", 2000));
    }

    #[test]
    fn a_part_is_one_range_of_the_version_that_is_meant() {
        let wishes = |range: &str, of: Option<&str>| Wishes {
            range: Some(range.to_owned()),
            range_of: of.map(str::to_owned),
            ..Wishes::default()
        };
        assert_eq!(wishes("bytes=1-2", None).part("t", 9), Some(ByteRange::Bytes(1..=2)));
        assert_eq!(wishes("bytes=7-", Some("t")).part("t", 9), Some(ByteRange::Bytes(7..=8)));
        assert_eq!(wishes("bytes=-2", None).part("t", 9), Some(ByteRange::Bytes(7..=8)));
        assert_eq!(wishes("bytes=9-", None).part("t", 9), Some(ByteRange::Outside));
        assert_eq!(wishes("bytes=1-2", Some("u")).part("t", 9), None);
        assert_eq!(wishes("bytes=0-1,3-4", None).part("t", 9), None);
        assert_eq!(wishes("lines=1-2", None).part("t", 9), None);
    }

    #[test]
    fn a_version_that_is_known_is_not_sent_again() {
        let reply = || HttpReply::with_tag("a.css", b"x".to_vec(), "v1".to_owned());
        let wishes = |known: &str| Wishes { known: Some(known.to_owned()), ..Wishes::default() };
        for known in ["\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"] {
            assert_eq!(
                reply().answer(&wishes(known)).status(),
                StatusCode::NOT_MODIFIED,
                "{known}"
            );
        }
        assert_eq!(reply().answer(&wishes("\"v2\"")).status(), StatusCode::OK);
    }
}
