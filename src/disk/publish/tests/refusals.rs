//! Folders that are not ours, and findings that are not accepted: nothing happens to what is there.

use super::*;
use crate::diag::Finding;

fn message(result: Result<impl std::fmt::Debug, PublishError>, handbook: &Handbook) -> String {
    let error = result.unwrap_err();
    let folder = handbook.folder.path().canonicalize().unwrap();
    format!("{error}: {}", error.help())
        .replace(&format!("{}/", folder.display()), "")
        .replace(&folder.display().to_string(), ".")
}

#[test]
fn outputs_that_would_replace_the_handbook_are_refused() {
    let handbook = Handbook::new();
    for output in ["", "content", "content/..", "../", "/"] {
        let error = handbook.destination(output).unwrap_err();
        assert!(matches!(error, PublishError::AboveContent { .. }), "{output}: {error}");
    }
    std::os::unix::fs::symlink("content", handbook.path("link")).unwrap();
    assert!(matches!(handbook.destination("link").unwrap_err(), PublishError::AboveContent { .. }));
    for output in ["content/site", "contents", "site", "new/deep/site", "../elsewhere"] {
        assert!(handbook.destination(output).is_ok(), "{output}");
    }
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    let handbook = Handbook::new();
    handbook.put("file", "text");
    std::os::unix::fs::symlink("nowhere", handbook.path("dangling")).unwrap();
    assert_eq!(
        message(handbook.destination("file"), &handbook),
        "`file` is not a folder: choose another output with `--dest`"
    );
    assert_eq!(
        message(handbook.destination("dangling"), &handbook),
        "`dangling` is not a folder: choose another output with `--dest`"
    );
    assert!(matches!(handbook.destination("file/site").unwrap_err(), PublishError::Machine { .. }));
}

#[test]
fn a_folder_of_others_is_refused_and_force_takes_it() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        for name in ["a", "b", "c", "d", "e", "f/g", ".git/config"] {
            handbook.put(&format!("site/{name}"), name);
        }
        let before = handbook.snapshot();
        assert_eq!(
            message(handbook.try_publish(&[("index.html", "x")]), &handbook),
            "`site` is not empty, and handbook did not write it: choose another folder with \
             `--dest`; `--force` would \
             delete `a`, `b`, `c`, `d`, `e` and 1 more"
        );
        let site = |snaps: BTreeMap<String, Snap>| -> Vec<_> {
            snaps.into_iter().filter(|(path, _)| path.starts_with("site/")).collect()
        };
        assert_eq!(site(handbook.snapshot()), site(before));
        let handbook = handbook.forced();
        assert_eq!(handbook.publish(&[("a/index.html", "x"), ("b", "ours")]), [2, 0, 5]);
        let files: Vec<_> =
            handbook.site().into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
        assert_eq!(
            files,
            pairs(&[(".git/config", ".git/config"), ("a/index.html", "x"), ("b", "ours")]),
            "{means:?}"
        );
        handbook.assert_clean();
    }
}

#[test]
fn dot_files_alone_make_a_folder_ours() {
    let handbook = Handbook::new();
    handbook.put("site/.git", "gitdir: elsewhere");
    handbook.put("site/.nojekyll", "");
    assert_eq!(handbook.publish(&[(".nojekyll", ""), ("index.html", "x")]), [1, 1, 0]);
    assert_eq!(handbook.text("site/.git"), "gitdir: elsewhere");
}

#[test]
fn files_of_others_in_the_way_are_refused_unless_they_are_the_same() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&[("index.html", "x")]);
        handbook.put("site/robots.txt", "mine");
        handbook.put("site/people", "a file");
        handbook.put("site/logo/own.txt", "deep");
        fs::create_dir(handbook.path("site/empty")).unwrap();
        let robots = [("index.html", "x"), ("robots.txt", "ours")];
        assert!(
            message(handbook.try_publish(&robots), &handbook)
                .starts_with("`robots.txt` in `site` was not written by")
        );
        let people = [("index.html", "x"), ("people/ana.html", "p")];
        assert!(
            message(handbook.try_publish(&people), &handbook)
                .starts_with("`people` in `site` was not written by")
        );
        let logo = [("index.html", "x"), ("logo", "l")];
        assert!(
            message(handbook.try_publish(&logo), &handbook)
                .starts_with("`logo` in `site` was not written by")
        );
        assert_eq!(handbook.publish(&[("index.html", "x"), ("robots.txt", "mine")]), [0, 2, 0]);
        let handbook = handbook.forced();
        let all = [
            ("empty", "e"),
            ("index.html", "y"),
            ("logo", "l"),
            ("people/ana.html", "p"),
            ("robots.txt", "ours"),
        ];
        assert_eq!(handbook.publish(&all), [5, 0, 2]);
        let files: Vec<_> =
            handbook.site().into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
        assert_eq!(files, pairs(&all), "{means:?}");
        handbook.assert_clean();
    }
}

#[test]
fn findings_that_are_not_accepted_leave_the_old_site() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "old")]);
    let before = handbook.snapshot();
    let others = [
        ("../escape.html", Output::Bytes(Vec::new())),
        ("copy.png", Output::Copy("content/absent.png".to_owned())),
        ("etc", Output::Copy("../../etc/passwd".to_owned())),
    ];
    let outputs = rendered_and(&[("index.html", "new"), ("more.html", "x")], others);
    let destination = handbook.destination("site").unwrap();
    let refuse = |findings: &[Finding]| findings.is_empty();
    let published =
        publish(&outputs, handbook.folder.path(), &destination, &refuse, &|_| {}, &|| None)
            .unwrap();
    let messages: Vec<_> =
        published.findings.iter().map(|finding| finding.message().to_owned()).collect();
    assert_eq!(
        messages,
        [
            "`../../etc/passwd` cannot be copied into the site: `.` and `..` are no names",
            "`../escape.html` cannot be published: `.` and `..` are no names",
            "`content/absent.png` cannot be copied into the site: no such file or directory",
        ]
    );
    assert!(!published.committed);
    let same_site = |snaps: &BTreeMap<String, Snap>| {
        format!(
            "{:?}",
            snaps.iter().filter(|(path, _)| path.starts_with("site")).collect::<Vec<_>>()
        )
    };
    assert_eq!(same_site(&handbook.snapshot()), same_site(&before));
    handbook.assert_clean();
}

#[test]
fn a_linked_output_is_resolved() {
    let handbook = Handbook::new();
    fs::create_dir_all(handbook.path("public/www")).unwrap();
    std::os::unix::fs::symlink("public/www", handbook.path("site")).unwrap();
    handbook.publish(&[("index.html", "1")]);
    handbook.publish(&[("index.html", "2")]);
    assert!(handbook.path("site").is_symlink());
    assert_eq!(handbook.text("public/www/index.html"), "2");
    assert!(handbook.destination("site").unwrap().folder().ends_with("public/www"));
}

#[test]
fn folders_around_the_output_are_made() {
    let handbook = Handbook::new();
    let destination = handbook.destination("out/of/the/way").unwrap();
    publish(
        &rendered(&[("x", "y")]),
        handbook.folder.path(),
        &destination,
        &|_| true,
        &|_| {},
        &|| None,
    )
    .unwrap();
    assert_eq!(handbook.text("out/of/the/way/x"), "y");
}
