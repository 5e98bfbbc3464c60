//! `handbook serve` as a whole: the program is started, files are changed under it, and strangers
//! talk to its port.
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the program, change files and open connections"
)]
#![expect(clippy::expect_used, reason = "a test ends where something is wrong")]
#![cfg(unix)]

mod assistants;
mod edits;
mod end;
mod handbook;
mod live;
mod safety;
mod server;
mod watching;
