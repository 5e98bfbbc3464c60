//! How it starts where a port is taken, and how it ends.

use crate::handbook::Handbook;
use crate::server::Server;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn handbook() -> Handbook {
    Handbook::of(&[("index.md", "# Home\n")])
}

#[test]
fn it_ends_cleanly_when_it_is_asked_to() {
    let handbook = handbook();
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut server = Server::start(&handbook.folder(), &[]);
        let mut stream = server.connect();
        write!(stream, "GET /-/live/1/ HTTP/1.1\r\nhost: {}\r\n\r\n", server.address)
            .expect("a question");
        let mut half = server.connect();
        half.write_all(b"GET / HT").expect("half a request");
        let start = Instant::now();
        kill(Pid::from_raw(i32::try_from(server.child.id()).expect("an id")), signal)
            .expect("a signal");
        let status = server.child.wait().expect("an end");
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(start.elapsed() < Duration::from_secs(5), "{signal}: {:?}", start.elapsed());
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let handbook = handbook();
    let first = Server::start(&handbook.folder(), &[]);
    let taken = first.address.port().to_string();
    let second = Server::start(&handbook.folder(), &["--port", &taken]);
    assert_ne!(second.address.port(), first.address.port());
    assert!(second.said().contains(&format!("port {taken} is taken")), "{}", second.said());
    assert_eq!(second.get("/").status, 200);
    let mut strict = Command::new(env!("CARGO_BIN_EXE_handbook"));
    strict
        .arg("serve")
        .arg(handbook.folder())
        .args(["--port", &taken, "--strict-port"])
        .stdin(Stdio::null());
    let output = strict.output().expect("the program");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&taken));
}

#[test]
fn the_banner_shows_where_what_and_how_long() {
    let handbook =
        Handbook::of(&[("index.md", "# Home\n\n[nowhere](nowhere.md)\n"), ("a.md", "# A\n")]);
    let server = Server::start(&handbook.folder(), &[]);
    let said = server.said();
    for words in
        ["Home: 2 pages", "1 warning", "broken-link", " ms", &format!("http://{}/", server.address)]
    {
        assert!(said.contains(words), "`{words}` is not in:\n{said}");
    }
}
