//! The outputs, judged once more at the edge: each path can be written, lies inside the site and is
//! in no other's way.

use super::staging::IN_PLACE;
use crate::diag::Finding;
use crate::diag::catalogue::files::unwritable_path;
use crate::disk::system::MARKER;
use crate::outputs::{Output, OutputBatch, Outputs};
use crate::source::Source;
use std::collections::BTreeSet;

/// The longest name that common file systems take, in bytes.
const MAX_NAME: usize = 255;

/// What is going to be written.
pub(super) struct Plan<'o, 'r> {
    /// Ordered by path.
    pub files: Vec<(&'o str, &'o Output<'r>)>,
    /// Files whose paths are known only when they are made.
    pub batches: &'o [OutputBatch<'r>],
    /// All folders, each behind the one it lies in.
    pub folders: BTreeSet<&'o str>,
    /// The outputs that are left out, with the reason.
    pub findings: Vec<Finding>,
}

impl<'o, 'r> Plan<'o, 'r> {
    pub fn of(outputs: &'o Outputs<'r>) -> Self {
        let mut plan = Plan {
            files: Vec::new(),
            batches: outputs.batches(),
            folders: BTreeSet::new(),
            findings: Vec::new(),
        };
        for (path, output) in outputs.iter() {
            match why_unwritable(path) {
                Some(why) => plan.findings.push(refusal(path, why)),
                None => plan.files.push((path, output)),
            }
        }
        plan.folders = plan.files.iter().flat_map(|(path, _)| folders_above(path)).collect();
        for batch in plan.batches {
            plan.folders.extend(folders_above(batch.folder).chain([batch.folder]));
        }
        let (files, clashing): (Vec<_>, Vec<_>) =
            plan.files.into_iter().partition(|(path, _)| !plan.folders.contains(path));
        plan.files = files;
        plan.findings.extend(
            clashing.iter().map(|(path, _)| refusal(path, "there is a folder of the same name")),
        );
        plan
    }
}

fn refusal(path: &str, why: &str) -> Finding {
    unwritable_path(Source::new(path, "").whole(), why)
}

/// The folders that a file lies in, the outermost first.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// Why a path cannot be one of a site; none when it can.
pub(super) fn why_unwritable(path: &str) -> Option<&'static str> {
    let parts = || path.split('/');
    match () {
        () if path.is_empty() => Some("the path is empty"),
        () if path.starts_with('/') => Some("the path is absolute"),
        () if parts().any(str::is_empty) => Some("a part of the path is empty"),
        () if parts().any(|part| part == "." || part == "..") => Some("`.` and `..` are no names"),
        () if path.contains('\0') => Some("the path holds a NUL character"),
        () if parts().any(|part| part.len() > MAX_NAME) => Some("a name is longer than 255 bytes"),
        // A page must not be able to replace a hook where the site is a working tree of git.
        () if parts().any(|part| part.eq_ignore_ascii_case(".git")) => {
            Some("`.git` belongs to git")
        }
        () if [MARKER, IN_PLACE]
            .iter()
            .any(|own| parts().next().is_some_and(|first| first.eq_ignore_ascii_case(own))) =>
        {
            Some("the name is handbook's own")
        }
        () if cfg!(windows) && path.contains(['<', '>', ':', '"', '\\', '|', '?', '*']) => {
            Some("the path holds a character that Windows does not take")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, folders_above, why_unwritable};
    use crate::outputs::{Output, Outputs};

    #[test]
    fn paths_are_judged() {
        let long = "x".repeat(256);
        for bad in [
            "",
            "/a",
            "a//b",
            "a/",
            "../a",
            "a/../b",
            "./a",
            "a\0b",
            &long,
            ".git/hooks/x",
            "a/.GIT",
            MARKED,
        ] {
            assert!(why_unwritable(bad).is_some(), "{bad}");
        }
        let longest = "x".repeat(255);
        for good in [
            "a",
            "a/b.html",
            ".nojekyll",
            ".well-known/x",
            "-/x",
            "…/ä ö",
            "a/.handbook-site.json",
            &longest,
        ] {
            assert_eq!(why_unwritable(good), None, "{good}");
        }
    }

    const MARKED: &str = ".Handbook-Site.json";

    #[test]
    fn a_file_in_the_place_of_a_folder_is_left_out() {
        let all = ["a", "a/b/c", "a-b", "../x"];
        let all = all.map(|path| (path.to_owned(), Output::Bytes(Vec::new())));
        let (outputs, _) = Outputs::collect(all.into_iter());
        let plan = Plan::of(&outputs);
        assert_eq!(plan.files.iter().map(|(path, _)| *path).collect::<Vec<_>>(), ["a-b", "a/b/c"]);
        assert_eq!(plan.folders.iter().copied().collect::<Vec<_>>(), ["a", "a/b"]);
        let messages: Vec<_> =
            plan.findings.iter().map(|finding| finding.message().to_owned()).collect();
        assert_eq!(
            messages,
            [
                "`../x` cannot be published: `.` and `..` are no names",
                "`a` cannot be published: there is a folder of the same name"
            ]
        );
        assert_eq!(folders_above("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
