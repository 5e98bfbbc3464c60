//! Where the real handbooks are, which are not part of the project.

use libtest_mimic::{Failed, Trial};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The variable that names the folder of the handbooks.
const VARIABLE: &str = "HANDBOOK_CORPORA";

/// One trial for each real handbook. Without any, one trial says so: it is ignored where nobody
/// named a folder, and fails where somebody named one, or asks for what is ignored.
pub fn trials(of: impl Fn(&Path, Vec<PathBuf>) -> Vec<Trial>) -> Vec<Trial> {
    let Some(folder) = env::var_os(VARIABLE) else {
        let why = format!("set {VARIABLE} to a folder of handbooks");
        return vec![missing(why).with_ignored_flag(true)];
    };
    let folder = PathBuf::from(folder);
    match folders(&folder) {
        Ok(found) if found.is_empty() => vec![missing(format!("{VARIABLE} has no folders"))],
        Ok(found) => of(&folder, found),
        Err(error) => vec![missing(format!("{VARIABLE} cannot be read: {error}"))],
    }
}

fn missing(why: String) -> Trial {
    Trial::test("real handbooks (needs HANDBOOK_CORPORA=FOLDER)", || Err(Failed::from(why)))
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let paths = paths.collect::<io::Result<Vec<PathBuf>>>()?;
    let mut folders: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}
