//! Builds that are killed, that meet each other, or that meet a disk which is full or cannot be
//! written.

use super::*;
use crate::diag::Finding;
use crate::disk::publish::Progress;
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "old")]);
    handbook.put(".site.handbook-new/new/half.html", "half");
    handbook.put("site/.handbook-new/half.html", "half");
    for file in handbook.stamp_files() {
        fs::write(file, "{\"site\":").unwrap();
    }
    assert_eq!(handbook.publish(&[("index.html", "old")]), [0, 1, 0]);
    handbook.assert_clean();
}

#[test]
fn a_kill_between_two_renames_is_made_good() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "old")]);
    handbook.put("site/CNAME", "handbook.example");
    fs::create_dir(handbook.path(".site.handbook-new")).unwrap();
    fs::rename(handbook.path("site"), handbook.path(".site.handbook-new/old")).unwrap();
    assert_eq!(handbook.publish(&[("index.html", "old")]), [0, 1, 0]);
    assert_eq!(handbook.text("site/CNAME"), "handbook.example");
    handbook.assert_clean();
}

#[test]
fn a_kill_while_files_change_in_place_is_made_good() {
    let handbook = Handbook::with(Means::InPlace);
    handbook.publish(&[("a.html", "a"), ("b.html", "b")]);
    let first = handbook.text("site/.handbook-site.json");
    handbook.publish(&[("b.html", "B"), ("c.html", "c")]);
    // As it was after the new files came and before the old ones went: the marker lists both.
    let second = handbook.text("site/.handbook-site.json");
    let a = first.lines().find(|line| line.contains("a.html")).unwrap();
    handbook.put("site/.handbook-site.json", &second.replacen('\n', &format!("\n{a}\n"), 1));
    handbook.put("site/a.html", "a");
    assert_eq!(handbook.publish(&[("b.html", "B"), ("c.html", "c")]), [0, 2, 1]);
    assert_eq!(handbook.site(), pairs(&[("b.html", "B"), ("c.html", "c")]));
    assert_eq!(handbook.text("site/.handbook-site.json"), second);
}

#[test]
fn a_render_that_panics_leaves_the_old_site() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "old")]);
    let panics = Output::Rendered(Box::new(|| panic!("on purpose")));
    let outputs = rendered_and(&[("a.html", "new"), ("index.html", "new")], [("b.html", panics)]);
    assert!(catch_unwind(AssertUnwindSafe(|| handbook.publish_outputs(&outputs))).is_err());
    assert_eq!(handbook.site(), pairs(&[("index.html", "old")]));
    handbook.assert_clean();
}

/// Eight files that must always be of one build.
fn generation(number: usize) -> Vec<(String, String)> {
    (0..8).map(|file| (format!("{}/{file}.html", file % 3), format!("build {number}"))).collect()
}

fn publish_generation(
    handbook: &Path,
    means: Means,
    number: usize,
    progress: &(dyn Fn(Progress) + Sync),
) {
    let files = generation(number);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let destination = Destination::new(&handbook.join("site"), handbook, handbook, false).unwrap();
    publish(
        &rendered(&files),
        handbook,
        &destination.with_means(means),
        &|_| true,
        progress,
        &|| None,
    )
    .unwrap();
}

/// The build that all files of the site are of.
fn assert_one_generation(site_folder: &Path) -> String {
    let files: Vec<_> =
        site(site_folder).into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
    assert_eq!(files.len(), 8);
    let texts: std::collections::BTreeSet<_> = files.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.into_iter().next().unwrap()
}

#[test]
fn builds_at_the_same_time_take_turns() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let folder = handbook.folder.path();
                scope.spawn(move || {
                    (0..5).for_each(|turn| {
                        publish_generation(folder, means, thread * 10 + turn, &|_| {});
                    });
                });
            }
        });
        assert_one_generation(&handbook.path("site"));
        handbook.assert_clean();
    }
}

#[test]
fn who_waits_is_told() {
    let handbook = Handbook::new();
    publish_generation(handbook.folder.path(), Means::BEST, 1, &|_| {});
    let lock = fs::File::open(handbook.folder.path()).unwrap();
    lock.lock().unwrap();
    let told = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let folder = handbook.folder.path();
        let told = &told;
        let progress = move |step| {
            told.store(step == Progress::Waiting || told.load(Ordering::SeqCst), Ordering::SeqCst);
        };
        let build = scope.spawn(move || publish_generation(folder, Means::BEST, 2, &progress));
        while !told.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        assert!(!build.is_finished());
        assert_eq!(assert_one_generation(&handbook.path("site")), "build 1");
        lock.unlock().unwrap();
    });
    assert_eq!(assert_one_generation(&handbook.path("site")), "build 2");
}

/// Names the folder in which the child of the next test builds.
const CHILD: &str = "HANDBOOK_TEST_KILLED_BUILD";

/// What the child writes before it builds: a busy machine may take a second to start it.
const STARTED: &str = ".started";

#[test]
#[ignore = "it is the child of the next test, and builds until it is killed"]
fn builds_until_killed() {
    let Some(folder) = std::env::var_os(CHILD) else {
        return;
    };
    fs::write(Path::new(&folder).join(STARTED), "").unwrap();
    for number in 0.. {
        publish_generation(Path::new(&folder), Means::BEST, number, &|_| {});
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_one_whole_site() {
    let handbook = Handbook::new();
    publish_generation(handbook.folder.path(), Means::BEST, 0, &|_| {});
    handbook.put("site/CNAME", "handbook.example");
    fs::rename(handbook.path("site/CNAME"), handbook.path("site/.cname")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for turn in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--ignored", "--exact", "disk::publish::tests::trouble::builds_until_killed"]);
        let mut child = child
            .env(CHILD, handbook.folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while fs::remove_file(handbook.path(STARTED)).is_err() {
            assert_eq!(child.try_wait().unwrap(), None, "the child ended by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(5_000 + 1_370 * turn));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(handbook.text("site/.cname"), "handbook.example");
        fs::rename(handbook.path("site/.cname"), handbook.path("kept")).unwrap();
        seen.insert(assert_one_generation(&handbook.path("site")));
        fs::rename(handbook.path("kept"), handbook.path("site/.cname")).unwrap();
    }
    assert!(seen.len() > 1, "no child came to build anything");
    publish_generation(handbook.folder.path(), Means::BEST, 1_000_000, &|_| {});
    handbook.assert_clean();
}

#[test]
fn a_folder_that_cannot_be_written_is_a_clear_error() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "old")]);
    let locked = |mode| {
        fs::set_permissions(handbook.folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    };
    locked(0o555);
    // Permission bits do not hold for root.
    let held = fs::write(handbook.path("probe"), "").is_err();
    let result = handbook.try_publish(&[("index.html", "new")]);
    locked(0o755);
    if held {
        assert!(result.unwrap_err().to_string().ends_with("permission denied"));
        assert_eq!(handbook.text("site/index.html"), "old");
    }
}

/// A small file system in memory, mounted on a folder.
struct Mounted(PathBuf);

impl Mounted {
    fn on(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
            .arg(folder)
            .status()
            .unwrap();
        assert!(done.success());
        Mounted(folder.to_owned())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[ignore = "it mounts a file system, which needs root"]
fn a_full_disk_leaves_the_old_site() {
    let handbook = Handbook::new();
    let disk = Mounted::on(&handbook.path("disk"));
    let large = "x".repeat(200_000);
    let publish = |files: &[(&str, &str)]| {
        let destination = handbook.destination("disk/site").unwrap();
        publish(&rendered(files), handbook.folder.path(), &destination, &|_| true, &|_| {}, &|| {
            None
        })
    };
    publish(&[("index.html", &large)]).unwrap();
    let error = publish(&[("index.html", "new"), ("more.html", &large)]).unwrap_err();
    assert!(
        error.to_string().ends_with("disk/site/more.html`: no space left on device"),
        "{error}"
    );
    assert_eq!(error.help(), "make room and build again; the old site is as it was");
    assert_eq!(site(&disk.0.join("site")), pairs(&[("index.html", &large)]));
    assert!(!disk.0.join(".site.handbook-new").exists());
    publish(&[("index.html", "new")]).unwrap();
}

#[test]
#[ignore = "it mounts a file system, which needs root"]
fn an_output_that_is_a_mount_point_changes_file_by_file() {
    let handbook = Handbook::new();
    let _disk = Mounted::on(&handbook.path("site"));
    handbook.put("site/.keep", "by hand");
    assert_eq!(
        handbook.publish(&[("a/x.html", "x"), ("index.html", "1"), ("z.css", "z")]),
        [3, 0, 0]
    );
    let before = snapshot(&handbook.path("site"));
    assert_eq!(handbook.publish(&[("index.html", "2"), ("z.css", "z")]), [1, 1, 1]);
    assert_eq!(
        handbook.site(),
        pairs(&[(".keep", "by hand"), ("index.html", "2"), ("z.css", "z")])
    );
    assert_eq!(snapshot(&handbook.path("site"))["z.css"], before["z.css"]);
    let large = "x".repeat(300_000);
    assert!(handbook.try_publish(&[("index.html", "3"), ("more.html", &large)]).is_err());
    assert_eq!(
        handbook.site(),
        pairs(&[(".keep", "by hand"), ("index.html", "2"), ("z.css", "z")])
    );
    handbook.assert_clean();
    assert_eq!(handbook.publish(&[("index.html", "2"), ("z.css", "z")]), [0, 2, 0]);
}

#[test]
#[ignore = "it mounts a file system, which needs root"]
fn an_output_that_is_bound_from_the_same_file_system_changes_file_by_file() {
    let handbook = Handbook::new();
    for folder in ["volume", "site"] {
        fs::create_dir(handbook.path(folder)).unwrap();
    }
    let bound = Command::new("mount")
        .arg("--bind")
        .arg(handbook.path("volume"))
        .arg(handbook.path("site"))
        .status();
    assert!(bound.unwrap().success());
    let _mounted = Mounted(handbook.path("site"));
    assert_eq!(handbook.publish(&[("a.html", "1"), ("b.html", "b")]), [2, 0, 0]);
    assert_eq!(handbook.publish(&[("a.html", "2"), ("b.html", "b")]), [1, 1, 0]);
    assert_eq!(handbook.text("volume/a.html"), "2");
    handbook.assert_clean();
}

#[test]
fn a_cache_that_cannot_be_used_is_no_trouble() {
    let handbook = Handbook::new();
    let cache = handbook.cache.path().join("sites");
    fs::write(&cache, "a file").unwrap();
    assert_eq!(handbook.publish(&[("index.html", "1")]), [1, 0, 0]);
    assert_eq!(handbook.publish(&[("index.html", "1")]), [0, 1, 0]);
    assert_eq!(fs::read_to_string(cache).unwrap(), "a file");
}

#[test]
fn stamps_are_kept_of_a_limited_number_of_sites() {
    let handbook = Handbook::new();
    for number in 0..100 {
        put(&handbook.cache.path().join(format!("sites/{number}.json")), "{}");
    }
    handbook.publish(&[("index.html", "1")]);
    assert_eq!(handbook.stamp_files().len(), 64);
    assert!(handbook.stamps().contains("site"));
}

#[test]
fn a_publication_that_stops_between_two_files_says_so() {
    let handbook = Handbook::with(Means::InPlace);
    handbook.publish(&[("a.css", "1"), ("b.css", "1"), ("index.html", "1")]);
    let destination = handbook.destination("site").unwrap().with_means(Means::InPlace);
    let in_the_way = |_: &[Finding]| {
        fs::remove_file(handbook.path("site/b.css")).unwrap();
        handbook.put("site/b.css/theirs", "x");
        true
    };
    let files = [("a.css", "2"), ("b.css", "2"), ("index.html", "2")];
    let files = rendered(&files);
    let error =
        publish(&files, handbook.folder.path(), &destination, &in_the_way, &|_| {}, &|| None)
            .unwrap_err();
    assert!(error.to_string().ends_with("the others are still the old ones"), "{error}");
    assert!(!error.help().contains("as it was"), "{}", error.help());
    assert_eq!(fs::read_to_string(handbook.path("site/a.css")).unwrap(), "2");
    assert_eq!(fs::read_to_string(handbook.path("site/index.html")).unwrap(), "1");
}
