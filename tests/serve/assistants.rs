//! `serve --mcp`: assistants on this computer are answered, pages of other sites are not.

use crate::handbook::Handbook;
use crate::server::{Answer, Server};
use serde_json::{Value, json};
use std::process::Command;

const PATH: &str = "/-/mcp";

fn handbook() -> Handbook {
    Handbook::of(&[
        ("handbook.yaml", "title: Meridian\naudiences: [everyone, staff]\n"),
        ("content/laptops.md", "# Lost laptops\n\nCall IT at once.\n"),
        ("content/pay.md", "---\naudience: staff\n---\n# Pay bands\n\nNobody else sees them.\n"),
    ])
}

/// One question as the SDKs of assistants send it.
fn ask(server: &Server, headers: &str, method: &str, params: &Value) -> Answer {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).to_string();
    let request = format!(
        "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         accept: application/json, text/event-stream\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        server.address,
        body.len(),
    );
    server.send(request.as_bytes()).expect("an answer")
}

fn tool(server: &Server, name: &str, arguments: &Value) -> String {
    let answer = ask(server, "", "tools/call", &json!({"name": name, "arguments": arguments}));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text()
}

#[test]
fn assistants_ask_and_hear_of_edits() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &["--mcp", "--audience", "everyone"]);
    let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"}});
    let answer = ask(&server, "", "initialize", &hello);
    assert!(answer.text().contains("\"name\":\"handbook\""), "{}", answer.text());
    assert!(tool(&server, "search", &json!({"query": "lost laptop"})).contains("Call IT at once"));
    let pages = tool(&server, "list_pages", &json!({}));
    assert!(pages.contains("Lost laptops") && !pages.contains("Pay bands"), "{pages}");
    handbook.write("content/laptops.md", "# Lost laptops\n\nTell security first.\n");
    assert!(tool(&server, "search", &json!({"query": "lost laptop"})).contains("Tell security"));
    assert!(server.get("/laptops/").text().contains("Lost laptops"));
    assert!(server.said().contains(&format!("assistants ask at http://{}{PATH}", server.address)));
}

#[test]
fn nobody_else_is_answered() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &["--mcp"]);
    for headers in ["origin: https://evil.example\r\n", "sec-fetch-site: cross-site\r\n"] {
        assert_eq!(ask(&server, headers, "tools/list", &json!({})).status, 403, "{headers}");
    }
    let named = server.send(b"POST /-/mcp HTTP/1.1\r\nhost: evil.example\r\n\r\n");
    assert_eq!(named.map(|answer| answer.status), Some(403));
    let wrong = ask(&server, "", "tools/call", &json!({"name": "no such tool"}));
    assert!(wrong.text().contains("no tool is called `no such tool`"), "{}", wrong.text());
    assert!(server.get(PATH).status >= 400);
    let silent = Server::start(&handbook.folder(), &[]);
    assert_eq!(ask(&silent, "", "tools/list", &json!({})).status, 405);
}

#[test]
fn only_this_computer_is_answered() {
    let ended = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .arg("serve")
        .arg(handbook().folder())
        .args(["--mcp", "--host", "0.0.0.0", "--port", "0"])
        .output()
        .expect("the program");
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("`--mcp` answers this computer only"), "{said}");
}
