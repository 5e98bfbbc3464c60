//! How handbook comes to a company: releases, the installer and the steps of the action, run with
//! made-up releases and a made-up repository.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make folders and start programs")]
#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const VERSION: &str = "9.9.9";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(program: &mut Command) -> (bool, String) {
    let Output { status, stdout, stderr } = program.output().unwrap();
    let text = [stdout, stderr].concat();
    (status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// A release as `.github/release` makes it, in a folder: its archive holds this program.
struct Release {
    folder: TempDir,
    target: String,
}

impl Release {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let system = if cfg!(target_os = "macos") { "apple-darwin" } else { "unknown-linux-musl" };
        let release = Release { folder, target: format!("{}-{system}", std::env::consts::ARCH) };
        let inside = release.folder.path().join("pack").join(release.name());
        fs::create_dir_all(&inside).unwrap();
        fs::create_dir_all(release.files()).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_handbook"), inside.join("handbook")).unwrap();
        let mut tar = Command::new("tar");
        tar.arg("-C").arg(release.folder.path().join("pack")).arg("-czf");
        assert!(run(tar.arg(release.archive()).arg(release.name())).0);
        release
    }

    fn name(&self) -> String {
        format!("handbook-{VERSION}-{}", self.target)
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join(format!("releases/download/v{VERSION}"))
    }

    fn archive(&self) -> PathBuf {
        self.files().join(format!("{}.tar.gz", self.name()))
    }

    fn address(&self) -> String {
        format!("file://{}/releases", self.folder.path().display())
    }

    /// Adds what is not an archive.
    fn finish(&self) {
        let mut finish = Command::new(project(".github/release/finish"));
        finish.arg(self.files()).env("RELEASES", self.address()).env("VERSION", VERSION);
        let (is_fine, said) = run(&mut finish);
        assert!(is_fine, "{said}");
    }

    fn install(&self, to: &Path) -> (bool, String) {
        run(Command::new(self.files().join("install.sh")).arg("--to").arg(to))
    }
}

#[test]
fn the_installer_installs_what_was_released_and_nothing_else() {
    let release = Release::new();
    release.finish();
    let to = tempfile::tempdir().unwrap();
    let (is_fine, said) = release.install(to.path());
    assert!(is_fine && said.contains("installed handbook "), "{said}");
    let mode = fs::metadata(to.path().join("handbook")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
    assert_eq!(fs::read_dir(to.path()).unwrap().count(), 1);

    let formula = fs::read_to_string(release.files().join("handbook.rb")).unwrap();
    let sums = fs::read_to_string(release.files().join("SHA256SUMS")).unwrap();
    let sum = sums.split_whitespace().next().unwrap();
    assert!(formula.contains(&format!("sha256 \"{sum}\"")), "{formula}");
}

#[test]
fn an_archive_that_is_another_is_not_installed() {
    let release = Release::new();
    release.finish();
    let mut bytes = fs::read(release.archive()).unwrap();
    bytes.push(0);
    fs::write(release.archive(), bytes).unwrap();
    let to = tempfile::tempdir().unwrap();
    let (is_fine, said) = release.install(to.path());
    assert!(!is_fine && said.contains("is not the file that was released"), "{said}");
    assert!(!to.path().join("handbook").exists());
    fs::remove_file(release.archive()).unwrap();
    assert!(release.install(to.path()).1.contains("cannot be downloaded"));
}

/// A repository with a handbook of two commits; the second breaks a link.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(folder.path()).args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.example",
        ]);
        assert!(run(git.args(arguments)).0);
    };
    git(&["init", "-q"]);
    fs::write(folder.path().join("README.md"), "# Home\n\n[a](a.md)\n").unwrap();
    fs::write(folder.path().join("a.md"), "# A\n\n[old fault](gone.md)\n").unwrap();
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    fs::write(folder.path().join("b.md"), "# B\n\n[new fault](lost.md)\n").unwrap();
    git(&["add", "."]);
    git(&["commit", "-qm", "second"]);
    folder
}

fn step(name: &str, work: &Path, repository: &Path) -> Command {
    let mut step = Command::new(project(".github/actions/handbook/steps.sh"));
    step.arg(name).env("DIR", repository).env("FAIL_ON", "warning").env("RUNNER_TEMP", work);
    step.env("GITHUB_OUTPUT", work.join("output")).env("GITHUB_PATH", work.join("path"));
    let path = std::env::var("PATH").unwrap();
    step.env("PATH", format!("{}:{path}", work.join("tools").display()));
    step
}

#[test]
fn the_action_checks_what_a_pull_request_touches() {
    let (release, repository) = (Release::new(), repository());
    release.finish();
    let work = tempfile::tempdir().unwrap();
    let at = |name| step(name, work.path(), repository.path());
    let (is_fine, said) = run(at("release").env("VERSION", "v9.9.9"));
    assert!(is_fine, "{said}");
    assert_eq!(fs::read_to_string(work.path().join("output")).unwrap(), "version=9.9.9\n");
    let tools = work.path().join("tools");
    let mut install = at("install");
    install.env("VERSION", VERSION).env("RELEASES", release.address()).env("TO", &tools);
    assert!(run(&mut install).0);
    assert!(fs::read_to_string(work.path().join("path")).unwrap().contains("tools"));

    let mut base = Command::new("git");
    let (_, base) = run(base.arg("-C").arg(repository.path()).args(["rev-parse", "HEAD~1"]));
    let (is_fine, said) = run(at("check").env("BASE", base.trim()));
    assert!(!is_fine && said.contains("lost.md") && !said.contains("gone.md"), "{said}");
    assert!(fs::read_to_string(work.path().join("handbook.sarif")).unwrap().contains("gone.md"));
    let (is_fine, said) = run(&mut at("check"));
    assert!(!is_fine && said.contains("gone.md"), "{said}");

    let site = work.path().join("site");
    let mut build = at("build");
    assert!(run(build.env("DEST", &site).env("BASE_URL", "https://a.example")).0);
    assert!(site.join("index.html").exists());
}
