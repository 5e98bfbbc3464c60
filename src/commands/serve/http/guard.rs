//! Who may ask, and for what: requests of a reader at this computer, for a plain path. All else is
//! refused here.

use super::ServerState;
use super::reply::plain;
use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str};
use std::net::IpAddr;

/// Bytes of a path and its query.
const LONGEST_TARGET: usize = 8 * 1024;
/// Bytes that are encoded in a path.
pub const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Why a request is refused.
pub type Refusal = (StatusCode, &'static str);

/// The path that is asked for: decoded, without the first slash.
pub fn admitted_path(shared: &ServerState, request: &Request<Body>) -> Result<String, Refusal> {
    method(request)?;
    admitted(shared, request)?;
    path(request.uri().path(), request.uri().query())
}

/// Whether whoever asks may ask at all.
pub fn admitted(shared: &ServerState, request: &Request<Body>) -> Result<(), Refusal> {
    host(shared.address.ip(), request)?;
    origin(request.headers())
}

/// Whether a request is for this very path, given without the first slash.
pub fn is_at(request: &Request<Body>, path: &str) -> bool {
    request.uri().path().strip_prefix('/') == Some(path)
}

/// The answer to a request that is refused.
pub fn refused((status, why): Refusal) -> Response<Body> {
    let mut response = plain(status, why);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn method(request: &Request<Body>) -> Result<(), Refusal> {
    match *request.method() {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here")),
    }
}

/// A foreign page can point its own name at this computer, but it cannot hide that name.
fn host(listening: IpAddr, request: &Request<Body>) -> Result<(), Refusal> {
    let named = request.uri().authority().map(Authority::as_str);
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (first, second) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
    let ours = first.is_some_and(|host| is_ours(listening, host))
        && named.is_none_or(|host| is_ours(listening, host));
    if ours && second.is_none() {
        return Ok(());
    }
    Err((
        StatusCode::FORBIDDEN,
        "this host name is not served here; open the address that handbook printed",
    ))
}

/// Whether a host is loopback, the address listened on, or, where all are listened on, any address
/// but no name.
fn is_ours(listening: IpAddr, host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == listening || listening.is_unspecified(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

/// Pages of other sites may lead here, and no more: they can neither fetch nor embed anything.
fn origin(headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own = text("host").map(|host| format!("http://{host}"));
    let foreign_origin = text("origin").is_some_and(|origin| own.as_deref() != Some(origin));
    let from_elsewhere =
        text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let goes_here =
        text("sec-fetch-mode") == Some("navigate") && text("sec-fetch-dest") == Some("document");
    if foreign_origin || (from_elsewhere && !goes_here) {
        return Err((StatusCode::FORBIDDEN, "pages of other sites get nothing from here"));
    }
    Ok(())
}

/// One plain spelling of a path, or none.
fn path(path: &str, query: Option<&str>) -> Result<String, Refusal> {
    if path.len() + query.map_or(0, str::len) > LONGEST_TARGET {
        return Err((StatusCode::URI_TOO_LONG, "this address is too long"));
    }
    let wrong = (StatusCode::BAD_REQUEST, "this is not an address of a page");
    let inside = path.strip_prefix('/').ok_or(wrong)?;
    let decoded = percent_decode_str(inside).decode_utf8().map_err(|_| wrong)?;
    let plain = !decoded.chars().any(|message| message == '\\' || message.is_control())
        && !decoded.split('/').any(|part| part == "." || part == "..");
    if plain { Ok(decoded.into_owned()) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::{is_ours, origin, path};
    use axum::http::{HeaderMap, HeaderName, HeaderValue};
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
            ("localhost.attacker.example:4000", loopback, false),
            ("127.0.0.1.attacker.example", loopback, false),
            ("", loopback, false),
            ("192.168.1.9", loopback, false),
            ("192.168.1.9:4000", any, true),
            ("attacker.example:4000", any, false),
        ];
        for (host, listening, ours) in cases {
            assert_eq!(is_ours(listening, host), ours, "{host}");
        }
    }

    #[test]
    fn pages_of_other_sites_may_only_lead_here() {
        let cases: [(&[(&str, &str)], bool); 8] = [
            (&[], true),
            (&[("origin", "http://localhost:4000")], true),
            (&[("origin", "http://localhost:4001")], false),
            (&[("origin", "null")], false),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")], true),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "no-cors"),
                    ("sec-fetch-dest", "script"),
                ],
                false,
            ),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ],
                true,
            ),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
                false,
            ),
        ];
        for (given, admitted) in cases {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static("localhost:4000"));
            for (name, value) in given {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(origin(&headers).is_ok(), admitted, "{given:?}");
        }
    }

    #[test]
    fn one_spelling_of_a_path_is_admitted() {
        let cases = [
            ("/", Some("")),
            ("/people/", Some("people/")),
            ("/caf%C3%A9/", Some("café/")),
            ("/a%20b", Some("a b")),
            ("//etc/passwd", Some("/etc/passwd")),
            ("/%252e%252e/x", Some("%2e%2e/x")),
            ("/../x", None),
            ("/a/../../x", None),
            ("/%2e%2e/x", None),
            ("/..%2fx", None),
            ("/..\\x", None),
            ("/a%5cb", None),
            ("/a%00b", None),
            ("/%FF", None),
            ("*", None),
        ];
        for (given, expected) in cases {
            assert_eq!(path(given, None).ok().as_deref(), expected, "{given}");
        }
        assert!(path(&format!("/{}", "a".repeat(9000)), None).is_err());
    }
}
