//! CPU and memory of one child process, from the system's own account of it.
//!
//! The bench starts itself as `measure PROGRAM …`: that process has one child only, so that its
//! account of ended children is the account of this one.

use super::Outcome;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a run cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Seconds of CPU, in the program and in the system on its behalf.
    pub cpu: f64,
    /// Seconds from start to end.
    pub wall: f64,
    /// The most memory that it had, in MB.
    pub memory: f64,
}

/// The least that the program took in so many runs; `before` is done before each of them.
pub fn least(
    times: usize,
    words: &[&str],
    mut before: impl FnMut() -> Outcome<()>,
) -> Outcome<Cost> {
    let mut least = Cost { cpu: f64::MAX, wall: f64::MAX, memory: f64::MAX };
    for _ in 0..times.max(1) {
        before()?;
        let cost = once(words)?;
        least.cpu = least.cpu.min(cost.cpu);
        least.wall = least.wall.min(cost.wall);
        least.memory = least.memory.min(cost.memory);
    }
    Ok(least)
}

fn once(words: &[&str]) -> Outcome<Cost> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(own).arg("measure").args(words).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [cpu, wall, memory] if output.status.success() => {
            Ok(Cost { cpu: *cpu, wall: *wall, memory: *memory })
        }
        _ => Err(format!("`{}` failed", words.join(" "))),
    }
}

/// Runs a program to its end and prints what it cost.
#[cfg(unix)]
pub fn child(program: &str, arguments: &[&str]) -> Outcome<()> {
    use nix::sys::resource::{UsageWho, getrusage};
    let start = Instant::now();
    let mut command = Command::new(program);
    let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status();
    let wall = start.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    println!(
        "{} {wall} {}",
        seconds(usage.user_time()) + seconds(usage.system_time()),
        megabytes(usage.max_rss())
    );
    match status {
        Ok(status) if status.success() => Ok(()),
        other => Err(format!("`{program}` ended with {other:?}")),
    }
}

#[cfg(unix)]
#[expect(clippy::cast_precision_loss, reason = "seconds are far below 2^52")]
fn seconds(time: nix::sys::time::TimeVal) -> f64 {
    time.tv_sec() as f64 + time.tv_usec() as f64 / 1_000_000.0
}

/// Linux counts in KB, macOS in bytes.
#[cfg(unix)]
#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52")]
fn megabytes(counted: i64) -> f64 {
    let unit = if cfg!(target_os = "macos") { 1_048_576.0 } else { 1_024.0 };
    counted as f64 / unit
}

#[cfg(not(unix))]
pub fn child(_: &str, _: &[&str]) -> Outcome<()> {
    Err("CPU and memory are measured on Unix only".to_owned())
}
