//! `handbook mcp`, asked as assistants ask: lines of JSON-RPC on standard input and output.
#![expect(clippy::disallowed_methods, reason = "tests start the program and write folders")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A client that has been let in.
struct Client {
    program: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    last: u64,
}

impl Client {
    fn start() -> Client {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-handbook");
        Client::at(&example.to_string_lossy(), &[])
    }

    fn at(folder: &str, arguments: &[&str]) -> Client {
        let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .arg("mcp")
            .arg(folder)
            .args(["--today", "2026-11-22"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = program.stdin.take();
        let output = BufReader::new(program.stdout.take().expect("an output"));
        let mut client = Client { program, input, output, last: 0 };
        let hello = client.ask(
            "initialize",
            json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            }),
        );
        assert_eq!(hello["result"]["serverInfo"]["name"], "handbook", "{hello}");
        client.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string());
        client
    }

    fn send(&mut self, line: &str) {
        let input = self.input.as_mut().expect("an input");
        writeln!(input, "{line}").expect("the program reads");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let request =
            json!({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params});
        self.send(&request.to_string());
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("UTF-8") > 0, "no answer to {method}");
            let answer: Value = serde_json::from_str(&line).expect("only JSON on standard output");
            if answer["id"] == json!(self.last) {
                return answer;
            }
        }
    }

    /// What a tool answers; `Err` is what it says of a question that it cannot answer.
    fn call(&mut self, tool: &str, arguments: Value) -> Result<Value, String> {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        let text = answer["result"]["content"][0]["text"].as_str().unwrap_or_default();
        if answer["result"]["isError"] == json!(true) {
            return Err(text.to_owned());
        }
        Ok(serde_json::from_str(text).unwrap_or(answer))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The end of its input is the end of the program.
        self.input = None;
        let ended = self.program.wait().expect("the program ends");
        assert!(ended.success() || std::thread::panicking(), "{ended}");
    }
}

#[test]
fn an_assistant_finds_whom_to_ask() {
    let mut client = Client::start();
    let tools = client.ask("tools/list", json!({}));
    let names: Vec<&str> = tools["result"]["tools"]
        .as_array()
        .expect("tools")
        .iter()
        .map(|tool| tool["name"].as_str().unwrap_or_default())
        .collect();
    let expected = [
        "search",
        "read_page",
        "who_answers",
        "is_urgent",
        "list_pages",
        "what_changed",
        "review_queue",
    ];
    assert_eq!(names, expected);

    let found =
        client.call("search", json!({"query": "I left my computer on the bus"})).expect("hits");
    assert_eq!(found["as_of"], "2026-11-22");
    let hits = found["hits"].as_array().expect("hits");
    let security = hits.iter().find(|hit| hit["file"] == "content/policies/security.md");
    let hit = security.unwrap_or_else(|| panic!("{found:#}"));
    assert!(hit["owners"].as_array().is_some_and(|owners| !owners.is_empty()), "{hit:#}");

    let who =
        client.call("who_answers", json!({"about": "policies/security/", "from": "Asia/Tokyo"}));
    let who = who.expect("somebody answers");
    assert!(
        who["address"].as_str().is_some_and(|at| at.ends_with("policies/security/")),
        "{who:#}"
    );
    assert_eq!(who["answers"]["zone"], "Asia/Tokyo");

    let urgent = client.call("is_urgent", json!({"what": "the API is down"})).expect("an answer");
    let page = &urgent["pages_about_it"][0];
    assert_eq!(page["file"], "content/engineering/runbooks/api-down.md", "{urgent:#}");
    assert!(!urgent["levels_most_urgent_first"].as_array().expect("levels").is_empty());
}

#[test]
fn pages_come_with_their_age_and_a_warning() {
    let mut client = Client::start();
    let queue = client.call("review_queue", json!({})).expect("a queue");
    let stale = queue["pages"].as_array().expect("pages").iter();
    let stale = stale.clone().find(|page| page["review_state"] == "stale").expect("a stale page");
    let read = client.call("read_page", json!({"page": stale["address"]})).expect("a page");
    assert!(read["warning"].as_str().is_some_and(|text| text.contains("out of date")), "{read:#}");
    assert!(read["markdown"].as_str().is_some_and(|text| text.starts_with("---\n")), "{read:#}");

    let all = client.call("list_pages", json!({})).expect("pages");
    let some = client.call("list_pages", json!({"type": "runbook"})).expect("pages");
    let count = |pages: &Value| pages["total"].as_u64().unwrap_or(0);
    assert!(count(&all) > count(&some) && count(&some) > 2, "{some:#}");
    let changed = client.call("what_changed", json!({"days": 30})).expect("changes");
    assert!(changed["since"] == "2026-10-23", "{changed:#}");

    let resources = client.ask("resources/list", json!({}));
    let uri = &resources["result"]["resources"][0]["uri"];
    let text = client.ask("resources/read", json!({"uri": uri}));
    assert_eq!(text["result"]["contents"][0]["mimeType"], "text/markdown", "{text:#}");
}

#[test]
fn an_audience_cannot_be_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        std::fs::write(folder.path().join(path), text).expect("the file is written");
    };
    write("handbook.yaml", "audiences: [public, managers]\ndefault_audience: public\n");
    write("index.md", "# Home\n\nSee [pay](pay.md).\n");
    write("pay.md", "---\naudience: managers\n---\n\n# Pay bands\n\nSapphire earns most.\n");
    let folder = folder.path().to_str().expect("UTF-8");
    let mut managers = Client::at(folder, &["--audience", "managers"]);
    assert!(managers.call("read_page", json!({"page": "pay/"})).is_ok());
    let mut public = Client::at(folder, &[]);
    assert!(public.call("read_page", json!({"page": "pay/"})).is_err());
    assert!(public.call("read_page", json!({"page": "pay.md"})).is_err());
    for answer in [
        public.call("search", json!({"query": "sapphire pay bands"})),
        public.call("list_pages", json!({})),
        public.call("what_changed", json!({"days": 300})),
        public.call("review_queue", json!({})),
        public.call("is_urgent", json!({"what": "pay"})),
        Ok(public.ask("resources/list", json!({}))),
        Ok(public.ask("resources/read", json!({"uri": "handbook:///pay/"}))),
    ] {
        let text = answer.expect("an answer").to_string();
        assert!(!text.contains("Sapphire") && !text.contains("Pay bands"), "{text}");
    }
}

#[test]
fn wrong_questions_are_answered_with_what_is_wrong() {
    let mut client = Client::start();
    for (tool, arguments, about) in [
        ("search", json!({}), "query"),
        ("search", json!({"query": 7}), "string"),
        ("search", json!({"query": "x", "page": "y"}), "page"),
        ("read_page", json!({"page": "no/such/page/"}), "no/such/page"),
        ("read_page", json!({"page": "../../etc/passwd"}), "passwd"),
        ("read_page", json!({"page": ""}), "empty"),
        ("who_answers", json!({"about": "policies/security/", "from": "Atlantis"}), "Atlantis"),
        ("who_answers", json!({"about": "policies/security/", "at": "never"}), "never"),
        ("who_answers", json!({"about": "xyzzyq"}), "xyzzyq"),
        ("what_changed", json!({"days": -1}), "u16"),
        ("review_queue", json!({"owner": "nobody-at-all"}), "nobody-at-all"),
    ] {
        let answer = client.call(tool, arguments.clone());
        let said = answer.expect_err(&format!("{tool} {arguments}"));
        assert!(said.contains(about), "{tool} {arguments}: {said}");
    }
    let unknown = client.ask("tools/call", json!({"name": "delete_page", "arguments": {}}));
    assert!(unknown["error"]["message"].as_str().is_some_and(|text| text.contains("delete_page")));
    let nowhere = client.ask("resources/read", json!({"uri": "file:///etc/passwd"}));
    assert!(nowhere["error"].is_object(), "{nowhere}");
    client.send("this is not JSON");
    client.send("[]");
    assert!(client.ask("ping", json!({}))["result"].is_object());
    assert!(client.call("search", json!({"query": "x".repeat(100_000)})).is_ok());
}

/// Words that stand in what people write to a brainstorm, each in another place.
const HIDDEN: [&str; 11] = [
    "quokka",
    "numbat",
    "wombat",
    "bilby",
    "bandicoot",
    "potoroo",
    "dunnart",
    "kowari",
    "pademelon",
    "bettong",
    "thylacine",
];

#[test]
fn a_hidden_brainstorm_is_hidden_from_assistants() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |path: &str, text: &str| {
        std::fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("it is made");
        std::fs::write(root.join(path), text).expect("the file is written");
    };
    let commit = |subject: &str| {
        for arguments in [&["add", "."][..], &["commit", "-q", "-m", subject]] {
            let mut git = Command::new("git");
            git.current_dir(root).args(["-c", "user.name=Eva", "-c", "user.email=eva@example.org"]);
            git.env("GIT_AUTHOR_DATE", "2026-11-20T10:00:00Z");
            git.env("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z");
            assert!(git.args(arguments).status().expect("git").success());
        }
    };
    assert!(
        Command::new("git").current_dir(root).args(["init", "-q"]).status().expect("git").success()
    );
    let question = "---\ntype: brainstorm\nquestion: What shall we pay?\nopens: 2026-11-16\n\
        closes: 2026-11-25\ninvited: [ana]\nhide_until_close: true\n---\n# Pay\n\n\
        ## Background\n\nIt is known.\n";
    write("people.yaml", "people: {ana: Ana Sousa}\n");
    write("index.md", "# Home\n\n[Pay](pay/index.md)\n");
    write("pay/index.md", question);
    commit("Ask what to pay");
    let answers = "\n### Quokka of a guest\n\nnumbat\n\n- [ ] @ana wombat, due 2026-11-01\n\n## Ana\n\n\
        bilby [bandicoot](bandicoot.md)\n";
    write("pay/index.md", &format!("{question}{answers}"));
    commit("Suggest a thylacine");
    let contribution = "---\ntype: brainstorm\ntitle: Dunnart\nowner: ana\ntags: [kowari]\n\
        also: [pademelon]\n---\n# Dunnart\n\nbettong\n";
    write("pay/potoroo.md", contribution);
    commit("Suggest another thylacine");

    let mut client = Client::at(root.to_str().expect("UTF-8"), &[]);
    let read = client.call("read_page", json!({"page": "pay/"})).expect("the question");
    assert!(read.to_string().contains("It is known."), "{read:#}");
    let mut answers = vec![read.to_string()];
    for (tool, arguments) in [
        ("list_pages", json!({})),
        ("list_pages", json!({"type": "brainstorm"})),
        ("what_changed", json!({"days": 300})),
        ("review_queue", json!({})),
        ("who_answers", json!({"about": "pay/"})),
        ("is_urgent", json!({"what": "pay"})),
        ("search", json!({"query": "pay"})),
    ] {
        answers.push(client.call(tool, arguments).expect(tool).to_string());
    }
    answers.push(client.ask("resources/list", json!({})).to_string());
    for page in ["pay/potoroo/", "pay/potoroo.md", "Dunnart"] {
        assert!(client.call("read_page", json!({"page": page})).is_err(), "{page}");
    }
    for word in HIDDEN {
        let found = client.call("search", json!({"query": word})).expect("an answer");
        assert_eq!(found["hits"], json!([]), "{word}: {found:#}");
        let told = answers.iter().find(|answer| answer.to_lowercase().contains(word));
        assert!(told.is_none(), "{word}: {told:?}");
    }
}
