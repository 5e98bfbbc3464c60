//! `handbook serve`, and readers of what it shows.

use super::Outcome;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything takes that is worth measuring.
const PATIENCE: Duration = Duration::from_mins(2);

/// The running program.
pub struct Server {
    child: Child,
    address: String,
    readings: Arc<AtomicUsize>,
}

impl Server {
    /// Serves a folder at a free port; returns when the banner is there.
    pub fn start(folder: &Path) -> Outcome<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.arg("serve").arg(folder).args(["--port", "0"]).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let lines = child.stderr.take().map(BufReader::new).ok_or("no messages")?.lines();
        let readings = Arc::new(AtomicUsize::new(0));
        let (counted, (found, address)) = (readings.clone(), mpsc::channel());
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("http://") {
                    let _ = found.send(address.trim_end_matches('/').to_owned());
                }
                if line.contains("shown after") || line.contains("read again") {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        let address = address.recv_timeout(PATIENCE).map_err(|error| error.to_string())?;
        Ok(Server { child, address, readings })
    }

    /// What stands at an address of the site.
    pub fn get(&self, address: &str) -> Outcome<String> {
        self.asked(address).map_err(|error| error.to_string()).and_then(|answer| {
            if answer.starts_with("HTTP/1.1 200") { Ok(answer) } else { Err(answer) }
        })
    }

    fn asked(&self, address: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        let host = &self.address;
        write!(stream, "GET /{address} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Asks again and again until a page has these words.
    pub fn wait_for(&self, address: &str, words: &str) -> Outcome<()> {
        let start = Instant::now();
        while !self.get(address)?.contains(words) {
            if start.elapsed() > PATIENCE {
                return Err(format!("`{words}` never showed at `{address}`"));
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// How often it said that the handbook was read again.
    pub fn readings(&self) -> usize {
        self.readings.load(Ordering::Relaxed)
    }

    /// What it has of memory, in MB.
    pub fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap_or_default() / 1024
    }

    pub fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
