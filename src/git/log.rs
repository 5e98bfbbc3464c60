//! The output of `git log`, read as it comes.

use crate::history::{Commit, CommitTime, FileChange, ObjectId, UnknownHistory};
use std::collections::HashSet;
use std::io::BufRead;
use std::sync::Arc;

/// A commit whose parents are still ids.
#[derive(Debug)]
pub(super) struct Parsed {
    pub commit: Commit,
    pub parents: Vec<ObjectId>,
}

/// Reads commits with their changes below `prefix`; paths that are not wanted are left out.
pub(super) fn parse(
    log: impl BufRead,
    prefix: &[u8],
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Parsed>, UnknownHistory> {
    let mut reader = LogReader { log, token: Vec::new(), names: HashSet::new(), prefix, is_wanted };
    let mut commits: Vec<Parsed> = Vec::new();
    while reader.next()? {
        match reader.token.first() {
            None => {}
            Some(1) => commits.push(reader.commit()?),
            Some(b':') => {
                let change = reader.change()?;
                if let Some(parsed) = commits.last_mut() {
                    parsed.commit.changes.extend(change);
                }
            }
            Some(_) => return Err(not_understood()),
        }
    }
    Ok(commits)
}

struct LogReader<'r, R> {
    log: R,
    token: Vec<u8>,
    /// Each path once, however many commits touch it.
    names: HashSet<Arc<str>>,
    prefix: &'r [u8],
    is_wanted: &'r dyn Fn(&str) -> bool,
}

impl<R: BufRead> LogReader<'_, R> {
    /// Reads up to the next NUL; false at the end. The line break between a commit and its changes
    /// is dropped.
    fn next(&mut self) -> Result<bool, UnknownHistory> {
        self.token.clear();
        let read = self
            .log
            .read_until(0, &mut self.token)
            .map_err(|error| UnknownHistory::Failed(error.to_string()))?;
        if self.token.last() == Some(&0) {
            self.token.pop();
        }
        if self.token.first() == Some(&b'\n') {
            self.token.remove(0);
        }
        Ok(read > 0)
    }

    /// The next token as text; a log that ends inside of a commit is not a log.
    fn field(&mut self) -> Result<String, UnknownHistory> {
        if !self.next()? {
            return Err(not_understood());
        }
        Ok(String::from_utf8_lossy(&self.token).into_owned())
    }

    /// A commit; its first field, the id, is in `token`.
    fn commit(&mut self) -> Result<Parsed, UnknownHistory> {
        let id = std::str::from_utf8(&self.token)
            .ok()
            .and_then(|token| ObjectId::parse(token.get(1..)?));
        let mut commit = Commit { id: id.ok_or_else(not_understood)?, ..Commit::default() };
        let parents = self.field()?.split(' ').filter_map(ObjectId::parse).collect();
        commit.author = self.field()?;
        commit.email = self.field()?;
        commit.authored = CommitTime::parse(&self.field()?).unwrap_or_default();
        commit.committed = CommitTime::parse(&self.field()?).unwrap_or_default();
        commit.subject = self.field()?;
        Ok(Parsed { commit, parents })
    }

    /// One change; its line `:100644 100644 ID ID M` is in `token`, the paths follow. `None` for a
    /// file that is not wanted.
    fn change(&mut self) -> Result<Option<FileChange>, UnknownHistory> {
        let line = String::from_utf8_lossy(&self.token).into_owned();
        let line = ChangeLine::parse(&line).ok_or_else(not_understood)?;
        self.next()?;
        let mut path = self.name();
        let mut from = None;
        if line.has_two_paths {
            from = path;
            self.next()?;
            path = self.name();
        }
        Ok(path.map(|path| FileChange { path, from, before: line.before, after: line.after }))
    }

    /// The path in `token` below the handbook's folder, if it is wanted.
    fn name(&mut self) -> Option<Arc<str>> {
        let path = String::from_utf8_lossy(self.token.strip_prefix(self.prefix)?);
        if !(self.is_wanted)(&path) {
            return None;
        }
        let known = self.names.get(&*path).cloned();
        Some(known.unwrap_or_else(|| {
            let name: Arc<str> = path.into();
            self.names.insert(Arc::clone(&name));
            name
        }))
    }
}

/// What stands in front of the paths of a change.
struct ChangeLine {
    before: Vec<ObjectId>,
    after: Option<ObjectId>,
    has_two_paths: bool,
}

impl ChangeLine {
    /// One colon, two modes and two ids for each parent: `n` colons, `n + 1` modes, `n + 1` ids,
    /// the letters of what happened.
    fn parse(line: &str) -> Option<Self> {
        let fields = line.trim_start_matches(':');
        let parents = line.len() - fields.len();
        let words: Vec<&str> = fields.split(' ').collect();
        let ids: Option<Vec<ObjectId>> = words
            .get(parents + 1..2 * (parents + 1))?
            .iter()
            .map(|hex| ObjectId::parse(hex))
            .collect();
        let mut ids = ids?;
        let after = ids.pop().filter(|id| !id.is_zero());
        let before = ids.into_iter().filter(|id| !id.is_zero()).collect();
        let letters = words.get(2 * (parents + 1))?;
        Some(ChangeLine {
            before,
            after,
            has_two_paths: parents == 1 && letters.starts_with(['R', 'C']),
        })
    }
}

fn not_understood() -> UnknownHistory {
    UnknownHistory::Failed("the output of `git log` is not understood".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Parsed, parse};
    use crate::history::{FileChange, UnknownHistory};
    use proptest::prelude::{any, proptest};

    const ONE: &str = "1111111111111111111111111111111111111111";
    const TWO: &str = "2222222222222222222222222222222222222222";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn read(log: &str) -> Result<Vec<Parsed>, UnknownHistory> {
        parse(log.replace('|', "\0").as_bytes(), b"hb/", &|path| path.contains(".md"))
    }

    fn shown(change: &FileChange) -> String {
        let ids = |ids: &[_]| {
            ids.iter()
                .map(|id| format!("{id}").chars().take(1).collect::<String>())
                .collect::<String>()
        };
        let after: Vec<_> = change.after.into_iter().collect();
        format!(
            "{} {:?} {}>{}",
            change.path,
            change.from.as_deref().unwrap_or(""),
            ids(&change.before),
            ids(&after)
        )
    }

    #[test]
    fn commits_and_their_changes() {
        let log = format!(
            "\u{1}{ONE}|{TWO} {ONE}|Ana||1786741200 +0100|1786741200 +0000||:100644 100644 {ONE} \
             {TWO} R100|hb/a.md|hb/b\nc.md|\
             :100644 000000 {ONE} {NONE} D|hb/gone.md|:000000 100644 {NONE} {ONE} A|out.md|:000000 \
             100644 {NONE} {ONE} A|hb/x.png|\
             \u{1}{TWO}||Ben|b@x|1 +0000|2 +0000|:not a change||::100644 100644 100644 {ONE} \
             {NONE} {TWO} MA|hb/a.md|\
             :100644 100644 {ONE} {ONE} R090|out.md|hb/in.md|"
        );
        let commits = read(&log).expect("a log");
        let changes: Vec<String> =
            commits.iter().flat_map(|parsed| &parsed.commit.changes).map(shown).collect();
        assert_eq!(
            changes,
            ["b\nc.md \"a.md\" 1>2", "gone.md \"\" 1>", "a.md \"\" 1>2", "in.md \"\" 1>1"]
        );
        let first = commits.first().expect("a commit");
        assert_eq!(
            (first.commit.author.as_str(), first.commit.subject.as_str(), first.parents.len()),
            ("Ana", "", 2)
        );
        assert_eq!(commits.last().map(|last| last.commit.subject.as_str()), Some(":not a change"));
    }

    #[test]
    fn half_a_log_is_no_log() {
        for log in [
            "x",
            "\u{1}",
            "\u{1}12|",
            &format!("\u{1}{ONE}|Ana"),
            ":100644 100644 1 2 M|a|",
            ":|",
            ":: |",
        ] {
            assert!(read(log).is_err(), "{log}");
        }
        assert!(read("").is_ok_and(|commits| commits.is_empty()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in any::<Vec<u8>>(), text in "[\u{1}:|01 \
            a]{0,200}") {
            let _ = parse(bytes.as_slice(), b"", &|_| true);
            let _ = read(&text);
        }
    }
}
