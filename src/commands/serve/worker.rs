//! The thread that holds the handbook: it answers messages, and reads the handbook again when one
//! says that it changed.
//!
//! Readers see the last snapshot until something newer can take its place.

use crate::analysis::Analysis;
use crate::clock::Stopwatch;
use crate::commands::console::Console;
use crate::commands::failure::Failure;
use crate::commands::pipeline::{Handbook, Session};
use crate::commands::serve::message::{Look, PageState, ReadError, WorkerMessage};
use crate::commands::serve::snapshot::SiteSnapshot;
use crate::commands::serve::terminal::{self, Greeting};
use crate::disk::{self, Changed, Told, Watch};
use crate::render::Renderer;
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use tokio::sync::watch::Sender;

/// How often to see whether another day has begun, or git has another commit.
const CHECK: Duration = Duration::from_secs(1);

/// Where a handbook is kept and asked for.
pub struct ServeWorker<'c> {
    /// Reads the handbook.
    pub session: Session,
    /// Says when to read it again.
    pub watch: Watch,
    /// What comes in.
    pub messages: Receiver<WorkerMessage>,
    /// Tells browsers how often the handbook was read.
    pub news: Sender<u64>,
    /// Where to say what happens.
    pub console: &'c mut Console,
    /// What to say when the first answer can be given.
    pub greeting: Option<Greeting>,
    /// What happened so far.
    pub state: WorkerState,
}

/// What happened so far.
#[derive(Default)]
pub struct WorkerState {
    /// How often the handbook was read.
    moment: u64,
    /// Letters that wait until the handbook is read again.
    waiting: VecDeque<WorkerMessage>,
    /// Files that were changed, and at which moment.
    changed: BTreeMap<String, u64>,
    /// Why nothing newer can be shown.
    trouble: Option<ReadError>,
    /// Since when neither the day nor git was looked at.
    checked: Option<Stopwatch>,
    /// The last reading, as long as nothing was said of it.
    unreported: Option<(Changed, Stopwatch)>,
}

impl ServeWorker<'_> {
    /// Answers until it is over.
    pub fn run(mut self, first: Handbook) {
        let mut next = Some(first);
        while let Some(handbook) = next {
            next = self.show(handbook);
        }
    }

    /// Answers with one handbook until there is a newer one.
    fn show(&mut self, handbook: Handbook) -> Option<Handbook> {
        let analysis = self.session.analyse(&handbook);
        let sizes = self.session.image_sizes(analysis.resolved.files());
        let renderer = analysis.renderer(&handbook.theme, sizes);
        let snapshot = self.fill(&handbook, &analysis, &renderer);
        loop {
            let next = match self.next_message(&snapshot) {
                Some(WorkerMessage::Ask(path, reply)) => {
                    // A reader that has gone away needs no answer.
                    let _ = reply.send(snapshot.answer(&path));
                    None
                }
                Some(WorkerMessage::Look(look, reply)) => {
                    let _ = reply.send(self.look(&snapshot, &look));
                    None
                }
                Some(WorkerMessage::Told(Told::Polling(why))) => {
                    self.console.say(&terminal::polling(&why));
                    None
                }
                Some(WorkerMessage::Told(Told::Changed(changed))) => {
                    self.read_again(changed, &handbook)
                }
                Some(WorkerMessage::End) => return None,
                None => self.read_at_another_time(&handbook),
            };
            if next.is_some() {
                return next;
            }
        }
    }

    /// From now on readers see this.
    fn fill<'a>(
        &mut self,
        handbook: &'a Handbook,
        analysis: &'a Analysis<'a>,
        renderer: &'a Renderer<'a>,
    ) -> SiteSnapshot<'a> {
        self.state.moment += 1;
        let snapshot = SiteSnapshot::new(handbook, analysis, renderer, self.state.moment);
        if let Some(greeting) = self.greeting.take() {
            greeting.say(self.console, handbook, snapshot.findings());
        }
        self.news.send_replace(self.state.moment);
        snapshot
    }

    /// The next message; none when nothing has come for a while. What is left to do is done when no
    /// message waits.
    fn next_message(&mut self, snapshot: &SiteSnapshot<'_>) -> Option<WorkerMessage> {
        // Requests may come without a pause: the day and git are looked at all the same.
        if self.state.checked.get_or_insert_with(Stopwatch::start).elapsed() >= CHECK {
            self.state.checked = None;
            return None;
        }
        if let Some(message) =
            self.state.waiting.pop_front().or_else(|| self.messages.try_recv().ok())
        {
            return Some(message);
        }
        if let Some(inputs) = self.session.new_inputs() {
            self.watch.follow(inputs);
        }
        if let Some((changed, mut watch)) = self.state.unreported.take() {
            self.console.say(&terminal::shown(&changed, snapshot.findings(), watch.lap()));
        }
        match self.messages.recv_timeout(CHECK) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(WorkerMessage::End),
        }
    }

    fn look(&self, snapshot: &SiteSnapshot<'_>, look: &Look) -> PageState {
        PageState {
            trouble: self.state.trouble.clone(),
            ..snapshot.look(look, &self.state.changed)
        }
    }

    /// Reads the handbook after a change; none when nothing of it has changed, or it cannot be read
    /// now.
    fn read_again(&mut self, changed: Changed, shown: &Handbook) -> Option<Handbook> {
        let watch = Stopwatch::start();
        let changed = self.take_all_changes(changed);
        let again = self.state.trouble.is_some();
        if !self.session.forget(if again { &Changed::Anything } else { &changed }) {
            return None;
        }
        let next = self.read(shown)?;
        let moment = self.state.moment + 1;
        self.state.changed.extend(next.renewed.iter().map(|path| (path.clone(), moment)));
        self.state.unreported = Some((changed, watch));
        Some(next)
    }

    /// A page is due or overdue by what day it is, and edited by what git knows.
    fn read_at_another_time(&mut self, shown: &Handbook) -> Option<Handbook> {
        let another_day = self.session.today(&shown.site).is_some_and(|today| today != shown.today);
        let another = another_day || self.session.has_another_past();
        if another { self.read(shown) } else { None }
    }

    fn read(&mut self, shown: &Handbook) -> Option<Handbook> {
        let read = if disk::is_folder(self.session.root()) {
            self.session.load()
        } else {
            Err(gone(&self.session))
        };
        match read.and_then(|next| {
            if next.site.pages().is_empty() { Err(unreadable(shown)) } else { Ok(next) }
        }) {
            Ok(next) => {
                self.state.trouble = None;
                Some(next)
            }
            Err(failure) => {
                self.say_trouble(&failure);
                None
            }
        }
    }

    /// Whatever cannot be read now, readers keep what there was.
    fn say_trouble(&mut self, failure: &Failure) {
        let trouble =
            ReadError { message: failure.message().to_owned(), help: failure.help().to_owned() };
        if self.state.trouble.as_ref() != Some(&trouble) {
            self.console.say(&failure.to_string());
            self.state.trouble = Some(trouble);
            self.state.moment += 1;
            self.news.send_replace(self.state.moment);
        }
    }

    /// All changes that were told until now; the questions between them are answered afterwards.
    fn take_all_changes(&mut self, first: Changed) -> Changed {
        let mut changed = first;
        let mut others = VecDeque::new();
        let waiting = std::mem::take(&mut self.state.waiting);
        for message in waiting.into_iter().chain(self.messages.try_iter()) {
            match message {
                WorkerMessage::Told(Told::Changed(more)) => changed = changed.and(more),
                other => others.push_back(other),
            }
        }
        self.state.waiting = others;
        changed
    }
}

fn gone(session: &Session) -> Failure {
    let message = format!("`{}` is not there any more", session.root().display());
    Failure::usage(message, "it is shown again as soon as it is back")
}

fn unreadable(shown: &Handbook) -> Failure {
    let message = format!("nothing in `{}` can be read", shown.root.display());
    Failure::usage(message, "it is shown again as soon as its files can be opened")
}
