//! Expected answers: the program and the page's script against the table that an independent oracle
//! wrote.
//!
//! `tests/answers/questions.tsv` says what is asked, `tests/answers/oracle.py` works out
//! `cases.tsv` from it; see there how.
#![expect(clippy::disallowed_methods, reason = "tests read files and start Node")]

use handbook::internals::day::{Day, Hours, Wait, Zone};
use handbook::internals::govern::answer::WaitCount;
use handbook::internals::govern::rota::Rota;
use handbook::internals::load::{self, HandbookFiles, LoadOptions};
use handbook::internals::site::Site;
use handbook::internals::source::Source;
use handbook::internals::{config, resolve};
use jiff::Timestamp;
use libtest_mimic::{Arguments, Failed, Trial};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// One row of the table.
struct Case {
    line: String,
    asked: Timestamp,
    rota: Rota,
    count: WaitCount,
    answer: Option<Timestamp>,
    by: Option<String>,
}

fn main() -> ExitCode {
    let node = Command::new("node")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    let is_required = std::env::var("CI").is_ok_and(|value| value == "true");
    let trials = vec![
        Trial::test("answers/the-table-is-long", || enough().map_err(Failed::from)),
        Trial::test("answers/program", || program().map_err(Failed::from)),
        Trial::test("answers/script (needs node)", || script().map_err(Failed::from))
            .with_ignored_flag(!node && !is_required),
        Trial::test("answers/nothing-private-travels", || private().map_err(Failed::from)),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers")
}

fn text(name: &str) -> Result<String, String> {
    std::fs::read_to_string(folder().join(name)).map_err(|error| format!("{name}: {error}"))
}

fn site() -> Result<Site, String> {
    let (config, findings) = config::read(&Source::new("handbook.yaml", text("handbook.yaml")?));
    let files = HandbookFiles {
        people: vec![Source::new("people.yaml", text("people.yaml")?)],
        ..HandbookFiles::default()
    };
    let (site, found) = load::load(config, files, &LoadOptions::default());
    let (_, more) = resolve::resolve(&site);
    let said: Vec<&str> = findings
        .iter()
        .chain(&found)
        .chain(&more)
        .map(handbook::internals::diag::Finding::message)
        .collect();
    if said.is_empty() { Ok(site) } else { Err(format!("{said:?}")) }
}

fn cases() -> Result<Vec<Case>, String> {
    let site = site()?;
    let table = text("cases.tsv")?;
    table.lines().filter(|line| !line.starts_with('#')).map(|line| case(&site, line)).collect()
}

fn case(site: &Site, line: &str) -> Result<Case, String> {
    let wrong = |what: &str| format!("{what} in `{line}`");
    let [asked, whom, within, hours, answer, by, _] =
        line.split('\t').collect::<Vec<_>>().try_into().map_err(|_| wrong("not seven columns"))?;
    let said = |text: &str| (text != "-").then(|| text.to_owned());
    let moment =
        |text: &str| text.replace('Z', ":00Z").parse::<Timestamp>().map_err(|_| wrong("no moment"));
    let hours =
        said(hours).map(|hours| Hours::parse(&hours)).transpose().map_err(|_| wrong("no hours"))?;
    let always = hours.as_ref().is_some_and(Hours::is_always);
    let rota = match hours.filter(|_| !always) {
        Some(hours) => {
            Rota::of_hours(&hours, &Zone::parse("Europe/Lisbon").map_err(|_| wrong("no zone"))?)
        }
        None => Rota::of(site, &[site.people().found(whom).ok_or(wrong("nobody"))?], today()?),
    };
    Ok(Case {
        asked: moment(asked)?,
        rota,
        count: WaitCount::new(Wait::parse(within).map_err(|_| wrong("no wait"))?, always),
        answer: said(answer).map(|text| moment(&text)).transpose()?,
        by: said(by),
        line: line.to_owned(),
    })
}

/// The day that counts as today for who has left; the oracle's is the same.
fn today() -> Result<Day, String> {
    Day::parse("2026-03-01").map_err(|_| "no day".to_owned())
}

fn enough() -> Result<(), String> {
    let count = cases()?.len();
    if count >= 200 { Ok(()) } else { Err(format!("only {count} cases")) }
}

fn told(wrong: &[String]) -> Result<(), String> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{} differ:\n{}", wrong.len(), wrong.join("\n")))
    }
}

fn program() -> Result<(), String> {
    let mut wrong = Vec::new();
    for case in cases()? {
        let found = case.rota.answer(case.asked, case.count);
        let (at, by) =
            (found.as_ref().map(|answer| answer.at), found.as_ref().and_then(|answer| answer.by));
        if at != case.answer || by != case.by.as_deref() {
            wrong.push(format!("{}\n  found {at:?} by {by:?}", case.line));
        }
    }
    told(&wrong)
}

fn script() -> Result<(), String> {
    let cases = cases()?;
    let lines: Vec<String> = cases
        .iter()
        .map(|case| {
            format!("{} {}\t{}\n", case.count.text(), case.rota.text(), case.asked.as_millisecond())
        })
        .collect();
    let answers = run(&lines.concat())?;
    let mut wrong = Vec::new();
    for (case, answer) in cases.iter().zip(answers.lines()) {
        let at = answer
            .parse()
            .ok()
            .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok());
        if at != case.answer {
            wrong.push(format!("{}\n  found {at:?}", case.line));
        }
    }
    if answers.lines().count() != cases.len() {
        wrong.push(format!("{} answers to {} questions", answers.lines().count(), cases.len()));
    }
    told(&wrong)
}

/// What the page's script answers.
fn run(questions: &str) -> Result<String, String> {
    let trouble = |error: std::io::Error| error.to_string();
    let mut node = Command::new("node")
        .arg(folder().join("script.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(trouble)?;
    let mut input = node.stdin.take().ok_or("no standard input")?;
    input.write_all(questions.as_bytes()).map_err(trouble)?;
    drop(input);
    let output = node.wait_with_output().map_err(trouble)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err("node failed".into())
    }
}

/// A page says when somebody is off, and neither why nor that they will leave.
fn private() -> Result<(), String> {
    let (config, _) =
        config::read(&Source::new("handbook.yaml", "working_hours: Mon-Fri 09:00-17:00\n"));
    let people = "people: {ana: {left: 2026-12-31, away: [{from: 2026-11-02, to: 2026-11-03}]}}\n";
    let files = HandbookFiles {
        people: vec![Source::new("people.yaml", people)],
        ..HandbookFiles::default()
    };
    let (site, _) = load::load(config, files, &LoadOptions::default());
    let ana = site.people().found("ana").ok_or("nobody")?;
    let rota = Rota::of(&site, &[ana], today()?);
    let expected = "0|UTC;540-1020,540-1020,540-1020,540-1020,540-1020,,;2026-11-02/2026-11-03;";
    if rota.text() == expected { Ok(()) } else { Err(rota.text()) }
}
