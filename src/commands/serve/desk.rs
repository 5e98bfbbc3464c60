//! The thread that holds the handbook: it answers letters, and reads the handbook again when one
//! says that it changed.
//!
//! What was read last stays on the shelf until something newer can take its place.

use crate::check;
use crate::clock::Stopwatch;
use crate::commands::console::Console;
use crate::commands::failure::Failure;
use crate::commands::pipeline::{Handbook, Workshop};
use crate::commands::serve::letter::{Letter, Look, PageState, ReadTrouble};
use crate::commands::serve::notes::{self, Greeting};
use crate::commands::serve::shelf::Shelf;
use crate::diag::Finding;
use crate::disk::{self, Changed, Told, Watch};
use crate::govern::urgency::Policies;
use crate::render::Renderer;
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use tokio::sync::watch::Sender;

/// How often to see whether another day has begun, or git has another commit.
const CHECK: Duration = Duration::from_secs(1);

/// Where a handbook is kept and asked for.
pub struct Desk<'c> {
    /// Reads the handbook.
    pub workshop: Workshop,
    /// Says when to read it again.
    pub watch: Watch,
    /// What comes in.
    pub letters: Receiver<Letter>,
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
    waiting: VecDeque<Letter>,
    /// Files that were changed, and at which moment.
    changed: BTreeMap<String, u64>,
    /// Why nothing newer can be shown.
    trouble: Option<ReadTrouble>,
    /// The last reading, as long as nothing was said of it.
    unsaid: Option<(Changed, Stopwatch)>,
}

impl Desk<'_> {
    /// Answers until it is over.
    pub fn run(mut self, first: Handbook) {
        let mut next = Some(first);
        while let Some(handbook) = next {
            next = self.show(handbook);
        }
    }

    /// Answers with one handbook until there is a newer one.
    fn show(&mut self, mut handbook: Handbook) -> Option<Handbook> {
        let mut found = std::mem::take(&mut handbook.findings);
        let (resolved, more) = self.workshop.resolve(&handbook.site);
        found.extend(more);
        let sizes = self.workshop.image_sizes(resolved.files());
        let report = self.workshop.govern(&handbook, &resolved);
        found.extend(check::governance::findings(&resolved, &report));
        let policies = Policies::new(&resolved, handbook.today);
        found.extend(check::urgency::contradictions(&resolved, &policies));
        let renderer = Renderer::new(&resolved, &report, &policies, &handbook.theme, sizes);
        let shelf = self.fill(&handbook, &renderer, found);
        loop {
            let next = match self.next_letter(&shelf) {
                Some(Letter::Ask(path, reply)) => {
                    // A reader that has gone away needs no answer.
                    let _ = reply.send(shelf.answer(&path));
                    None
                }
                Some(Letter::Look(look, reply)) => {
                    let _ = reply.send(self.look(&shelf, &look));
                    None
                }
                Some(Letter::Told(Told::Polling(why))) => {
                    self.console.say(&notes::polling(&why));
                    None
                }
                Some(Letter::Told(Told::Changed(changed))) => self.read_again(changed, &handbook),
                Some(Letter::End) => return None,
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
        renderer: &'a Renderer<'a>,
        found: Vec<Finding>,
    ) -> Shelf<'a> {
        self.state.moment += 1;
        let shelf = Shelf::new(handbook, renderer, found, self.state.moment);
        if let Some(greeting) = self.greeting.take() {
            greeting.say(self.console, handbook, shelf.findings());
        }
        self.news.send_replace(self.state.moment);
        shelf
    }

    /// The next letter; none when nothing has come for a while. What is left to do is done when no
    /// letter waits.
    fn next_letter(&mut self, shelf: &Shelf<'_>) -> Option<Letter> {
        if let Some(letter) =
            self.state.waiting.pop_front().or_else(|| self.letters.try_recv().ok())
        {
            return Some(letter);
        }
        if let Some(inputs) = self.workshop.new_inputs() {
            self.watch.follow(inputs);
        }
        if let Some((changed, mut watch)) = self.state.unsaid.take() {
            self.console.say(&notes::shown(&changed, shelf.findings(), watch.lap()));
        }
        match self.letters.recv_timeout(CHECK) {
            Ok(letter) => Some(letter),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Letter::End),
        }
    }

    fn look(&self, shelf: &Shelf<'_>, look: &Look) -> PageState {
        PageState { trouble: self.state.trouble.clone(), ..shelf.look(look, &self.state.changed) }
    }

    /// Reads the handbook after a change; none when nothing of it has changed, or it cannot be read
    /// now.
    fn read_again(&mut self, changed: Changed, shown: &Handbook) -> Option<Handbook> {
        let watch = Stopwatch::start();
        let changed = self.take_all_changes(changed);
        let again = self.state.trouble.is_some();
        if !self.workshop.forget(if again { &Changed::Anything } else { &changed }) {
            return None;
        }
        let next = self.read(shown)?;
        let moment = self.state.moment + 1;
        self.state.changed.extend(next.renewed.iter().map(|path| (path.clone(), moment)));
        self.state.unsaid = Some((changed, watch));
        Some(next)
    }

    /// A page is due or overdue by what day it is, and edited by what git knows.
    fn read_at_another_time(&mut self, shown: &Handbook) -> Option<Handbook> {
        let another_day =
            self.workshop.today(&shown.site).is_some_and(|today| today != shown.today);
        let another = another_day || self.workshop.has_another_past();
        if another { self.read(shown) } else { None }
    }

    fn read(&mut self, shown: &Handbook) -> Option<Handbook> {
        let read = if disk::is_folder(self.workshop.root()) {
            self.workshop.load()
        } else {
            Err(gone(&self.workshop))
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
            ReadTrouble { message: failure.message().to_owned(), help: failure.help().to_owned() };
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
        for letter in waiting.into_iter().chain(self.letters.try_iter()) {
            match letter {
                Letter::Told(Told::Changed(more)) => changed = changed.and(more),
                other => others.push_back(other),
            }
        }
        self.state.waiting = others;
        changed
    }
}

fn gone(workshop: &Workshop) -> Failure {
    let message = format!("`{}` is not there any more", workshop.root().display());
    Failure::usage(message, "it is shown again as soon as it is back")
}

fn unreadable(shown: &Handbook) -> Failure {
    let message = format!("nothing in `{}` can be read", shown.root.display());
    Failure::usage(message, "it is shown again as soon as its files can be opened")
}
