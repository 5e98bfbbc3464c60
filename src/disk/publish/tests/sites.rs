//! What a site looks like after one build, and after the next.

use super::*;
use crate::disk::publish::Progress;
use std::sync::atomic::{AtomicUsize, Ordering};

const FIRST: [(&str, &str); 5] = [
    ("a/b/index.html", "ab"),
    ("a/index.html", "a"),
    ("index.html", "home"),
    ("style.css", "css"),
    ("z.html", "z"),
];

#[test]
fn a_first_build_writes_everything_and_leaves_nothing_beside() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        fs::create_dir(handbook.path("site")).unwrap();
        assert_eq!(handbook.publish(&FIRST), [5, 0, 0]);
        let expected = [&[("a/", ""), ("a/b/", "")], &FIRST[..]].concat();
        let mut expected = pairs(&expected);
        expected.sort();
        let mut found = handbook.site();
        found.sort();
        assert_eq!(found, expected, "{means:?}");
        handbook.assert_clean();
    }
}

#[test]
fn an_unchanged_build_touches_nothing_at_all() {
    for settled in [false, true] {
        let handbook = Handbook::new();
        handbook.publish(&FIRST);
        if settled {
            let_settle();
            handbook.publish(&[("a/b/index.html", "AB"), ("a/index.html", "a"), ("new.html", "")]);
            let_settle();
            handbook.publish(&FIRST);
            let_settle();
        }
        let before = handbook.snapshot();
        assert_eq!(handbook.publish(&FIRST), [0, 5, 0]);
        assert_eq!(handbook.snapshot(), before);
    }
}

#[test]
fn what_did_not_change_is_the_same_file_with_its_times() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&FIRST);
        let before = snapshot(&handbook.path("site"));
        let second = [
            ("a/index.html", "A!"),
            ("index.html", "home"),
            ("new/x.html", "x"),
            ("style.css", "css"),
            ("z.html", "z"),
        ];
        assert_eq!(handbook.publish(&second), [2, 3, 1]);
        let after = snapshot(&handbook.path("site"));
        for path in ["index.html", "style.css", "z.html"] {
            assert_eq!(
                (after[path].inode, after[path].modified),
                (before[path].inode, before[path].modified),
                "{path}"
            );
        }
        assert_ne!(after["a/index.html"].inode, before["a/index.html"].inode);
        let expected = pairs(&[
            ("a/", ""),
            ("a/index.html", "A!"),
            ("index.html", "home"),
            ("new/", ""),
            ("new/x.html", "x"),
            ("style.css", "css"),
            ("z.html", "z"),
        ]);
        assert_eq!(handbook.site(), expected, "{means:?}");
        handbook.assert_clean();
        assert_eq!(handbook.publish(&second), [0, 5, 0]);
    }
}

#[test]
fn files_become_folders_and_folders_files() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&[("a", "file"), ("b/c/d", "deep")]);
        assert_eq!(handbook.publish(&[("a/x/y", "now deep"), ("b", "now a file")]), [2, 0, 2]);
        let expected =
            pairs(&[("a/", ""), ("a/x/", ""), ("a/x/y", "now deep"), ("b", "now a file")]);
        assert_eq!(handbook.site(), expected, "{means:?}");
    }
}

#[test]
fn files_of_others_stay() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&FIRST);
        handbook.put("site/CNAME", "handbook.example");
        handbook.put("site/a/notes.txt", "by hand");
        handbook.put("site/.git/objects/12", "blob");
        fs::create_dir(handbook.path("site/.git/refs")).unwrap();
        std::os::unix::fs::symlink("nowhere", handbook.path("site/link")).unwrap();
        let before = snapshot(&handbook.path("site"));
        assert_eq!(handbook.publish(&[("index.html", "new")]), [1, 0, 4]);
        let expected = pairs(&[
            (".git/", ""),
            (".git/objects/", ""),
            (".git/objects/12", "blob"),
            (".git/refs/", ""),
            ("CNAME", "handbook.example"),
            ("a/", ""),
            ("a/notes.txt", "by hand"),
            ("index.html", "new"),
            ("link", "-> nowhere"),
        ]);
        assert_eq!(handbook.site(), expected, "{means:?}");
        let after = snapshot(&handbook.path("site"));
        for path in ["CNAME", "a/notes.txt", ".git/objects/12", "link"] {
            assert_eq!(
                (after[path].inode, after[path].modified),
                (before[path].inode, before[path].modified),
                "{path}"
            );
        }
        handbook.assert_clean();
        assert_eq!(handbook.publish(&[("index.html", "new")]), [0, 1, 0]);
    }
}

#[test]
fn a_file_that_others_write_while_we_build_is_not_lost() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&FIRST);
        handbook.put("site/.git/index", "old");
        let others_write = |_: &[crate::diag::Finding]| {
            handbook.put("site/.git/lock", "new");
            fs::rename(handbook.path("site/.git/lock"), handbook.path("site/.git/index")).unwrap();
            handbook.put("site/deep/down/note", "new too");
            true
        };
        let destination = handbook.destination("site").unwrap();
        let outputs = rendered(&[("index.html", "second")]);
        publish(&outputs, handbook.folder.path(), &destination, &others_write, &|_| {}, &|| None)
            .unwrap();
        let found = ["site/.git/index", "site/deep/down/note", "site/index.html"]
            .map(|path| handbook.text(path));
        assert_eq!(found, ["new", "new too", "second"], "{means:?}");
        handbook.assert_clean();
    }
}

#[test]
fn permissions_of_the_site_and_of_others_folders_stay() {
    use std::os::unix::fs::PermissionsExt;
    let handbook = Handbook::new();
    handbook.publish(&FIRST);
    handbook.put("site/private/key", "x");
    for (path, mode) in [("site", 0o750), ("site/private", 0o700), ("site/private/key", 0o600)] {
        fs::set_permissions(handbook.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    handbook.publish(&[("index.html", "new")]);
    let after = handbook.snapshot();
    let modes = ["site", "site/private", "site/private/key"].map(|path| after[path].mode & 0o777);
    assert_eq!(modes, [0o750, 0o700, 0o600]);
}

#[test]
fn what_was_changed_in_the_output_is_made_good() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        // The files rest for a while before the site is published, so that they get stamps, which
        // must not hide a change.
        let destination = handbook.destination("site").unwrap();
        let rest = |_: &[crate::diag::Finding]| {
            let_settle();
            true
        };
        publish(&rendered(&FIRST), handbook.folder.path(), &destination, &rest, &|_| {}, &|| None)
            .unwrap();
        assert!(handbook.stamps().contains("\"index.html\""));
        assert_eq!(handbook.publish(&FIRST), [0, 5, 0]);
        let path = handbook.path("site/index.html");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        // The same size, and the same time of modification.
        fs::write(&path, "evil").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        fs::remove_file(handbook.path("site/style.css")).unwrap();
        fs::remove_file(handbook.path("site/z.html")).unwrap();
        std::os::unix::fs::symlink("index.html", handbook.path("site/z.html")).unwrap();
        assert_eq!(handbook.publish(&FIRST), [3, 2, 0], "{means:?}");
        assert_eq!(
            ["index.html", "style.css", "z.html"]
                .map(|name| handbook.text(&format!("site/{name}"))),
            ["home", "css", "z"]
        );
        assert_eq!(handbook.publish(&FIRST), [0, 5, 0]);
    }
}

#[test]
fn copies_are_files_of_their_own_and_follow_their_source() {
    let handbook = Handbook::new();
    handbook.put("content/logo.png", "png");
    // So long that the source gets a stamp, which must not hide a change.
    let_settle();
    let logo = Output::Copy("content/logo.png".to_owned());
    let outputs = rendered_and(&[], [("img/logo.png", logo)]);
    let counts = || {
        let published = handbook.publish_outputs(&outputs).unwrap();
        [published.written, published.unchanged]
    };
    assert_eq!(counts(), [1, 0]);
    assert!(handbook.stamps().contains("content/logo.png"));
    let inodes = handbook.snapshot();
    assert_ne!(inodes["content/logo.png"].inode, inodes["site/img/logo.png"].inode);
    assert_eq!(counts(), [0, 1]);
    // The same size and the same time of modification, but other bytes.
    let modified = fs::metadata(handbook.path("content/logo.png")).unwrap().modified().unwrap();
    handbook.put("content/logo.png", "PNG");
    fs::File::options()
        .write(true)
        .open(handbook.path("content/logo.png"))
        .unwrap()
        .set_modified(modified)
        .unwrap();
    assert_eq!(counts(), [1, 0]);
    assert_eq!(handbook.text("site/img/logo.png"), "PNG");
}

#[test]
fn the_same_outputs_give_the_same_bytes_with_any_number_of_threads() {
    let names: Vec<_> = (0..300)
        .map(|number| (format!("{}/{number}.html", number % 7), format!("page {number}")))
        .collect();
    let files: Vec<_> = names.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = [1, 2, 5].map(|threads| {
        let handbook = Handbook::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| handbook.publish(&files[..200]));
        pool.install(|| handbook.publish(&files));
        (handbook.site(), handbook.text("site/.handbook-site.json"))
    });
    assert_eq!(built[0], built[1]);
    assert_eq!(built[1], built[2]);
    assert_eq!(built[0].1.lines().count(), 302);
}

#[test]
fn files_that_are_made_together_are_files_like_others() {
    let handbook = Handbook::new();
    let publish = |files: &[(&str, &str)]| {
        let published = handbook.publish_outputs(&batched("-/search", files)).unwrap();
        [published.written, published.unchanged, published.removed]
    };
    assert_eq!(publish(&[("a.1.bin", "one"), ("index.bin", "a.1")]), [2, 0, 0]);
    assert_eq!(publish(&[("a.1.bin", "one"), ("index.bin", "a.1")]), [0, 2, 0]);
    assert_eq!(publish(&[("a.2.bin", "two"), ("index.bin", "a.2")]), [2, 0, 1]);
    let site = [("-/search/a.2.bin", "two"), ("-/search/index.bin", "a.2")];
    let folders = [("-/", ""), ("-/search/", "")];
    assert_eq!(handbook.site(), pairs(&[folders, site].concat()));
    put(&handbook.path("site/-/search/a.1.bin"), "of somebody else");
    assert!(matches!(
        handbook.publish_outputs(&batched("-/search", &[("a.1.bin", "one")])),
        Err(PublishError::InTheWay { .. })
    ));
    assert_eq!(handbook.text("site/-/search/a.1.bin"), "of somebody else");
    handbook.assert_clean();
}

#[test]
fn each_output_is_made_once_and_progress_is_told() {
    let (made, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let handbook = Handbook::new();
    let render = || {
        made.fetch_add(1, Ordering::Relaxed);
        (Vec::new(), Vec::new())
    };
    let all = (0..50).map(|number| (number.to_string(), Output::Rendered(Box::new(render))));
    let (outputs, _) = Outputs::collect(all);
    let progress = |step| match step {
        Progress::Made(count) => drop(told.fetch_add(count, Ordering::Relaxed)),
        Progress::Waiting => panic!("nobody else builds"),
    };
    let destination = handbook.destination("site").unwrap();
    publish(&outputs, handbook.folder.path(), &destination, &|_| true, &progress, &|| None)
        .unwrap();
    assert_eq!((made.load(Ordering::Relaxed), told.load(Ordering::Relaxed)), (50, 50));
}

#[test]
fn names_that_differ_by_case_and_names_of_all_kinds_are_kept() {
    let handbook = Handbook::new();
    let deep = "d/".repeat(60) + "x.html";
    let long = "ü".repeat(125) + ".html";
    let files = [
        ("A.html", "big"),
        ("a.html", "small"),
        ("-/…/ ü&'().html", "odd"),
        (&deep, "deep"),
        (&long, "long"),
    ];
    assert_eq!(handbook.publish(&files), [5, 0, 0]);
    for (path, text) in files {
        assert_eq!(handbook.text(&format!("site/{path}")), text);
    }
    assert_eq!(handbook.publish(&files), [0, 5, 0]);
}
