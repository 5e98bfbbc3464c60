//! Handbooks in temporary folders, and what a clean build makes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A handbook in a folder that goes away with it.
pub struct Handbook {
    above: TempDir,
}

impl Handbook {
    /// A handbook of these files, by their paths.
    pub fn of(files: &[(&str, &str)]) -> Handbook {
        let handbook = Handbook { above: tempfile::tempdir().expect("a folder") };
        files.iter().for_each(|(path, text)| handbook.write(path, text));
        handbook
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        self.above.path().join("handbook")
    }

    /// A path in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// git in its folder.
    pub fn git(&self, words: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ana", "-c", "user.email=ana@meridian.example"]).args(words);
        git.env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .current_dir(self.folder());
        assert!(git.output().expect("git").status.success(), "git {words:?}");
    }

    /// The files of a clean build, by their path in the site; none where an error stops it.
    pub fn built(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let output = tempfile::tempdir().expect("a folder");
        let site = output.path().join("site");
        let mut build = Command::new(env!("CARGO_BIN_EXE_handbook"));
        build.arg("build").arg(self.folder()).arg("--dest").arg(&site).args([
            "--quiet",
            "--today",
            "2026-11-22",
        ]);
        build
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env_remove("HANDBOOK_TODAY");
        let built = build.output().expect("the program");
        assert!(
            matches!(built.status.code(), Some(0 | 1)),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        if !site.exists() {
            return None;
        }
        let mut files = BTreeMap::new();
        collect(&site, &site, &mut files);
        files.remove(".handbook-site.json");
        Some(files)
    }
}

fn collect(site: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(site, &path, files);
        } else {
            let name =
                path.strip_prefix(site).expect("a path in the site").to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
}
