//! Reading, by small folders with everything in them that the wild has.

use super::{FolderTree, HandbookReader, read_text};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with files; a path that ends in `/` is a folder.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        put(folder.path(), file, file);
    }
    folder
}

fn put(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(if file.ends_with('/') { &path } else { path.parent().unwrap() }).unwrap();
    if !file.ends_with('/') {
        fs::write(path, text).unwrap();
    }
}

/// What was read, one line each: `page`, `partial` or `file` with the path, then `path: message` of
/// the findings.
fn lines(root: &Path, content: &str, skip: &[PathBuf]) -> Vec<String> {
    let (FolderTree { pages, partials, files }, findings) =
        HandbookReader::new(root, skip.to_vec()).folder(content);
    let pages = pages.iter().map(|page| format!("page {}", page.path()));
    let partials = partials.iter().map(|partial| format!("partial {}", partial.path()));
    let files = files.iter().map(|file| format!("file {}", file.path));
    let findings = findings.iter().map(|found| {
        let line = found.location().start().map(|at| format!(":{}", at.line)).unwrap_or_default();
        format!("{} {}{line}: {}", found.rule(), found.location().path(), found.message())
    });
    pages.chain(partials).chain(files).chain(findings).collect()
}

#[test]
fn pages_partials_and_files_are_told_apart_and_the_rest_is_passed_over() {
    let root = folder(&[
        "README.md",
        "a/index.md",
        "a/b/_index.md",
        "a/c.html.md.erb",
        "a/img/x.png",
        "a b&(c)$ü.md",
        "_partials/p.md",
        "_partials/deep/q.md",
        "_partials/x.png",
        "_sidebar.md",
        ".env",
        ".git/config.md",
        "node_modules/x/README.md",
        "AGENTS.md",
        "a/CLAUDE.md",
        "a/x.md.bak",
        "a/y.md~",
        "a/z.orig",
        "built/.handbook-site.json",
        "built/index.md",
        "site/page.md",
        ".site.handbook-new/new/x.md",
        "empty/",
        "data.csv",
        "B.MD",
    ]);
    let expected = [
        "page B.MD",
        "page README.md",
        "page a b&(c)$ü.md",
        "page a/b/_index.md",
        "page a/c.html.md.erb",
        "page a/index.md",
        "partial _partials/deep/q.md",
        "partial _partials/p.md",
        "partial _sidebar.md",
        "file _partials/x.png",
        "file a/img/x.png",
        "file data.csv",
    ];
    assert_eq!(lines(root.path(), "", &[root.path().join("site")]), expected);
    assert_eq!(lines(root.path(), "", &["site".into()]), expected);
    assert_eq!(lines(root.path(), "a/img", &[]), ["file a/img/x.png"]);
    assert_eq!(lines(root.path(), "./a/b/..//img/", &[]), ["file a/img/x.png"]);
    let (tree, _) = HandbookReader::new(root.path(), Vec::new()).folder("a/img");
    let files: Vec<_> = tree.files.iter().map(|file| (file.path.as_str(), file.size)).collect();
    assert_eq!(files, [("a/img/x.png", 11)]);
}

#[test]
fn a_site_or_a_missing_folder_as_content_is_said() {
    let root = folder(&["site/.handbook-site.json", "site/x.md"]);
    assert_eq!(
        lines(root.path(), "site", &[]),
        ["skipped-file site: `site` is a site that handbook wrote, not content"]
    );
    let absent = "unreadable-file absent: `absent` cannot be read: no such file or directory";
    assert_eq!(lines(root.path(), "absent", &[]), [absent]);
    let outside =
        "unreadable-file ..: `..` cannot be read: it lies outside of the handbook's folder";
    assert_eq!(lines(root.path(), "..", &[]), [outside]);
}

#[test]
fn the_handbooks_own_gitignore_files_hold_and_no_others() {
    let outer = folder(&[
        "handbook/docs/kept.md",
        "handbook/docs/drafts/x.md",
        "handbook/docs/drafts/keep.md",
    ]);
    let root = outer.path().join("handbook");
    put(outer.path(), ".gitignore", "*.md\n");
    put(outer.path(), ".ignore", "*.md\n");
    put(&root, ".ignore", "*.md\n");
    put(&root, ".git/info/exclude", "*.md\n");
    put(&root, ".gitignore", "# comment\r\ndocs/\r\nbuild/\r\n/docs/a.md\r\n*.tmp\r\n");
    put(&root, "docs/.gitignore", "drafts/*\n!drafts/keep.md\n!b.tmp\n{x\n");
    for file in ["docs/a.md", "docs/sub/a.md", "docs/build/x.md", "docs/b.tmp", "docs/c.tmp"] {
        put(&root, file, "");
    }
    let expected =
        ["page docs/drafts/keep.md", "page docs/kept.md", "page docs/sub/a.md", "file docs/b.tmp"];
    let found = lines(&root, "docs", &[]);
    assert_eq!(found.iter().take(4).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    assert!(
        found.len() == 5 && found[4].starts_with("skipped-file docs/.gitignore:4: not a pattern: "),
        "{found:?}"
    );
    // A folder that the configuration names is read, and one that is only found is not.
    assert_eq!(lines(&root, "", &[]), Vec::<String>::new());
}

#[test]
fn special_files_are_never_opened() {
    let root = folder(&["a.md", "x/"]);
    for pipe in ["pipe.md", "x/.gitignore", "pipe.png"] {
        rustix::fs::mkfifoat(rustix::fs::CWD, root.path().join(pipe), rustix::fs::Mode::RWXU)
            .unwrap();
    }
    let _socket = UnixListener::bind(root.path().join("socket.md")).unwrap();
    symlink("/dev/zero", root.path().join("zero.md")).unwrap();
    symlink("pipe.md", root.path().join("to-pipe.md")).unwrap();
    assert_eq!(
        lines(root.path(), "", &[]),
        [
            "page a.md",
            "skipped-file pipe.md: `pipe.md` is a pipe, which is not read",
            "skipped-file pipe.png: `pipe.png` is a pipe, which is not read",
            "skipped-file socket.md: `socket.md` is a socket, which is not read",
            "skipped-file to-pipe.md: `to-pipe.md` is a pipe, which is not read",
            "skipped-file zero.md: the link `zero.md` leads out of the handbook's folder, so it is \
             not followed",
        ]
    );
    assert!(read_text(root.path(), "pipe.md").0.is_none());
    assert!(read_text(root.path(), "zero.md").0.is_none());
}

#[test]
fn links_are_followed_inside_of_the_handbook_and_nowhere_else() {
    let outer =
        folder(&["secret.md", "h/a/x.md", "h/a/deep/y.md", "h/b/z.md", "h/.env", "h/site/old.md"]);
    let root = outer.path().join("h");
    let links = [
        ("a/file.md", "../b/z.md"),
        ("b/folder", "../a"),
        ("b/folder2", "../a"),
        ("a/deep/up", ".."),
        ("b/self", "self"),
        ("gone.md", "nowhere.md"),
        ("out.md", "../secret.md"),
        ("out", ".."),
        ("env.md", ".env"),
        ("public", "site"),
    ];
    for (link, target) in links {
        symlink(target, root.join(link)).unwrap();
    }
    assert_eq!(
        lines(&root, "", &["site".into()]),
        [
            "page a/deep/y.md",
            "page a/file.md",
            "page a/x.md",
            "page b/folder/deep/y.md",
            "page b/folder/file.md",
            "page b/folder/x.md",
            "page b/z.md",
            "skipped-file a/deep/up: the link `a/deep/up` leads back to a folder that it lies in, \
             so it is not followed",
            "skipped-file b/folder/deep/up: the link `b/folder/deep/up` leads back to a folder \
             that it lies in, so it is not followed",
            "skipped-file b/folder2: the link `b/folder2` leads to a folder that another link has \
             led to, so it is not followed",
            "skipped-file b/self: the link `b/self` leads nowhere (too many levels of symbolic \
             links), so it is not followed",
            "skipped-file env.md: the link `env.md` leads to a hidden file or folder, so it is not \
             followed",
            "skipped-file gone.md: the link `gone.md` leads nowhere (no such file or directory), \
             so it is not followed",
            "skipped-file out: the link `out` leads out of the handbook's folder, so it is not \
             followed",
            "skipped-file out.md: the link `out.md` leads out of the handbook's folder, so it is \
             not followed",
        ]
    );
}

#[test]
fn many_links_between_folders_do_not_multiply() {
    let root = tempfile::tempdir().unwrap();
    for from in 0..30 {
        put(root.path(), &format!("{from}/page.md"), "");
        for to in 0..30 {
            symlink(format!("../{to}"), root.path().join(format!("{from}/to-{to}"))).unwrap();
        }
    }
    let (tree, _) = HandbookReader::new(root.path(), Vec::new()).folder("");
    assert_eq!(tree.pages.len(), 60);
}

#[test]
fn a_folder_that_is_itself_reached_by_a_link_is_read() {
    let outer = folder(&["real/docs/a.md"]);
    symlink("real", outer.path().join("link")).unwrap();
    assert_eq!(lines(&outer.path().join("link"), "docs", &[]), ["page docs/a.md"]);
}

#[test]
fn large_pages_are_not_read_and_large_files_are_not_opened() {
    let root = folder(&["a.md"]);
    for (name, size) in
        [("huge.md", 100_000_000), ("fits.md", 10 * 1024 * 1024), ("video.mp4", 5_000_000_000_u64)]
    {
        fs::File::create(root.path().join(name)).unwrap().set_len(size).unwrap();
    }
    fs::write(root.path().join("fits.md"), "x".repeat(10 * 1024 * 1024)).unwrap();
    let too_large =
        "page-too-large huge.md: `huge.md` has 100000000 bytes, a page may have 10485760";
    assert_eq!(
        lines(root.path(), "", &[]),
        ["page a.md", "page fits.md", "file video.mp4", too_large]
    );
}

#[test]
fn folders_have_a_bounded_depth() {
    let root = folder(&[&("d/".repeat(64) + "in.md"), &("d/".repeat(65) + "out.md")]);
    let found = lines(root.path(), "", &[]);
    assert_eq!(found.len(), 2);
    assert!(
        found[0].ends_with("/in.md")
            && found[1].ends_with("lies more than 64 folders deep, and is not read")
    );
}

#[test]
fn names_that_are_not_utf8_are_said_and_skipped() {
    let root = folder(&["a.md"]);
    fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.md")), "x").unwrap();
    let said = "skipped-file caf\u{FFFD}.md: the name `caf\u{FFFD}.md` is not UTF-8, so the file \
        is not read";
    assert_eq!(lines(root.path(), "", &[]), ["page a.md", said]);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let root = folder(&["a.md", "b/x.md", "c.md"]);
    let lock = |path: &str, mode| {
        fs::set_permissions(root.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock("b", 0);
    lock("c.md", 0);
    // Permission bits do not hold for root.
    let held = fs::read(root.path().join("c.md")).is_err();
    let found = lines(root.path(), "", &[]);
    lock("b", 0o755);
    let denied =
        |path: &str| format!("unreadable-file {path}: `{path}` cannot be read: permission denied");
    if held {
        assert_eq!(found, ["page a.md".to_owned(), denied("b"), denied("c.md")]);
    } else {
        assert_eq!(found, ["page a.md", "page b/x.md", "page c.md"]);
    }
}

#[test]
fn single_texts_are_read_inside_of_the_handbook_only() {
    let outer = folder(&["secret.yaml", "h/handbook.yaml", "h/theme/x.html", "h/folder/"]);
    let root = outer.path().join("h");
    symlink("../secret.yaml", root.join("people.yaml")).unwrap();
    let text = |path: &str| {
        let (source, findings) = read_text(&root, path);
        (
            source.map(|source| source.text().to_owned()),
            findings.iter().map(|found| found.message().to_owned()).collect(),
        )
    };
    assert_eq!(text("handbook.yaml"), (Some("h/handbook.yaml".to_owned()), vec![]));
    assert_eq!(text("theme/x.html"), (Some("h/theme/x.html".to_owned()), vec![]));
    assert_eq!(text("absent.yaml"), (None, vec![]));
    let outside =
        |path: &str| format!("`{path}` cannot be read: it lies outside of the handbook's folder");
    assert_eq!(text("people.yaml"), (None, vec![outside("people.yaml")]));
    assert_eq!(text("../secret.yaml"), (None, vec![outside("../secret.yaml")]));
    assert_eq!(
        text("folder"),
        (None, vec!["`folder` cannot be read: not a regular file".to_owned()])
    );
}
