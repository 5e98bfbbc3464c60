//! What a browser is told of the page that it shows.

use crate::handbook::Handbook;
use crate::server::{PATIENCE, Server};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The stream of news for one page.
struct News(BufReader<TcpStream>);

impl News {
    fn of(server: &Server, path: &str) -> News {
        let mut stream = server.connect();
        write!(stream, "GET /-/live/1/{path} HTTP/1.1\r\nhost: {}\r\n\r\n", server.address)
            .expect("a question");
        News(BufReader::new(stream))
    }

    /// The next news; none when there is none for so long.
    fn within(&mut self, time: Duration) -> Option<Value> {
        self.0.get_ref().set_read_timeout(Some(time)).expect("a time limit");
        let mut line = String::new();
        while self.0.read_line(&mut line).ok()? > 0 {
            if let Some(data) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).expect("JSON"));
            }
            line.clear();
        }
        None
    }

    fn next(&mut self) -> Value {
        self.within(PATIENCE).expect("news")
    }
}

fn handbook() -> Handbook {
    Handbook::of(&[
        ("index.md", "# Home\n\n![plan](plan.svg)\n"),
        ("people.md", "# People\n\n[Home](index.md)\n"),
        ("other.md", "# Other\n"),
        ("plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
}

#[test]
fn a_page_is_told_of_its_own_changes_only() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let mut news = News::of(&server, "people/");
    let first = news.next();
    handbook.write("other.md", "# Other\n\nWith more text.\n");
    server.wait_until("the other page is shown", |server| server.shows("/other/", "more text"));
    assert_eq!(news.within(Duration::from_millis(300)), None);
    handbook.write("people.md", "# People\n\n[Home](index.md) and more.\n");
    let second = news.next();
    assert_ne!(second["version"], first["version"]);
    assert!(server.shows("/people/", "and more"));
}

#[test]
fn a_page_is_told_of_pictures_that_have_changed() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let mut news = News::of(&server, "");
    assert_eq!(news.next()["files"], serde_json::json!([]));
    handbook.write("plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    assert_eq!(news.next()["files"], serde_json::json!(["plan.svg"]));
}

#[test]
fn findings_come_with_their_places_and_breakage_is_marked() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let mut news = News::of(&server, "people/");
    assert_eq!(news.next()["findings"], serde_json::json!([]));
    handbook.write("people.md", "# People\n\n[Home](nowhere.md)\n");
    let told = news.next();
    let finding = &told["findings"][0];
    assert_eq!((&finding["rule"], &finding["breaks"]), (&"broken-link".into(), &false.into()));
    assert_eq!(finding["place"], "people.md:3:8");
    handbook.write("people.md", "---\ntitle: [\n---\n# People\n");
    let told = news.next();
    let finding = &told["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["breaks"]),
        (&"invalid-front-matter".into(), &true.into())
    );
    assert!(finding["text"].as_str().is_some_and(|text| text.contains("title: [")), "{finding}");
}

#[test]
fn a_commit_changes_what_is_known_of_a_page() {
    let page = "---\nreviewed: 2026-11-01\n---\n# Home\n";
    let handbook = Handbook::of(&[("index.md", page)]);
    handbook.git(&["init", "-q"]);
    handbook.git(&["add", "."]);
    handbook.git(&["commit", "-qm", "Write the first page"]);
    handbook.write("index.md", &format!("{page}\nA new promise.\n"));
    let server = Server::start(&handbook.folder(), &[]);
    let mut news = News::of(&server, "");
    let is_edited = |told: &Value| told["findings"].to_string().contains("edited-since-review");
    assert!(is_edited(&news.next()));
    handbook.git(&["commit", "-q", "--amend", "-am", "Write the first page, with a promise"]);
    assert!(!is_edited(&news.next()));
}

#[test]
fn a_handbook_that_cannot_be_read_stays_as_it_was() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let mut news = News::of(&server, "people/");
    assert_eq!(news.next()["trouble"], Value::Null);
    let elsewhere = handbook.folder().with_file_name("elsewhere");
    std::fs::rename(handbook.folder(), &elsewhere).expect("a folder");
    assert!(
        news.next()["trouble"]["message"]
            .as_str()
            .is_some_and(|words| words.contains("not there any more"))
    );
    assert!(server.shows("/people/", "People"));
    std::fs::rename(&elsewhere, handbook.folder()).expect("a folder");
    assert_eq!(news.next()["trouble"], Value::Null);
}

#[test]
fn a_browser_gets_the_page_with_one_line_more() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &["--panel", "off"]);
    let visited = server.ask("GET", "/people/", &[("accept", "text/html")]);
    let (before, rest) = visited
        .text()
        .split_once("<script src=\"/-/live.js\"")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("the script");
    let (tag, after) = rest.split_once("</script>\n").expect("its end");
    assert!(tag.contains("data-panel=\"off\""));
    assert_eq!(format!("{before}{after}"), server.get("/people/").text());
    assert!(visited.header("content-security-policy").contains("frame-ancestors 'none'"));
    for (path, kind) in [("/-/live.js", "text/javascript"), ("/-/live.css", "text/css")] {
        assert!(server.get(path).header("content-type").starts_with(kind));
    }
    assert!(!handbook.built().expect("a site").keys().any(|path| path.contains("live")));
}

/// Half of the connections may listen; whoever comes then is told when to come back, and pages are
/// answered all the same.
#[test]
fn tabs_without_end_are_refused_a_stream_and_not_kept_waiting() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let mut listening: Vec<News> = (0..256).map(|_| News::of(&server, "people/")).collect();
    listening.iter_mut().for_each(|news| drop(news.next()));
    let refused = server.get("/-/live/1/people/");
    assert_eq!((refused.status, refused.header("retry-after")), (503, "5"));
    assert_eq!(server.get("/people/").status, 200);
    listening.clear();
    handbook.write("people.md", "# People\n\nWith news.\n");
    server.wait_until("a place is free", |server| {
        News::of(server, "people/").within(Duration::from_millis(500)).is_some()
    });
}
