//! Opens an address in the reader's browser.
#![expect(clippy::disallowed_methods, reason = "this file is the edge to the desktop")]

use std::process::{Command, Stdio};

/// Programs that open an address, by system; the first that starts is enough.
#[cfg(target_os = "macos")]
const OPENERS: [&[&str]; 1] = [&["open"]];
#[cfg(windows)]
const OPENERS: [&[&str]; 1] = [&["rundll32", "url.dll,FileProtocolHandler"]];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENERS: [&[&str]; 3] = [&["xdg-open"], &["gio", "open"], &["sensible-browser"]];

/// Opens the address. Without a desktop nothing happens: the address is on the terminal as well.
pub fn open(address: &str) {
    let opened = OPENERS.iter().any(|words| start(words, address));
    let _ = opened;
}

fn start(words: &[&str], address: &str) -> bool {
    let Some((program, arguments)) = words.split_first() else {
        return false;
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().is_ok()
}
