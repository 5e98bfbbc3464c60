//! Which files of a handbook readers may get. A page may link to any file, and `static/` may hold
//! any: that is not enough.

mod kinds;
mod secrets;

use crate::site::refusal::Refusal;
use crate::site::segment::{NameProblem, trouble};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

pub use secrets::is_backup;

/// How many of the first bytes of a file are looked at: browsers look at 1,445, and keys begin
/// later in some files.
pub const HEAD: u64 = 4096;

/// Folders in which GitBook and the wiki of Azure DevOps keep what their pages show.
pub const ATTACHMENTS: [&str; 2] = [".gitbook", ".attachments"];

/// What is known of a file without reading it whole.
pub struct Looked<'a> {
    /// Its path below the handbook's folder.
    pub path: &'a str,
    /// Where it really lies, if that is elsewhere.
    pub target: Option<&'a str>,
    /// Its first bytes.
    pub head: &'a [u8],
}

/// Why a file is not published, unless `publish:` opens it; none where readers may have it.
pub fn judge(file: &Looked<'_>) -> Option<Refusal> {
    let paths = || std::iter::once(file.path).chain(file.target);
    let secret = || paths().find_map(|path| secrets::named(path, file.head));
    let backup = || paths().any(|path| is_backup(last(path))).then_some(Refusal::Backup);
    let content = || secrets::within(file.head).map(Refusal::Secret);
    // Folders of other tools are published under names without the dot.
    let parts = || file.path.split('/').filter(|part| !ATTACHMENTS.contains(part));
    let name = || parts().find_map(named);
    let kind = || paths().find_map(|path| kinds::judge(path, file.head));
    secret().map(Refusal::Secret).or_else(backup).or_else(content).or_else(name).or_else(kind)
}

/// Names that handbook writes itself may be those of files: theirs are published instead.
fn named(name: &str) -> Option<Refusal> {
    match trouble(name)? {
        NameProblem::Unusable(why) => Some(Refusal::UnusableName(why)),
        NameProblem::ActedOn(why) => Some(Refusal::NameActedOn(why)),
        NameProblem::Ours => None,
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The files that `publish:` of handbook.yaml opens.
#[derive(Default)]
pub struct Opened(GlobSet);

impl Opened {
    /// Patterns that are none were reported where they stand.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Self {
        let globs = patterns
            .filter_map(|pattern| GlobBuilder::new(pattern).literal_separator(true).build().ok());
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(glob);
        }
        Opened(set.build().unwrap_or_default())
    }

    /// The patterns that open a file, by their places in the list.
    pub fn patterns_of(&self, path: &str) -> Vec<usize> {
        self.0.matches(path)
    }

    /// The refusal that is left of one.
    pub fn left(&self, path: &str, refusal: Refusal) -> Option<Refusal> {
        (!refusal.can_be_opened() || !self.0.is_match(path)).then_some(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::{Looked, Opened, judge};
    use crate::site::refusal::Refusal;

    fn judged(path: &str, target: Option<&str>) -> Option<Refusal> {
        judge(&Looked { path, target, head: b"" })
    }

    #[test]
    fn a_link_is_judged_by_both_of_its_names() {
        assert!(matches!(judged("a.txt", Some("keys/id_rsa")), Some(Refusal::Secret(_))));
        assert_eq!(judged("a.txt", Some("a.txt.old")), Some(Refusal::Backup));
        assert_eq!(judged("a.txt", Some("a.html")), Some(Refusal::Active));
        assert_eq!(judged("a.txt", Some("b.txt")), None);
    }

    #[test]
    fn patterns_open_kinds_and_never_secrets() {
        let opened = Opened::new(["static/**"].into_iter());
        assert_eq!(opened.left("static/demo/a.html", Refusal::Active), None);
        assert_eq!(opened.left("a.html", Refusal::Active), Some(Refusal::Active));
        for never in [
            Refusal::Secret("a key"),
            Refusal::Backup,
            Refusal::Drawing,
            Refusal::UnusableName("…"),
        ] {
            assert_eq!(opened.left("static/x", never), Some(never));
        }
        let only_here = Opened::new(["static/*"].into_iter());
        assert_eq!(only_here.left("static/demo/a.html", Refusal::Active), Some(Refusal::Active));
    }
}
