//! Looks at the example handbook in a real Chromium: each script in `tests/browser/checks` is a
//! test.
//!
//! Without Chromium, Node or the packages of `tests/browser` the tests are ignored and say what is
//! missing; with `CI=true` they fail instead. To get the packages: `npm ci` in `tests/browser`.
#![expect(clippy::disallowed_methods, reason = "tests build, serve and start browsers")]

use libtest_mimic::{Arguments, Failed, Trial};
use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The day on which the example is judged, so that its pages always look the same.
const TODAY: &str = "2026-11-22";

/// The check that takes longest begins first, so that nothing has to wait for it at the end.
const LONGEST: &str = "vectors.mjs";

/// A debug build on a busy machine takes a while for its first answer.
const TIME_TO_START: Duration = Duration::from_mins(1);

/// The site, built and served once for all checks.
static SITE: OnceLock<Result<Site, String>> = OnceLock::new();

struct Site {
    folder: TempDir,
    port: u16,
    server: Mutex<Child>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let tools = Tools::find();
    let trials = checks().into_iter().map(|path| trial(path, tools.clone())).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(Ok(site)) = SITE.get() {
        site.stop();
    }
    conclusion.exit_code()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn checks() -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder().join("checks")).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort_by_key(|path| (!path.ends_with(LONGEST), path.clone()));
    paths
}

fn trial(path: PathBuf, tools: Result<Tools, String>) -> Trial {
    let name = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let must_run = env::var_os("CI").is_some_and(|value| value == "true");
    match tools {
        Ok(tools) => Trial::test(name, move || run(&path, &tools).map_err(Failed::from)),
        Err(why) => Trial::test(format!("{name} (needs {why})"), move || {
            Err(Failed::from(format!("needs {why}")))
        })
        .with_ignored_flag(!must_run),
    }
}

/// What the checks need of the machine.
#[derive(Clone)]
struct Tools {
    chromium: PathBuf,
}

impl Tools {
    /// The tools, or which one is missing.
    fn find() -> Result<Tools, String> {
        let browsers = ["chromium", "chromium-browser", "google-chrome"];
        let chromium = env::var_os("CHROMIUM")
            .map(PathBuf::from)
            .or_else(|| browsers.iter().find_map(|name| on_path(name)));
        let chromium = chromium.ok_or("Chromium")?;
        on_path("node").ok_or("Node")?;
        on_path("java").ok_or("Java, for the W3C's checker")?;
        let packages = folder().join("node_modules/playwright-core").is_dir();
        if packages { Ok(Tools { chromium }) } else { Err("`npm ci` in tests/browser".to_owned()) }
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn run(check: &Path, tools: &Tools) -> Result<(), String> {
    let site = SITE.get_or_init(Site::start).as_ref().map_err(Clone::clone)?;
    let mut node = Command::new("node");
    node.arg(check).env("CHROMIUM", &tools.chromium).env("SITE", site.path());
    node.env("HANDBOOK", env!("CARGO_BIN_EXE_handbook"));
    let output = node.env("SERVED", format!("http://127.0.0.1:{}/", site.port)).output();
    let output = output.map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        print(&said);
        return Ok(());
    }
    Err(said)
}

#[expect(clippy::print_stdout, reason = "figures are worth seeing also when the check passes")]
fn print(said: &str) {
    if !said.is_empty() {
        println!("{}", said.trim_end());
    }
}

impl Site {
    fn start() -> Result<Site, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let output = handbook("build").arg("--dest").arg(folder.path().join("site")).output();
        let output = output.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!(
                "the example does not build:\n{}",
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        let port = free_port().map_err(|error| error.to_string())?;
        let mut server = handbook("serve")
            .arg("--port")
            .arg(port.to_string())
            // Pages as readers get them; `live` looks at the rest.
            .args(["--panel", "off"])
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        answers(port, &mut server)?;
        Ok(Site { folder, port, server: Mutex::new(server) })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Ends the server and removes the site: a static is never dropped.
    fn stop(&self) {
        if let Ok(mut server) = self.server.lock() {
            let _ = server.kill();
            let _ = server.wait();
        }
        let _ = fs::remove_dir_all(self.folder.path());
    }
}

/// The program on the example, on a fixed day.
fn handbook(command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"));
    program
        .arg(command)
        .arg("example-handbook")
        .args(["--today", TODAY])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    program
}

/// A port that was free a moment ago.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until somebody answers at the port.
fn answers(port: u16, server: &mut Child) -> Result<(), String> {
    let start = Instant::now();
    while start.elapsed() < TIME_TO_START {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        if let Ok(Some(status)) = server.try_wait() {
            return Err(format!("`handbook serve` ended: {status}"));
        }
        thread::sleep(Duration::from_millis(50));
    }
    let _ = server.kill();
    Err("`handbook serve` does not answer".to_owned())
}
