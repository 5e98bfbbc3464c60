//! What the last build was made from is trusted only while everything is as it was.

use super::{Handbook, let_settle, put, rendered_and};
use crate::disk::publish::{BuildRecord, publish, recall};
use crate::outputs::{Output, Outputs};
use std::fs;

fn record(fingerprint: &str) -> BuildRecord {
    BuildRecord { fingerprint: fingerprint.to_owned(), said: "no problems found".to_owned() }
}

/// A site of one rendered file and one copy, published at rest, with what it was made from.
fn remembered() -> Handbook {
    let handbook = Handbook::new();
    handbook.put("content/logo.png", "png");
    let_settle();
    handbook.publish_outputs(&outputs()).unwrap();
    let_settle();
    let destination = handbook.destination("site").unwrap();
    let made_from = || Some(record("1"));
    publish(&outputs(), handbook.folder.path(), &destination, &|_| true, &|_| {}, &made_from)
        .unwrap();
    handbook
}

fn outputs() -> Outputs<'static> {
    let logo = Output::Copy("content/logo.png".to_owned());
    rendered_and(&[("index.html", "home")], [("img/logo.png", logo)])
}

fn recalled(handbook: &Handbook, fingerprint: &str) -> Option<BuildRecord> {
    recall(&handbook.destination("site").unwrap(), handbook.folder.path(), fingerprint)
}

#[test]
fn the_same_again_is_recalled_and_nothing_is_written() {
    let handbook = remembered();
    let before = handbook.snapshot();
    assert_eq!(recalled(&handbook, "1"), Some(record("1")));
    assert_eq!(recalled(&handbook, "2"), None);
    assert_eq!(handbook.snapshot(), before);
    handbook.assert_clean();
}

#[test]
fn any_change_makes_it_forgotten() {
    let changes: [fn(&Handbook); 6] = [
        |handbook| handbook.put("site/index.html", "evil"),
        |handbook| handbook.put("content/logo.png", "gif"),
        |handbook| fs::remove_file(handbook.path("site/img/logo.png")).unwrap(),
        |handbook| fs::remove_file(handbook.path("content/logo.png")).unwrap(),
        |handbook| fs::remove_dir_all(handbook.path("site")).unwrap(),
        |handbook| put(&handbook.stamp_files().remove(0), "{"),
    ];
    for change in changes {
        let handbook = remembered();
        change(&handbook);
        assert_eq!(recalled(&handbook, "1"), None);
    }
}

#[test]
fn a_publication_makes_it_forgotten() {
    let handbook = remembered();
    handbook.publish_outputs(&outputs()).unwrap();
    assert_eq!(recalled(&handbook, "1"), None);
}
