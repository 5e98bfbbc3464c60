//! Content and outputs that were made to harm: nothing outside of the site is written, deleted or
//! waited for.

use super::*;

#[test]
fn a_marker_that_names_files_elsewhere_is_refused() {
    let handbook = Handbook::new();
    handbook.publish(&[("index.html", "x")]);
    handbook.put("treasure", "gold");
    let hash = "00000000000000000000000000000000";
    handbook.put(
        "site/.handbook-site.json",
        &format!(r#"{{"version":1,"files":{{"../treasure":{{"hash":"{hash}","size":4}}}}}}"#),
    );
    let error = handbook.try_publish(&[("index.html", "y")]).unwrap_err();
    assert!(matches!(error, PublishError::BrokenMarker { .. }), "{error}");
    handbook.put("site/.handbook-site.json", "not json");
    assert!(handbook.try_publish(&[("index.html", "y")]).is_err());
    assert_eq!(handbook.text("site/index.html"), "x");
    let handbook = handbook.forced();
    assert_eq!(handbook.publish(&[("index.html", "y")]), [1, 0, 0]);
    assert_eq!(handbook.text("treasure"), "gold");
}

#[test]
fn nothing_is_deleted_or_written_through_links_in_the_output() {
    for means in ALL_MEANS {
        let handbook = Handbook::with(means);
        handbook.publish(&[("img/a", "a"), ("img/b", "b")]);
        fs::remove_dir_all(handbook.path("site/img")).unwrap();
        handbook.put("treasure/a", "a");
        handbook.put("treasure/b", "gold");
        std::os::unix::fs::symlink("../treasure", handbook.path("site/img")).unwrap();
        assert!(handbook.try_publish(&[("img/a", "new")]).is_err());
        handbook.publish(&[("other", "x")]);
        let handbook = handbook.forced();
        handbook.publish(&[("img/a", "new")]);
        assert_eq!(
            ["treasure/a", "treasure/b", "site/img/a"].map(|path| handbook.text(path)),
            ["a", "gold", "new"],
            "{means:?}"
        );
        assert!(!handbook.path("site/img").is_symlink());
    }
}

#[test]
fn a_file_of_stamps_that_is_a_link_or_a_pipe_is_not_used() {
    let handbook = Handbook::new();
    handbook.put("treasure", "gold");
    handbook.publish(&[("index.html", "1")]);
    let stamps = handbook.stamp_files().remove(0);
    fs::remove_file(&stamps).unwrap();
    std::os::unix::fs::symlink(handbook.path("treasure"), &stamps).unwrap();
    handbook.publish(&[("index.html", "2")]);
    assert_eq!(handbook.text("treasure"), "gold");
    fs::remove_file(&stamps).unwrap();
    make_pipe(&stamps);
    handbook.publish(&[("index.html", "3")]);
}

#[test]
fn a_staging_folder_that_is_a_link_goes_and_its_target_stays() {
    let handbook = Handbook::new();
    handbook.put("treasure/gold", "gold");
    std::os::unix::fs::symlink("treasure", handbook.path(".site.handbook-new")).unwrap();
    handbook.publish(&[("index.html", "x")]);
    assert_eq!(handbook.text("treasure/gold"), "gold");
    handbook.assert_clean();
}

#[test]
fn a_pipe_is_never_waited_for() {
    let handbook = Handbook::new();
    make_pipe(&handbook.path("content/pipe.png"));
    let pipe = Output::Copy("content/pipe.png".to_owned());
    let outputs = rendered_and(&[], [("pipe.png", pipe)]);
    let published = handbook.publish_outputs(&outputs).unwrap();
    assert_eq!(
        published.findings.iter().map(crate::diag::Finding::message).collect::<Vec<_>>(),
        ["`content/pipe.png` cannot be copied into the site: not a regular file"]
    );
    fs::remove_file(handbook.path("site/.handbook-site.json")).unwrap();
    make_pipe(&handbook.path("site/.handbook-site.json"));
    assert!(handbook.publish_outputs(&outputs).is_err());
}

fn make_pipe(path: &Path) {
    rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RWXU).unwrap();
}
