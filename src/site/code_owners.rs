//! CODEOWNERS and OWNERS: who answers for a file, where nothing in the handbook says so. They are
//! read, never run.

use crate::diag::Finding;
use crate::source::{Source, Span};
use crate::yaml::read::{list, text, written};
use crate::yaml::{At, Budget, Fields, Sourced, parse};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Where CODEOWNERS is looked for; the first one found counts.
pub const PLACES: [&str; 4] =
    [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// The name of a file with the owners of its folder.
pub const FOLDER_FILE: &str = "OWNERS";

/// Who answers for which file.
#[derive(Debug, Default)]
pub struct CodeOwners {
    patterns: GlobSet,
    /// For each glob of the set, the rule that it belongs to.
    rule_of: Vec<usize>,
    rules: Vec<OwnersRule>,
    /// The handbook's folder as the patterns see it: empty, or with `/` at the end.
    above: String,
    folders: BTreeMap<String, Vec<Sourced<String>>>,
}

/// The owners of one pattern.
#[derive(Debug)]
struct OwnersRule {
    /// The section of GitLab that it stands in; empty above the first.
    section: String,
    owners: Vec<Sourced<String>>,
}

impl CodeOwners {
    /// Reads a CODEOWNERS file, if there is one, and the OWNERS files of folders. `above` is the
    /// handbook's folder as the file sees it: empty, or with `/` at the end.
    pub fn new(codeowners: Option<&Source>, above: &str, folders: &[Source]) -> Self {
        let mut owners = codeowners.map(rules).unwrap_or_default();
        above.clone_into(&mut owners.above);
        owners.folders = folders
            .iter()
            .map(|source| (folder_of(source.path()).to_owned(), folder_owners(source)))
            .collect();
        owners
    }

    /// The owners of a file, by its path below the handbook's folder: those of the last pattern
    /// that matches in each section, else of the nearest OWNERS.
    pub fn of(&self, path: &str) -> Vec<&Sourced<String>> {
        let globs = self.patterns.matches(format!("{}{path}", self.above));
        let matching: BTreeSet<usize> =
            globs.into_iter().filter_map(|glob| self.rule_of.get(glob).copied()).collect();
        let mut last: BTreeMap<&str, &OwnersRule> = BTreeMap::new();
        for rule in matching.into_iter().filter_map(|rule| self.rules.get(rule)) {
            last.insert(&rule.section, rule);
        }
        if last.is_empty() {
            return self.of_folder(path).iter().collect();
        }
        let mut seen = BTreeSet::new();
        let owners = last.into_values().flat_map(|rule| &rule.owners);
        owners.filter(|owner| seen.insert(owner.value().to_lowercase())).collect()
    }

    fn of_folder(&self, path: &str) -> &[Sourced<String>] {
        let mut folder = path;
        while !folder.is_empty() {
            folder = folder_of(folder);
            if let Some(owners) = self.folders.get(folder).filter(|owners| !owners.is_empty()) {
                return owners;
            }
        }
        &[]
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// One rule for each line that has a pattern; a pattern that is none matches nothing.
fn rules(source: &Source) -> CodeOwners {
    let mut set = GlobSetBuilder::new();
    let mut owners = CodeOwners::default();
    let mut of_section: Vec<Sourced<String>> = Vec::new();
    let mut section = String::new();
    for words in lines(source) {
        let mut names: Vec<Sourced<String>> =
            words.iter().skip(1).map(|word| owner(source, *word)).collect();
        let Some(pattern) = words.first().map(|word| source.slice(*word)) else {
            continue;
        };
        if pattern.starts_with(['[', '^']) {
            section = section_name(source, &words);
            of_section = names.into_iter().filter(|name| name.value().contains('@')).collect();
            continue;
        }
        if names.is_empty() {
            names.clone_from(&of_section);
        }
        for glob in globs(pattern) {
            if let Ok(glob) =
                GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build()
            {
                set.add(glob);
                owners.rule_of.push(owners.rules.len());
            }
        }
        owners.rules.push(OwnersRule { section: section.clone(), owners: names });
    }
    // A set too large to build matches nothing: CODEOWNERS is a help, never a condition.
    owners.patterns = set.build().unwrap_or_default();
    owners
}

/// The name in `[Docs team][2] @ana`; sections of one name are one.
fn section_name(source: &Source, words: &[Span]) -> String {
    let ends = words.first().zip(words.last());
    let line = ends.map_or("", |(first, last)| source.slice(Span::new(first.start, last.end)));
    let name = line.trim_start_matches('^').trim_start_matches('[');
    name.split(']').next().unwrap_or_default().trim().to_lowercase()
}

fn owner(source: &Source, word: Span) -> Sourced<String> {
    Sourced::new(source.slice(word).to_owned(), "CODEOWNERS", source.at(word))
}

/// The words of each line before a comment; `\ ` is no end of a word.
fn lines(source: &Source) -> impl Iterator<Item = Vec<Span>> {
    let mut start = 0;
    source.text().split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        words(line).into_iter().map(|word| word.shifted(at)).collect()
    })
}

fn words(line: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        let ends = character.is_whitespace() && !escaped;
        match start {
            None if character == '#' => return words,
            None if !ends => start = Some(at),
            Some(first) if ends => {
                words.push(Span::new(first, at));
                start = None;
            }
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    words.extend(start.map(|first| Span::new(first, line.len())));
    words
}

/// The globs of a CODEOWNERS pattern: with `/` inside it starts at the root, else it matches in
/// every folder; a folder stands for all in it, but `docs/*` only for what lies directly in docs.
fn globs(pattern: &str) -> Vec<String> {
    let is_folder = pattern.ends_with('/');
    let path = pattern.trim_end_matches('/');
    let from_root = path.contains('/');
    let path = path.trim_start_matches('/');
    let path = if from_root { path.to_owned() } else { format!("**/{path}") };
    let inside = format!("{path}/**");
    match (is_folder, from_root && path.ends_with("/*")) {
        (true, _) => vec![inside],
        (false, true) => vec![path],
        (false, false) => vec![path, inside],
    }
}

/// Approvers of an OWNERS file in YAML, else the names of one in lines; directives of other tools
/// are passed over.
fn folder_owners(source: &Source) -> Vec<Sourced<String>> {
    let root = parse(source, Span::new(0, source.text().len()), Budget::PAGE).root;
    match root.filter(|root| root.as_map().is_some()) {
        Some(root) => {
            let mut fields = Fields::of(&At { source, key: FOLDER_FILE.into(), node: &root });
            let approvers = fields.value(&["approvers", "owners"], list(approver));
            approvers.map(Sourced::into_value).unwrap_or_default()
        }
        None => lines(source)
            .filter_map(|words| match words.as_slice() {
                [name] if source.slice(*name) != "*" => Some(Sourced::new(
                    source.slice(*name).to_owned(),
                    FOLDER_FILE,
                    source.at(*name),
                )),
                _ => None,
            })
            .collect(),
    }
}

fn approver(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Sourced<String>> {
    written(text)(at, findings)
}

#[cfg(test)]
mod tests {
    use super::CodeOwners;
    use crate::source::Source;
    use proptest::prelude::{any, proptest};

    fn of(owners: &CodeOwners, path: &str) -> String {
        owners
            .of(path)
            .into_iter()
            .map(|owner| owner.value().as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_last_matching_pattern_counts() {
        let text = "
# everything
*                 @acme/all   # inline
*.js              @acme/js
/build/logs/      @acme/build
docs/*            docs@acme.example
apps/             @acme/apps
/docs/deep/       @acme/deep @ana
/docs/deep/free.md
Our\\ Mission.md  @acme/mission
[Section] @acme/section
/sectioned.md
";
        let owners = CodeOwners::new(Some(&Source::new("CODEOWNERS", text)), "", &[]);
        let cases = [
            ("README.md", "@acme/all"),
            ("a/b/c.js", "@acme/js"),
            ("build/logs/x/y.md", "@acme/build"),
            ("x/build/logs/y.md", "@acme/all"),
            ("docs/one.md", "docs@acme.example"),
            ("docs/two/three.md", "@acme/all"),
            ("x/apps/y/z.md", "@acme/apps"),
            ("docs/deep/a/b.md", "@acme/deep @ana"),
            ("docs/deep/free.md", ""),
            ("x/Our Mission.md", "@acme/mission"),
            ("sectioned.md", "@acme/all @acme/section"),
        ];
        for (path, expected) in cases {
            assert_eq!(of(&owners, path), expected, "{path}");
        }
        let place = owners
            .of("a.js")
            .first()
            .map(|owner| owner.location().start().map(|start| (start.line, start.column)));
        assert_eq!(place, Some(Some((4, 19))));
    }

    #[test]
    fn sections_are_combined_and_paths_begin_above_the_handbook() {
        let text = "* @acme/all\n[Docs team][2] @ana\n/hb/\n/hb/pay.md @ben\n^[Legal] @acme/law\n\
                    *.md @Acme/all @acme/law\n[docs TEAM]\n/hb/law.md @eva\n";
        let owners = CodeOwners::new(Some(&Source::new("CODEOWNERS", text)), "hb/", &[]);
        assert_eq!(of(&owners, "a.txt"), "@acme/all @ana");
        assert_eq!(of(&owners, "pay.md"), "@acme/all @ben @acme/law");
        assert_eq!(of(&owners, "law.md"), "@acme/all @eva @acme/law");
    }

    #[test]
    fn the_nearest_owners_file_counts() {
        let folders = [
            Source::new(
                "OWNERS",
                "# root\nset noparent\nroot@acme.example\n*\nper-file a=b@acme.example\n",
            ),
            Source::new("docs/OWNERS", "approvers: [ana, ben]\nreviewers: [eva]\n"),
            Source::new("docs/empty/OWNERS", ""),
        ];
        let owners = CodeOwners::new(None, "", &folders);
        assert_eq!(of(&owners, "x/y.md"), "root@acme.example");
        assert_eq!(of(&owners, "docs/empty/y.md"), "ana ben");
        assert_eq!(of(&CodeOwners::new(None, "", &[]), "x/y.md"), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), lines in "[a*/@\\[\\]{}\\\\!# \n-]{0,60}", path in "[a-c/*]{0,12}") {
            for text in [text, lines] {
                let source = Source::new("CODEOWNERS", text);
                CodeOwners::new(Some(&source), "x/", &[Source::new("a/OWNERS", source.text())]).of(&path);
            }
        }
    }
}
