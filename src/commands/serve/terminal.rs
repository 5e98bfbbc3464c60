//! What `serve` says on the terminal.

use crate::clock::Stopwatch;
use crate::commands::console::Console;
use crate::commands::pipeline::Handbook;
use crate::commands::serve::http;
use crate::commands::{browser, summary};
use crate::diag::Finding;
use crate::disk::{Changed, NoEvents};
use std::net::SocketAddr;
use std::time::Duration;

/// What is said when the first answer can be given.
pub struct Greeting {
    /// Where the server listens.
    pub address: SocketAddr,
    /// The port that was asked for.
    pub wanted: u16,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether assistants are answered.
    pub assistants: bool,
    /// Since the start.
    pub watch: Stopwatch,
}

impl Greeting {
    /// The banner: address, pages, findings, time.
    pub fn say(mut self, console: &mut Console, handbook: &Handbook, findings: &[Finding]) {
        let pages = summary::plural(handbook.site.pages().len(), "page");
        let url = url(self.address);
        let taken = self.wanted != 0 && self.wanted != self.address.port();
        let port = if taken {
            format!("port {} is taken, so this is the next free one\n", self.wanted)
        } else {
            String::new()
        };
        let exposed = if self.address.ip().is_loopback() {
            ""
        } else {
            "everybody in your network can read it\n"
        };
        let assistants = if self.assistants {
            format!("assistants ask at {url}{}\n", http::ASSISTANTS)
        } else {
            String::new()
        };
        let time = milliseconds(self.watch.lap());
        console.say(&format!(
            "{}: {pages}, ready in {time}\n{}{url}\n{assistants}{port}{exposed}\
             press Ctrl-C to end\n",
            handbook.site.title(),
            summary::counts(findings)
        ));
        if self.open {
            browser::open(&url);
        }
    }
}

/// The address to open: where all addresses are listened on, the one of this computer.
fn url(address: SocketAddr) -> String {
    let mut shown = address;
    if address.ip().is_unspecified() {
        shown.set_ip(if address.is_ipv4() {
            [127, 0, 0, 1].into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    format!("http://{shown}/")
}

/// What changed, how long it took to show it, and what there is to say of the changed files.
pub fn shown(changed: &Changed, findings: &[Finding], time: Duration) -> String {
    let Changed::Files(paths) = changed else {
        return format!("read again in {}\n", milliseconds(time));
    };
    let count = findings.iter().filter(|finding| paths.contains(finding.location().path())).count();
    let findings =
        if count == 0 { String::new() } else { format!(", {}", summary::plural(count, "finding")) };
    let what = match (paths.first(), paths.len()) {
        (Some(path), 1) => path.clone(),
        (Some(path), count) => format!("{path} and {} more", count - 1),
        (None, _) => String::new(),
    };
    format!("{what}: shown after {}{findings}\n", milliseconds(time))
}

/// Why files are polled.
pub fn polling(why: &NoEvents) -> String {
    let (why, help) = match why {
        NoEvents::Asked => {
            return "polling for changes, as `--poll` asks \
            for\n"
                .to_owned();
        }
        NoEvents::Limit => (
            "the system's limit of watched folders is reached".to_owned(),
            "raise it (on Linux: `sysctl fs.inotify.max_user_watches=524288`) and start again to \
             see changes sooner",
        ),
        NoEvents::Refused(words) => (
            format!("the system does not watch these files: {words}"),
            "changes show a little \
                later",
        ),
        NoEvents::Silence => (
            "files change here without the system telling it, as on network drives and in \
             containers"
                .to_owned(),
            "`--poll` says so from the start",
        ),
    };
    format!("note: {why}; polling for changes from now on\n  = help: {help}\n")
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
