//! The running program, and HTTP with it byte by byte: what a library would correct is sent as it
//! is.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// `handbook serve`, ended when it is dropped.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
    said: Arc<Mutex<String>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Server {
    /// Serves a folder at a free port, and waits for the banner.
    pub fn start(folder: &Path, options: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.arg("serve").arg(folder).args(["--today", "2026-11-22"]).args(options);
        if !options.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env_remove("HANDBOOK_TODAY");
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program");
        let said = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(child.stderr.take().expect("its messages"));
        let heard = said.clone();
        thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|length| length > 0) {
                heard.lock().expect("nobody panics").push_str(&std::mem::take(&mut line));
            }
        });
        let mut server = Server { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), said };
        server.wait_until("the banner is there", |server| server.said().contains("press Ctrl-C"));
        server.address = address(&server.said());
        server
    }

    /// Everything that it has said so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("nobody panics").clone()
    }

    /// Waits for something to become true.
    pub fn wait_until(&self, what: &str, is_true: impl Fn(&Server) -> bool) {
        let start = Instant::now();
        while !is_true(self) {
            assert!(
                start.elapsed() < PATIENCE,
                "it never happened that {what}; handbook said:\n{}",
                self.said()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// A connection on which nothing was sent yet.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    /// What comes back for these bytes; none where the connection is closed without a word.
    pub fn send(&self, bytes: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // Whoever is refused may find the connection closed before everything is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    /// What comes back for a request with these headers besides `Host`.
    pub fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
        let headers: String =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = self.address;
        let request = format!(
            "{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n"
        );
        self.send(request.as_bytes()).expect("an answer")
    }

    /// What stands at a path.
    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Whether a page has these words by now.
    pub fn shows(&self, target: &str, words: &str) -> bool {
        self.get(target).text().contains(words)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let (head, body) = bytes.split_at(end + 4);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Some(Answer { status, headers, body: body.to_vec() })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// The address in the banner.
fn address(banner: &str) -> SocketAddr {
    let url = banner
        .lines()
        .find_map(|line| line.strip_prefix("http://"))
        .expect("an address in the banner");
    url.trim_end_matches('/').parse().expect("an address with a port")
}
