//! Tests of the harness itself: it must notice what it is there to notice. The program is played by
//! a shell script.

use super::case::{Case, unescape};
use super::{html, program, suite};
use libtest_mimic::{Failed, Trial};
use std::fs;
use std::path::Path;

/// A test that says what is wrong.
type Test = fn() -> Result<(), String>;

/// All tests of the harness.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Test); 10] = [
        ("a case that expects nothing is refused", expects_nothing),
        ("a case without a comment is refused", without_comment),
        ("a section that does not exist is refused", unknown_section),
        ("a case survives being written back", round_trip),
        ("escapes are bytes", escapes),
        ("an article is cut out of nested elements", article),
        ("durations are left out", durations),
        ("right expectations pass", right_passes),
        ("wrong expectations fail and are shown", wrong_fails),
        ("an update writes what came, and only that", update_writes),
    ];
    let needs_shell = |name: &str| name.contains("expectations") || name.contains("update");
    let trial = |(name, test): (&str, Test)| {
        Trial::test(format!("harness/{name}"), move || test().map_err(Failed::from))
            .with_ignored_flag(!cfg!(unix) && needs_shell(name))
    };
    tests.into_iter().map(trial).collect()
}

fn ensure(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn refused(text: &str, why: &str) -> Result<(), String> {
    match Case::parse(text) {
        Ok(_) => Err(format!("accepted:\n{text}")),
        Err(said) => ensure(said.contains(why), &said),
    }
}

fn expects_nothing() -> Result<(), String> {
    refused("# a\ntoday: 2026-11-22\n\n=== file a.md\n# A\n", "expects nothing")?;
    refused("# a\ntoday: 2026-11-22\n\n=== has a.md\n", "nothing stands below")
}

fn without_comment() -> Result<(), String> {
    refused("today: 2026-11-22\n\n=== run check\nexit: 0\n", "say in a comment")?;
    refused("# a\n\n=== run check\nexit: 0\n", "today")
}

fn unknown_section() -> Result<(), String> {
    refused("# a\ntoday: 2026-11-22\n\n=== fiel a.md\nexit: 0\n", "no section is called `fiel`")
}

const WHOLE: &str = "# a\ntoday: 2026-11-22\n\n=== file a.md\n# A\n\n\\=== no section\n\n=== run \
    check 'a b'\nexit: 0\n";

fn round_trip() -> Result<(), String> {
    let case = Case::parse(WHOLE)?;
    let body = case.steps.first().map_or("", |step| &step.body);
    ensure(body == "# A\n\n=== no section", body)?;
    let written = case.with_bodies(&[None, None]);
    ensure(written == WHOLE, &suite::difference(WHOLE, &written))
}

fn escapes() -> Result<(), String> {
    ensure(unescape("a\\xff\\n\n\\\\")? == b"a\xff\n\\", "other bytes")?;
    ensure(unescape("\\q").is_err(), "an unknown escape was accepted")
}

fn durations() -> Result<(), String> {
    let said = program::without_durations("built in 0.25 s, read 12 ms (3 pages)\n10 s\nsays s");
    ensure(said == "built in N s, read N ms (3 pages)\nN s\nsays s", &said)
}

fn article() -> Result<(), String> {
    let page = r#"<div class="content">no</div><main><div class="a content"><p>x<div>y</div></p></div></main>"#;
    ensure(html::inside(page, "content") == Some("<p>x<div>y</div></p>"), "cut wrongly")
}

const RIGHT: &str = "# a\ntoday: 2026-11-22\n\n=== run build -x\nbuild -x on 2026-11-22 in \
    TEMP/handbook, in N s\n\
    --- stderr\noops\nexit: 3\n\n=== page\nhello\n\n=== tree\nindex.html\n\n=== has \
    site/index.html\nhell\n\n\
    === lacks site/index.html\nheaven\n\n=== absent site/b\n";

/// Plays a text with the script as program; what the case file was afterwards.
fn played(text: &str, updates: bool) -> Result<(Result<(), String>, String), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("a.case");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/harness/stub.sh");
    let verdict = suite::verdict(&path, text, &script, updates);
    Ok((verdict, fs::read_to_string(&path).unwrap_or_default()))
}

fn right_passes() -> Result<(), String> {
    played(RIGHT, false)?.0
}

fn wrong_fails() -> Result<(), String> {
    let changes = [
        ("exit: 3", "exit: 0"),
        ("oops", "ooops"),
        ("hello", "hallo"),
        ("index.html\n\n", "b.html\n\n"),
        ("hell\n", "hull\n"),
        ("heaven", "hello"),
        ("site/b", "site/-/a"),
        ("=== page", "=== page nowhere/"),
    ];
    for (right, wrong) in changes {
        let (verdict, _) = played(&RIGHT.replacen(right, wrong, 1), false)?;
        ensure(verdict.is_err(), &format!("`{right}` → `{wrong}` was not noticed"))?;
    }
    let shown = played(&RIGHT.replace("exit: 3", "exit: 0"), false)?.0.err().unwrap_or_default();
    ensure(shown.contains("-exit: 0\n+exit: 3"), &shown)
}

fn update_writes() -> Result<(), String> {
    let (verdict, written) =
        played(&RIGHT.replace("exit: 3", "exit: 0").replace("\nhello", ""), true)?;
    verdict?;
    ensure(written == RIGHT, &suite::difference(RIGHT, &written))?;
    ensure(
        played(&RIGHT.replace("heaven", "hello"), true)?.0.is_err(),
        "an update hid what no update mends",
    )
}
