//! Whoever asks for what is none of their business, or asks in a way that no reader does, is
//! refused; the others do not notice.

use crate::handbook::Handbook;
use crate::server::{Answer, Server};
use std::fs;
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

/// What stands in files that are not published.
const SECRET: &str = "nobody may read this";

/// Spellings of a way out of the site, to files that are there.
const ESCAPES: [&str; 30] = [
    "/../secret.txt",
    "/../../secret.txt",
    "/people/../../secret.txt",
    "/people/../secret.txt",
    "/./../secret.txt",
    "/.../secret.txt",
    "/....//secret.txt",
    "/..;/secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2E/secret.txt",
    "/.%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%252fsecret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/%2e%2e%5csecret.txt",
    "/..%255csecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%ae%c0%ae%c0%afsecret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%EF%BC%8E%EF%BC%8E/secret.txt",
    "/secret.txt%00.html",
    "/..%00/secret.txt",
    "/%2fetc%2fpasswd",
    "//etc/passwd",
    "/file:///etc/passwd",
    "/c:%5cwindows%5cwin.ini",
];

/// Files that lie in the handbook's folder and are nobody's business.
const UNPUBLISHED: [&str; 6] = [
    "/.env",
    "/%2eenv",
    "/.git/config",
    "/handbook.yaml",
    "/content/index.md/../../handbook.yaml",
    "/_partial.md",
];

fn handbook() -> Handbook {
    let handbook = Handbook::of(&[
        ("handbook.yaml", &format!("title: Meridian # {SECRET}\n")),
        ("content/index.md", "# Home\n\n![plan](plan.png)\n"),
        ("content/people/index.md", "# People\n"),
        ("content/_partial.md", SECRET),
        ("content/plan.png", "0123456789"),
        (".env", SECRET),
        (".git/config", SECRET),
        ("secret.txt", SECRET),
        ("content/secret.txt", SECRET),
    ]);
    fs::write(handbook.path("../secret.txt"), SECRET).expect("a file");
    handbook
}

fn is_refused(answer: Option<&Answer>) -> bool {
    answer
        .is_none_or(|answer| (400..500).contains(&answer.status) && !answer.text().contains(SECRET))
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_site() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    assert_eq!(server.get("/people/").status, 200);
    for target in ESCAPES.iter().chain(&UNPUBLISHED) {
        let answer = server.get(target);
        assert!(is_refused(Some(&answer)), "{target}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains("root:"), "{target}");
    }
    for line in [
        "GET secret.txt",
        "GET ../secret.txt",
        "GET http://127.0.0.1/../secret.txt",
        "GET *",
        "GET ",
    ] {
        let request =
            format!("{line} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address);
        assert!(is_refused(server.send(request.as_bytes()).as_ref()), "{line}");
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_link_that_comes_to_lead_out_of_the_handbook_is_not_followed() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    assert_eq!(server.get("/plan.png").body, b"0123456789");
    fs::remove_file(handbook.path("content/plan.png")).expect("a file");
    std::os::unix::fs::symlink("../../secret.txt", handbook.path("content/plan.png"))
        .expect("a link");
    for _ in 0..20 {
        assert!(
            is_refused(Some(&server.get("/plan.png"))) || server.get("/plan.png").status == 404
        );
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn only_get_and_head_are_answered() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        let answer = server.ask(method, "/", &[]);
        assert!((400..500).contains(&answer.status), "{method}: {}", answer.status);
        assert_eq!(answer.header("access-control-allow-origin"), "", "{method}");
    }
    assert_eq!(server.ask("POST", "/", &[]).header("allow"), "GET, HEAD");
    let (head, get) = (server.ask("HEAD", "/", &[]), server.get("/"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(head.header("etag"), get.header("etag"));
}

#[test]
fn another_name_for_this_computer_is_not_answered() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let port = server.address.port();
    let with_host = |host: &str| {
        let request = format!("GET / HTTP/1.1\r\n{host}connection: close\r\n\r\n");
        server.send(request.as_bytes()).map_or(0, |answer| answer.status)
    };
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(with_host(&format!("host: {host}:{port}\r\n")), 200, "{host}");
    }
    for host in [
        "attacker.example",
        "127.0.0.1.attacker.example",
        "localhost.attacker.example",
        "192.168.1.9",
        "x@localhost",
        "",
    ] {
        assert!((400..500).contains(&with_host(&format!("host: {host}:{port}\r\n"))), "{host}");
    }
    assert!((400..500).contains(&with_host("")));
    assert!((400..500).contains(&with_host("host: localhost\r\nhost: attacker.example\r\n")));
    let absolute = format!(
        "GET http://attacker.example/ HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: \
         close\r\n\r\n"
    );
    assert!(is_refused(server.send(absolute.as_bytes()).as_ref()));
}

#[test]
fn pages_of_other_sites_get_nothing() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let own = format!("http://{}", server.address);
    let cases: [(&[(&str, &str)], u16); 7] = [
        (&[("origin", &own)], 200),
        (&[("origin", "https://attacker.example")], 403),
        (&[("origin", "null")], 403),
        (&[("origin", "http://localhost:1")], 403),
        (
            &[
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "no-cors"),
                ("sec-fetch-dest", "image"),
            ],
            403,
        ),
        (
            &[
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "iframe"),
            ],
            403,
        ),
        (
            &[
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "document"),
            ],
            200,
        ),
    ];
    for (headers, status) in cases {
        let answer = server.ask("GET", "/", headers);
        assert_eq!(answer.status, status, "{headers:?}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{headers:?}");
    }
    assert_eq!(
        server.ask("GET", "/-/live/1/", &[("origin", "https://attacker.example")]).status,
        403
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    for length in [9_000, 30_000, 100_000, 2_000_000] {
        let target = format!("/{}", "a".repeat(length));
        let request = format!(
            "GET {target} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            server.address
        );
        assert!(is_refused(server.send(request.as_bytes()).as_ref()), "{length} bytes");
    }
    let long = "a".repeat(100_000);
    let many: String = (0..500).map(|number| format!("x-{number}: y\r\n")).collect();
    for headers in [format!("x: {long}\r\n"), many, format!("{long}: y\r\n")] {
        let request = format!(
            "GET / HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{headers}\r\n",
            server.address
        );
        assert!(is_refused(server.send(request.as_bytes()).as_ref()));
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn garbage_is_no_reason_to_end() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";
    let garbage: [&[u8]; 9] = [
        b"",
        b"\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        hello,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: \xff\xfe\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 18446744073709551616\r\n\r\n",
    ];
    for bytes in garbage {
        let mut stream = server.connect();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(bytes));
        assert_eq!(server.get("/").status, 200);
    }
}

#[test]
fn who_is_slow_does_not_stop_the_others_and_is_let_go() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let silent: Vec<_> = (0..100).map(|_| server.connect()).collect();
    let mut half: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: loc").expect("half a request");
    }
    let deaf: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for mut stream in &deaf {
        let request = format!("GET / HTTP/1.1\r\nhost: {}\r\n\r\n", server.address);
        stream
            .write_all(request.repeat(20).as_bytes())
            .expect("requests whose answers nobody reads");
    }
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/people/").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?} for 20 answers", start.elapsed());
    for mut stream in half.into_iter().chain(silent).take(101) {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
}

#[test]
fn thirty_two_busy_readers_are_all_answered() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let end = Instant::now() + Duration::from_secs(3);
    let reader = || {
        let mut answers = 0;
        while Instant::now() < end {
            for target in ["/", "/people/", "/plan.png", "/-/contents/", "/nothing/"] {
                let expected = if target == "/nothing/" { 404 } else { 200 };
                assert_eq!(server.get(target).status, expected, "{target}");
                answers += 1;
            }
        }
        answers
    };
    let answers: usize = thread::scope(|scope| {
        let readers: Vec<_> = (0..32).map(|_| scope.spawn(reader)).collect();
        readers.into_iter().map(|reader| reader.join().expect("no error")).sum()
    });
    assert!(answers >= 320, "{answers} answers");
}

#[test]
fn parts_versions_and_compression_are_those_of_the_published_site() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let part = server.ask("GET", "/plan.png", &[("range", "bytes=2-4")]);
    assert_eq!(
        (part.status, part.text().as_str(), part.header("content-range")),
        (206, "234", "bytes 2-4/10")
    );
    assert_eq!(server.ask("GET", "/plan.png", &[("range", "bytes=10-")]).status, 416);
    let whole = server.get("/");
    let again = server.ask("GET", "/", &[("if-none-match", whole.header("etag"))]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let compressed = server.ask("GET", "/", &[("accept-encoding", "gzip")]);
    assert_eq!(compressed.header("content-encoding"), "gzip");
    assert!(compressed.body.len() < whole.body.len());
    let headers = server.get("/_headers").text();
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy"] {
        assert!(headers.contains(whole.header(name)) && !whole.header(name).is_empty(), "{name}");
    }
    let built = handbook.built().expect("a site");
    for (path, bytes) in &built {
        assert_eq!(server.get(&format!("/{path}")).body, *bytes, "{path}");
    }
}
