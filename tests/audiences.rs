//! No byte of a page for fewer people is in a build for more: canaries in every place that a page
//! has, and the same handbook without those pages. `tests/audiences/README.md` says what lies there.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make folders and start programs")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop in surprise")]
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "a test knows its texts")]

#[path = "audiences/planted.rs"]
mod planted;

#[path = "audiences/assistant.rs"]
mod assistant;
#[path = "serve/server.rs"]
#[expect(dead_code, reason = "other tests need more of it")]
mod server;

use planted::{AUDIENCES, Handbook, Site};
use serde_json::json;
use server::Server;
use std::collections::BTreeSet;
use std::fs;

const TODAY: [&str; 2] = ["--today", "2026-11-22"];
const LINKS: &str = include_str!("audiences/links.txt");

/// A handbook with canaries for staff and managers, and links to them in these ways.
fn handbook(ways: &str) -> Handbook {
    let mut handbook = Handbook::new();
    handbook.put_files(include_str!("audiences/wider.txt"));
    handbook.commit("The handbook for everyone");
    for audience in &AUDIENCES[1..] {
        for _ in 0..5 {
            handbook.plant(include_str!("audiences/narrower.txt"), audience);
        }
    }
    handbook.link(ways);
    handbook.comment(include_str!("audiences/comments.txt"));
    handbook
}

#[track_caller]
fn assert_none(site: &Site, tokens: &BTreeSet<String>, what: &str) {
    let leaks = site.leaks(tokens);
    assert!(leaks.is_empty(), "{what}: {} leaks\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn no_token_is_in_a_wider_build() {
    let handbook = handbook(LINKS);
    let planted = handbook.tokens("public");
    assert!(planted.len() >= 1000, "only {} tokens are planted", planted.len());
    for (rank, audience) in AUDIENCES.iter().enumerate() {
        let site = handbook.build(&[&TODAY[..], &["--audience", audience]].concat());
        assert_none(&site, &handbook.tokens(audience), &format!("built for {audience}"));
        // Whoever may read them does: the canaries are where handbook looks.
        let seen = AUDIENCES[1..=rank].iter().flat_map(|seen| handbook.planted_for(seen));
        let (seen, shown): (Vec<_>, String) = (seen.collect(), site.text());
        let found = seen.iter().filter(|token| shown.contains(token.as_str())).count();
        assert!(found * 10 >= seen.len() * 6, "{audience}: {found} of {}", seen.len());
    }
}

#[test]
fn a_wider_build_is_the_build_without_those_pages() {
    // Nobody knows whether a file that is not here is in the repository: such a link stays.
    let ways: String = LINKS.split_inclusive('\n').filter(|way| !way.contains("/blob/")).collect();
    for audience in &AUDIENCES[..2] {
        let arguments = [&TODAY[..], &["--audience", audience]].concat();
        let handbook = handbook(&ways);
        let with = handbook.build(&arguments);
        handbook.delete_narrower_than(audience);
        let without = handbook.build(&arguments);
        assert_eq!(with.differences(&without), Vec::<String>::new(), "built for {audience}");
    }
}

#[test]
fn people_for_managers_are_nowhere_else() {
    let mut handbook = Handbook::new();
    handbook.people(include_str!("audiences/people.txt"));
    handbook.commit("The handbook");
    let site = handbook.build(&TODAY);
    assert_none(&site, &handbook.tokens("public"), "built for the public");
    let site = handbook.build(&[&TODAY[..], &["--audience", "managers"]].concat());
    assert!(site.text().matches("zora").count() > 10, "managers see people");
}

#[test]
fn a_server_for_the_public_serves_none() {
    let handbook = handbook(LINKS);
    let tokens = handbook.tokens("public");
    let all = handbook.build(&[&TODAY[..], &["--audience", "managers"]].concat());
    let server = Server::start(&handbook.root(), &["--audience", "public", "--panel", "off"]);
    let assert_silent = |paths: &mut dyn Iterator<Item = &str>| {
        for path in paths {
            let answer = server.get(&format!("/{}", path.trim_end_matches("index.html")));
            let is_hidden = tokens.iter().any(|token| path.contains(token.as_str()));
            assert!(answer.status == 404 || !is_hidden, "{path}: {}", answer.status);
            assert_none(&Site::of("", &answer.body), &tokens, path);
        }
    };
    assert_silent(&mut all.paths().filter(|path| !path.contains("/search/")).step_by(3));
    let (audience, file) = handbook.narrower_files().next().unwrap();
    let text = fs::read_to_string(handbook.root().join(file)).unwrap();
    fs::write(handbook.root().join(file), text.replace("audience", "# x\naudience")).unwrap();
    fs::write(handbook.root().join("content/new.md"), "# New\n").unwrap();
    server.wait_until("the new page is there", |server| server.get("/new/").status == 200);
    assert_eq!(audience, "staff");
    assert_silent(&mut ["", "guide/", "-/pages.json", "llms.txt", "-/changes/"].into_iter());
}

#[test]
fn an_assistant_of_the_public_is_told_none() {
    let handbook = handbook(LINKS);
    let tokens = handbook.tokens("public");
    let mut client = assistant::Client::at(&handbook.root());
    let name = handbook.names().next().unwrap();
    let page = format!("guide/{name}-page/");
    let questions = [
        ("search", json!({"query": "page heading section text"})),
        ("list_pages", json!({})),
        ("list_pages", json!({"type": "decision"})),
        ("what_changed", json!({"days": 300})),
        ("review_queue", json!({})),
        ("is_urgent", json!({"what": "runbook"})),
        ("who_answers", json!({"about": "runbook"})),
        ("who_answers", json!({"about": "ana"})),
        ("read_page", json!({"page": "links/0/"})),
        ("read_page", json!({"page": "comments/all/"})),
    ];
    let mut said: Vec<String> = Vec::new();
    for (tool, arguments) in questions {
        said.push(client.ask("tools/call", json!({"name": tool, "arguments": arguments})));
    }
    said.push(client.ask("resources/list", json!({})));
    for answer in said {
        assert_none(&Site::of("an answer", answer.as_bytes()), &tokens, "mcp");
    }
    // Whoever asks for a page by its name learns what anyone learns of a page that is not there.
    for page in [page.as_str(), &page.replace("qz", "qy")] {
        let arguments = json!({"name": "read_page", "arguments": {"page": page}});
        let answer = client.ask("tools/call", arguments).replace(page, "PAGE");
        assert!(answer.contains("isError") && !answer.contains("audience"), "{answer}");
    }
}
