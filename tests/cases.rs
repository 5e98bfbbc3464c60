//! Runs every `tests/cases/**/*.case`: a whole small handbook in one text file, and what must come
//! of it.
//!
//! `UPDATE=1 cargo test --test cases` writes what came into the files; read the difference before
//! you commit it. The format is described in `tests/cases/README.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "tests make folders, start the program and wait for it"
)]

mod harness;

use harness::{coverage, self_test, suite};
use libtest_mimic::{Arguments, Trial};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let program = Path::new(env!("CARGO_BIN_EXE_handbook"));
    let mut trials: Vec<Trial> = suite::trials(&folder, program);
    trials.extend(self_test::trials());
    trials.extend(coverage::trials(&folder));
    libtest_mimic::run(&arguments, trials).exit_code()
}
