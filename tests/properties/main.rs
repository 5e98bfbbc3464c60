//! What holds for all input, tried on some hundred random inputs each.

use proptest::test_runner::Config;

mod addresses;
mod days;
mod handbooks;
mod texts;
mod words;

/// How many inputs are tried (`PROPTEST_CASES` says otherwise); a failure is printed and written
/// nowhere.
fn tries() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}
