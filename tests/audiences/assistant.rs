//! A client of `handbook mcp` that has been let in.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Asks as the public.
pub struct Client {
    program: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Client {
    /// Starts the program.
    pub fn at(folder: &Path) -> Client {
        let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .arg("mcp")
            .arg(folder)
            .args(["--today", "2026-11-22", "--audience", "public"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
        let mut client = Client { program, input, output: BufReader::new(output) };
        client.ask(
            "initialize",
            json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            }),
        );
        client.send(json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        client
    }

    fn send(&mut self, message: Value) {
        writeln!(self.input, "{message}").unwrap();
    }

    /// The line that answers.
    pub fn ask(&mut self, method: &str, params: Value) -> String {
        self.send(json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}));
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "no answer to {method}");
        line
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
