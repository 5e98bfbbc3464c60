//! However files change, what is shown is what they are in the end.

use crate::handbook::Handbook;
use crate::server::Server;
use std::fs;
use std::time::{Duration, Instant};

fn handbook() -> Handbook {
    Handbook::of(&[("content/index.md", "# Home\n"), ("content/people/index.md", "# People\n")])
}

#[test]
fn each_way_of_saving_is_noticed() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    let page = handbook.path("content/people/index.md");
    fs::write(&page, "# People\n\nwritten over\n").expect("a file");
    server.wait_until("a write shows", |server| server.shows("/people/", "written over"));
    fs::write(handbook.path("content/people/.index.md.swp"), "# People\n\nmoved over\n")
        .expect("a file");
    fs::rename(handbook.path("content/people/.index.md.swp"), &page).expect("a file");
    server
        .wait_until("a file moved over it shows", |server| server.shows("/people/", "moved over"));
    fs::rename(&page, handbook.path("content/people/index.md~")).expect("a file");
    fs::write(&page, "# People\n\nold one set aside\n").expect("a file");
    server.wait_until("a new file in its place shows", |server| {
        server.shows("/people/", "old one set aside")
    });
    fs::remove_file(&page).expect("a file");
    fs::write(&page, "# People\n\ndeleted and made\n").expect("a file");
    server.wait_until("a file made again shows", |server| {
        server.shows("/people/", "deleted and made")
    });
    let stored = handbook.path("content/people/stored.md");
    fs::write(&stored, "# Stored\n").expect("a file");
    server.wait_until("a new page shows", |server| server.get("/people/stored/").status == 200);
    fs::remove_file(&stored).expect("a file");
    server
        .wait_until("a deleted page is gone", |server| server.get("/people/stored/").status == 404);
}

#[test]
fn new_folders_are_watched_and_moved_ones_followed() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    handbook.write("content/a/b/c/page.md", "# Deep\n");
    server.wait_until("a page in new folders shows", |server| {
        server.get("/a/b/c/page/").status == 200
    });
    handbook.write("content/a/b/c/page.md", "# Deep\n\nchanged\n");
    server.wait_until("its change shows", |server| server.shows("/a/b/c/page/", "changed"));
    fs::rename(handbook.path("content/a"), handbook.path("content/z")).expect("a folder");
    server.wait_until("moved pages show", |server| server.get("/z/b/c/page/").status == 200);
    assert_eq!(server.get("/a/b/c/page/").status, 404);
    handbook.write("content/z/b/c/page.md", "# Deep\n\nchanged again\n");
    server.wait_until("a change behind the move shows", |server| {
        server.shows("/z/b/c/page/", "changed again")
    });
}

#[test]
fn a_root_that_was_deleted_and_made_again_is_watched() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    fs::remove_dir_all(handbook.folder()).expect("a folder");
    server.wait_until("it says so", |server| server.said().contains("is not there any more"));
    assert!(server.shows("/people/", "People"));
    handbook.write("content/index.md", "# Home\n\nmade again\n");
    server.wait_until("the new root shows", |server| server.shows("/", "made again"));
    handbook.write("content/index.md", "# Home\n\nand edited\n");
    server.wait_until("its changes show", |server| server.shows("/", "and edited"));
}

#[test]
fn a_burst_of_files_is_read_a_few_times_only() {
    let handbook = handbook();
    for number in 0..300 {
        handbook.write(&format!("content/many/page-{number}.md"), &format!("# Page {number}\n"));
    }
    let server = Server::start(&handbook.folder(), &[]);
    for number in 0..300 {
        handbook.write(
            &format!("content/many/page-{number}.md"),
            &format!("# Page {number}\n\nafter\n"),
        );
    }
    server.wait_until("all show", |server| {
        server.shows("/many/page-0/", "after") && server.shows("/many/page-299/", "after")
    });
    let settings = server.said();
    let readings = settings
        .lines()
        .filter(|line| line.contains("shown after") || line.contains("read again"))
        .count();
    assert!(readings <= 3, "{settings}");
}

#[test]
fn settings_people_and_theme_are_followed() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &[]);
    handbook.write("handbook.yaml", "title: Meridian\n");
    server.wait_until("new settings show", |server| server.shows("/people/", "Meridian"));
    handbook.write("content/people/index.md", "---\nowner: ana\n---\n# People\n");
    handbook.write("people.yaml", "people: {ana: {name: Ana Abreu}}\n");
    server.wait_until("people show", |server| server.shows("/people/", "Ana Abreu"));
    fs::remove_file(handbook.path("people.yaml")).expect("a file");
    server.wait_until("people are gone with their file", |server| {
        !server.shows("/people/", "Ana Abreu")
    });
    handbook.write("theme/words/en.yaml", "layout.skip: Jump\n");
    server.wait_until("the theme's words show", |server| server.shows("/people/", ">Jump<"));
    fs::remove_file(handbook.path("theme/words/en.yaml")).expect("a file");
    server.wait_until("the built-in words are back", |server| !server.shows("/people/", ">Jump<"));
    handbook.write("content/.gitignore", "people\n");
    server.wait_until("an ignored folder is gone", |server| server.get("/people/").status == 404);
}

#[test]
fn polling_finds_the_same() {
    let handbook = handbook();
    let server = Server::start(&handbook.folder(), &["--poll"]);
    assert!(server.said().contains("polling for changes"), "{}", server.said());
    let start = Instant::now();
    handbook.write("content/people/index.md", "# People\n\npolled\n");
    server.wait_until("a change shows", |server| server.shows("/people/", "polled"));
    assert!(start.elapsed() < Duration::from_secs(5));
    fs::rename(handbook.path("content/people"), handbook.path("content/team")).expect("a folder");
    server.wait_until("a moved folder shows", |server| server.get("/team/").status == 200);
}
