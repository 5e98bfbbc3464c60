//! Tells when a handbook may have changed: by the events of the system, and by looking where events
//! do not come.
//!
//! Nothing is believed for long: now and then all files are looked at even where events come, so
//! that a lost event, a folder that was deleted and made again or a silent file system can delay a
//! change but never hide it. What is told is a hint; the reader compares by value.
#![expect(clippy::disallowed_methods, reason = "waiting is what this room is for")]

mod batch;
mod events;
mod snapshot;

use super::inputs::{Changed, Inputs};
use batch::Batch;
use events::{Events, WatchEvent};
use snapshot::Snapshot;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often files are looked at where events come, and where they do not: at least that far apart,
/// and more where looking takes long.
const LOOK_BESIDE_EVENTS: Pace =
    Pace { shortest: Duration::from_secs(2), longest: Duration::from_secs(30), share: 100 };
const LOOK_INSTEAD: Pace =
    Pace { shortest: Duration::from_millis(100), longest: Duration::from_secs(2), share: 10 };
/// Where events have come before, so many changes in a row must be missed before they are given up.
const MISSES: u32 = 3;
/// How long an event may lag behind the change that it tells.
const LAG: Duration = Duration::from_millis(200);

struct Pace {
    shortest: Duration,
    longest: Duration,
    /// Looking takes at most one part of this many.
    share: u32,
}

/// What a watch has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// This may have changed.
    Changed(Changed),
    /// From now on files are looked at again and again, for this reason.
    Polling(NoEvents),
}

/// Why events are not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEvents {
    /// It was asked for.
    Asked,
    /// The system's limit of watched folders is reached.
    Limit,
    /// The system refuses, in its words.
    Refused(String),
    /// Files change without a word, as on network drives and in some containers.
    Silence,
}

/// Watches a handbook until it is dropped.
pub struct Watch {
    signals: Sender<Signal>,
    thread: Option<JoinHandle<()>>,
}

enum Signal {
    Event(WatchEvent),
    Inputs(Box<Inputs>),
    End,
}

impl Watch {
    /// Watches what `inputs` were read from. `polling` never asks for events.
    pub fn start(inputs: Inputs, polling: bool, tell: impl Fn(Told) + Send + 'static) -> Self {
        let (signals, received) = channel();
        let mut worker = Worker {
            events: Err(NoEvents::Asked),
            snapshot: Snapshot::default(),
            tell: Box::new(tell),
            received,
            signals: signals.clone(),
            heard: false,
            misses: 0,
            cost: Duration::ZERO,
        };
        let thread = std::thread::spawn(move || worker.run(inputs, polling));
        Watch { signals, thread: Some(thread) }
    }

    /// The handbook was read anew, from these files and folders.
    pub fn follow(&self, inputs: Inputs) {
        let _ = self.signals.send(Signal::Inputs(Box::new(inputs)));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.signals.send(Signal::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread behind a watch.
struct Worker {
    /// Where events come from, or why they do not.
    events: Result<Events, NoEvents>,
    /// Everything as it was when it was last told.
    snapshot: Snapshot,
    tell: Box<dyn Fn(Told) + Send>,
    received: Receiver<Signal>,
    signals: Sender<Signal>,
    /// Whether any event has come since events were asked for.
    heard: bool,
    /// Changes in a row of which no event told.
    misses: u32,
    /// How long the last look took.
    cost: Duration,
}

impl Worker {
    fn run(&mut self, inputs: Inputs, polling: bool) {
        self.snapshot = Snapshot::of(inputs);
        if polling {
            (self.tell)(Told::Polling(NoEvents::Asked));
        } else {
            self.ask_for_events();
        }
        self.catch_up();
        while self.step() {}
    }

    /// Handles one signal, or looks when none has come for a while. False at the end.
    fn step(&mut self) -> bool {
        match self.received.recv_timeout(self.pause()) {
            Ok(Signal::Event(event)) => self.gather(event),
            Ok(Signal::Inputs(inputs)) => self.follow(*inputs),
            Err(RecvTimeoutError::Timeout) => self.look(),
            Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    fn pause(&self) -> Duration {
        let pace = if self.events.is_ok() && self.snapshot.has_root() {
            LOOK_BESIDE_EVENTS
        } else {
            LOOK_INSTEAD
        };
        (self.cost * pace.share).clamp(pace.shortest, pace.longest)
    }

    /// Takes events together until it is quiet, and tells them as one change.
    fn gather(&mut self, first: WatchEvent) {
        let mut batch = Batch::new(Instant::now());
        let mut aside = Vec::new();
        let mut lost = batch.add(first).err();
        while let Some(wait) = batch.wait(Instant::now()) {
            match self.received.recv_timeout(wait) {
                Ok(Signal::Event(event)) => lost = batch.add(event).err().or(lost),
                Ok(other) => aside.push(other),
                Err(_) => break,
            }
        }
        for signal in aside {
            let _ = self.signals.send(signal);
        }
        self.heard = true;
        self.misses = 0;
        if let Some(why) = lost {
            return self.stop_asking(why);
        }
        if let Some(changed) = batch.into_changed() {
            let changed = self.snapshot.with_other_names(changed);
            self.snapshot.renew(&changed);
            (self.tell)(Told::Changed(changed));
        }
    }

    /// New folders are watched; what happened to them before that is found by a look.
    fn follow(&mut self, inputs: Inputs) {
        self.snapshot = Snapshot::of(inputs);
        let watched = match &mut self.events {
            Ok(events) => events.watch(&self.snapshot),
            Err(_) => Ok(()),
        };
        if let Err(why) = watched {
            self.stop_asking(why);
        }
        self.catch_up();
    }

    /// Compares all files with what is known of them.
    fn seen(&mut self) -> Option<Changed> {
        let start = Instant::now();
        let seen = self.snapshot.look();
        self.cost = start.elapsed();
        seen
    }

    /// Tells what has happened between reading and watching.
    fn catch_up(&mut self) {
        if let Some(changed) = self.seen() {
            (self.tell)(Told::Changed(changed));
        }
    }

    /// Tells what no event has told.
    fn look(&mut self) {
        let Some(changed) = self.seen() else { return };
        if self.events.is_ok() {
            self.doubt_events();
        }
        (self.tell)(Told::Changed(changed));
    }

    /// Something changed and no event has told it yet. It may be on its way; a watch may have been
    /// lost with its folder; or this is a file system that never tells.
    fn doubt_events(&mut self) {
        let late = self.received.recv_timeout(LAG);
        let told = matches!(late, Ok(Signal::Event(_)));
        if let Ok(signal) = late {
            let _ = self.signals.send(signal);
        }
        if told {
            return;
        }
        self.misses += 1;
        let enough = if self.heard { MISSES } else { 1 };
        if self.misses >= enough && self.snapshot.has_root() {
            self.stop_asking(NoEvents::Silence);
        } else {
            self.ask_for_events();
        }
    }

    /// Asks for events from the beginning.
    fn ask_for_events(&mut self) {
        let signals = self.signals.clone();
        let asked = Events::new(self.snapshot.root().to_owned(), move |event| {
            let _ = signals.send(Signal::Event(event));
        });
        let watching = asked.and_then(|mut events| events.watch(&self.snapshot).map(|()| events));
        match watching {
            Ok(events) => self.events = Ok(events),
            Err(why) => self.stop_asking(why),
        }
    }

    fn stop_asking(&mut self, why: NoEvents) {
        self.events = Err(why.clone());
        (self.tell)(Told::Polling(why));
        (self.tell)(Told::Changed(Changed::Anything));
    }
}
