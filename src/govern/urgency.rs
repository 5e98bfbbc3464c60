//! Urgency policies: what holds for each page, whom a question about it reaches, and promises that
//! cannot be kept.

use crate::day::{Day, Hours, Wait};
use crate::govern::answer::WaitCount;
use crate::govern::coverage::{self, Gap};
use crate::govern::rota::Rota;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::people::Who;
use crate::site::urgency::{Channel, Level, PageUrgency, Promise, Step};
use crate::site::{PageId, Site};
use crate::yaml::Sourced;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The policies of all pages.
pub struct Policies<'a> {
    site: &'a Site,
    today: Day,
    /// By page: what it says, and whom a question reaches.
    pages: Vec<(Policy<'a>, Vec<Who>)>,
    rotas: BTreeMap<Vec<Who>, Arc<Roster>>,
}

/// What holds for one page: its level, refined by what it says itself.
#[derive(Clone, Copy)]
pub struct Policy<'a> {
    level: Option<(usize, &'a Level)>,
    default: Option<usize>,
    own: Option<&'a Sourced<PageUrgency>>,
}

/// A promise with whoever keeps it: enough to say when an answer comes.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// What is promised.
    pub wait: Wait,
    /// How it is counted.
    pub count: WaitCount,
    /// Whose time counts.
    pub roster: Arc<Roster>,
}

/// Whose time counts, and the same as the page's script reads it. Many pages share one.
#[derive(Debug, Default, PartialEq)]
pub struct Roster {
    /// Whose time counts.
    pub rota: Rota,
    text: String,
}

impl Roster {
    fn new(rota: Rota) -> Arc<Self> {
        Arc::new(Roster { text: rota.text(), rota })
    }
}

impl<'a> Policy<'a> {
    /// The level; none where handbook.yaml has no levels.
    pub fn level(&self) -> Option<&'a Level> {
        self.level.map(|(_, level)| level)
    }

    /// Where the page, or the defaults of its section or type, say what holds.
    pub fn said(&self) -> Option<&'a Sourced<PageUrgency>> {
        self.own
    }

    /// Whether the matter of the page is more urgent than whatever says nothing.
    pub fn is_above_default(&self) -> bool {
        self.level.zip(self.default).is_some_and(|((index, _), default)| index < default)
    }

    /// Where to ask, the best place first.
    pub fn channels(&self) -> &'a [Sourced<String>] {
        let own = self.own.map_or(&[][..], |own| &own.value().promise.channels);
        if own.is_empty() { self.level().map_or(&[], |level| &level.promise.channels) } else { own }
    }

    /// When somebody says that they have seen it.
    pub fn first_reply_within(&self) -> Option<&'a Sourced<Wait>> {
        self.pick(|promise| promise.first_reply_within.as_ref())
    }

    /// When there is an answer.
    pub fn answer_within(&self) -> Option<&'a Sourced<Wait>> {
        self.pick(|promise| promise.answer_within.as_ref())
    }

    /// The promise's own hours.
    pub fn hours(&self) -> Option<&'a Sourced<Hours>> {
        self.pick(|promise| promise.hours.as_ref())
    }

    /// Whether the promise holds at any hour.
    pub fn is_always(&self) -> bool {
        self.hours().is_some_and(|hours| hours.value().is_always())
    }

    /// Who is asked next.
    pub fn escalate(&self) -> &'a [Step] {
        let own = self.own.map_or(&[][..], |own| &own.value().promise.escalate);
        if own.is_empty() { self.level().map_or(&[], |level| &level.promise.escalate) } else { own }
    }

    /// What the page says, else what its level says.
    fn pick<T>(&self, of: impl Fn(&'a Promise) -> Option<&'a T>) -> Option<&'a T> {
        let own = self.own.and_then(|own| of(&own.value().promise));
        own.or_else(|| of(&self.level()?.promise))
    }
}

impl<'a> Policies<'a> {
    /// Works out what holds for every page on a day.
    pub fn new(resolved: &Resolved<'a>, today: Day) -> Self {
        let site = resolved.site();
        let urgency = site.urgency();
        let policy = |id: PageId| {
            let own = site.page(id).meta().urgency.as_ref();
            let named = own
                .and_then(|own| own.value().level.as_ref())
                .and_then(|level| urgency.level(level.value()));
            let default =
                urgency.default.and_then(|index| Some((index, urgency.levels().get(index)?)));
            Policy { level: named.or(default), default: urgency.default, own }
        };
        let ids: Vec<PageId> = site.page_ids().collect();
        let pages: Vec<(Policy<'a>, Vec<Who>)> =
            ids.into_par_iter().map(|id| (policy(id), reached(resolved, id))).collect();
        let mut rotas = BTreeMap::from([(Vec::new(), Roster::new(company(site)))]);
        for (_, whos) in &pages {
            if !rotas.contains_key(whos) {
                rotas.insert(whos.clone(), Roster::new(Rota::of(site, whos, today)));
            }
        }
        Policies { site, today, pages, rotas }
    }

    /// The day on which this holds.
    pub fn today(&self) -> Day {
        self.today
    }

    /// What holds for the matter of a page.
    pub fn of(&self, page: PageId) -> Policy<'a> {
        self.pages
            .get(page.index())
            .map_or(Policy { level: None, default: None, own: None }, |(policy, _)| *policy)
    }

    /// What holds for a question about a page, or a mistake on it: its own policy, unless its
    /// matter is more urgent than a question is.
    pub fn question(&self, page: PageId) -> Policy<'a> {
        let policy = self.of(page);
        if !policy.is_above_default() {
            return policy;
        }
        let default = policy
            .default
            .and_then(|index| Some((index, self.site.urgency().levels().get(index)?)));
        Policy { level: default, own: None, ..policy }
    }

    /// The channel in which readers ask about a page: the one that its `ask` names, or, where it
    /// names none, the policy's first.
    pub fn channel(&self, resolved: &Resolved<'_>, page: PageId) -> Option<&'a Channel> {
        let urgency = self.site.urgency();
        match resolved.ask(page) {
            Some(ask) if ask.link.is_none() => urgency.channel(&ask.text),
            Some(_) => None,
            None => {
                self.question(page).channels().iter().find_map(|name| urgency.channel(name.value()))
            }
        }
    }

    /// When a question about a page is answered; none where nothing is promised.
    pub fn answer(&self, resolved: &Resolved<'_>, page: PageId) -> Option<Expectation> {
        let policy = self.question(page);
        let channel = self.channel(resolved, page);
        match policy.answer_within() {
            Some(wait) => Some(self.expectation(page, *wait.value(), policy.hours())),
            None => {
                let channel = channel?;
                Some(self.expectation(
                    page,
                    *channel.answer_within.as_ref()?.value(),
                    channel.hours.as_ref(),
                ))
            }
        }
    }

    /// A promise of a page with whoever keeps it.
    pub fn expectation(
        &self,
        page: PageId,
        wait: Wait,
        hours: Option<&Sourced<Hours>>,
    ) -> Expectation {
        let whos = self.pages.get(page.index()).map_or(&[][..], |(_, whos)| whos);
        self.expectation_of(whos, wait, hours)
    }

    /// A promise of some people and teams.
    pub fn expectation_of(
        &self,
        whos: &[Who],
        wait: Wait,
        hours: Option<&Sourced<Hours>>,
    ) -> Expectation {
        let hours = hours.map(Sourced::value);
        let always = hours.is_some_and(Hours::is_always);
        let own = hours
            .filter(|_| !always)
            .map(|hours| Rota::of_hours(hours, &self.site.config().timezone));
        let theirs = || match self.rotas.get(whos) {
            Some(roster) => Arc::clone(roster),
            None => Roster::new(Rota::of(self.site, whos, self.today)),
        };
        let roster = own.map_or_else(theirs, Roster::new);
        Expectation { wait, count: WaitCount::new(wait, always), roster }
    }

    /// The published pages that say of themselves that they have a level, by its place, in the
    /// order of their paths.
    pub fn pages_of(&self, level: usize) -> impl Iterator<Item = PageId> + '_ {
        let says = move |id: &PageId| {
            let policy = self.of(*id);
            policy.own.is_some() && policy.level.is_some_and(|(index, _)| index == level)
        };
        self.site.page_ids().filter(|id| self.site.is_published(*id)).filter(says)
    }
}

impl Expectation {
    /// What the page's script needs to say when; none where nobody's time is known.
    pub fn data(&self) -> Option<String> {
        match self.count {
            WaitCount::Clock(_) => Some(self.count.text()),
            _ => (!self.roster.rota.is_empty())
                .then(|| format!("{} {}", self.count.text(), self.roster.text)),
        }
    }
}

/// The company's own hours, for questions that reach nobody whom people.yaml knows.
fn company(site: &Site) -> Rota {
    let hours = site.urgency().working_hours.as_ref();
    hours.map(|hours| Rota::of_hours(hours.value(), &site.config().timezone)).unwrap_or_default()
}

/// Whom a question about a page reaches: whoever its place to ask belongs to, else its owners.
fn reached(resolved: &Resolved<'_>, page: PageId) -> Vec<Who> {
    let asked = resolved.ask(page).and_then(|ask| resolved.site().people().found(&ask.text));
    match asked {
        Some(who) => vec![who],
        None => resolved.owners(page).iter().filter_map(Owner::who).cloned().collect(),
    }
}

/// A promise that cannot be kept.
pub enum UrgencyConflict<'a> {
    /// No channel of a level answers in time; the quickest of them, and what it promises.
    LateChannels {
        /// What is promised.
        promised: &'a Sourced<Wait>,
        /// The quickest channel.
        quickest: &'a Channel,
        /// What that promises.
        within: Wait,
        /// Whether only its hours are too few.
        hours: bool,
    },
    /// The first step of an escalation comes after the promise is broken.
    LateEscalation {
        /// When it comes.
        after: &'a Sourced<Wait>,
        /// What is promised.
        promised: Wait,
    },
    /// A step that comes before the one in front of it.
    Disorder {
        /// When it comes.
        after: &'a Sourced<Wait>,
        /// When the one in front comes.
        before: Wait,
    },
    /// Nobody is there for a part of the week, and the promise holds at any hour.
    Gap {
        /// What the page says.
        said: &'a Sourced<PageUrgency>,
        /// The level.
        level: &'a Level,
        /// The longest time without anybody.
        gap: Gap,
    },
    /// A page above the default level that has no owner.
    Unowned {
        /// What the page says.
        said: &'a Sourced<PageUrgency>,
        /// The level.
        level: &'a Level,
    },
}

impl<'a> Policies<'a> {
    /// All promises that cannot be kept: of levels first, then of pages.
    pub fn conflicts(&self, resolved: &Resolved<'_>) -> Vec<UrgencyConflict<'a>> {
        let levels = self.site.urgency().levels().iter().enumerate();
        let levels = levels.map(|(index, level)| Policy {
            level: Some((index, level)),
            default: None,
            own: None,
        });
        let mut found: Vec<UrgencyConflict<'a>> =
            levels.flat_map(|policy| self.of_promise(policy)).collect();
        let mut gaps: BTreeMap<Vec<Who>, Option<Gap>> = BTreeMap::new();
        for (id, (policy, _)) in
            self.site.page_ids().zip(&self.pages).filter(|(id, _)| self.site.is_published(*id))
        {
            let Some((said, level)) = policy.own.zip(policy.level()) else {
                continue;
            };
            if !said.value().promise.is_empty() {
                found.extend(self.of_promise(*policy));
            }
            if policy.is_above_default() && resolved.owners(id).is_empty() {
                found.push(UrgencyConflict::Unowned { said, level });
            }
            if policy.is_always() {
                let keepers = self.keepers(resolved, id, *policy);
                let gap = gaps.entry(keepers).or_insert_with_key(|keepers| self.gap(keepers));
                found.extend(gap.clone().map(|gap| UrgencyConflict::Gap { said, level, gap }));
            }
        }
        found
    }

    /// Channels that are too slow, and escalations.
    fn of_promise(&self, policy: Policy<'a>) -> Vec<UrgencyConflict<'a>> {
        let promised = policy.answer_within().or(policy.first_reply_within());
        let late = promised.and_then(|promised| self.late_channels(policy, promised));
        let steps = policy.escalate();
        let first = steps.first().map(|step| &step.after);
        let slow = first
            .zip(promised)
            .filter(|(after, promised)| self.is_later(*after.value(), *promised.value()));
        let slow = slow.map(|(after, promised)| UrgencyConflict::LateEscalation {
            after,
            promised: *promised.value(),
        });
        let pairs = steps
            .iter()
            .zip(steps.iter().skip(1))
            .map(|(one, next)| (*one.after.value(), &next.after));
        let disorder = pairs.filter(|(before, after)| !self.is_later(*after.value(), *before));
        let disorder = disorder.map(|(before, after)| UrgencyConflict::Disorder { after, before });
        late.into_iter().chain(slow).chain(disorder).collect()
    }

    /// The quickest channel, where even that is too slow. One that promises nothing may be in time.
    fn late_channels(
        &self,
        policy: Policy<'a>,
        promised: &'a Sourced<Wait>,
    ) -> Option<UrgencyConflict<'a>> {
        let channels =
            policy.channels().iter().filter_map(|name| self.site.urgency().channel(name.value()));
        let waits =
            channels.map(|channel| Some((channel, *channel.answer_within.as_ref()?.value())));
        let waits: Vec<(&Channel, Wait)> = waits.collect::<Option<_>>()?;
        let needs_always = policy.is_always() && !promised.value().is_working();
        let misses = |channel: &Channel, wait: Wait| {
            let always = channel.hours.as_ref().is_some_and(|hours| hours.value().is_always());
            (self.is_later(wait, *promised.value()), needs_always && (!always || wait.is_working()))
        };
        let quickest = waits.iter().min_by_key(|(_, wait)| self.minutes(*wait))?;
        let all_miss = waits.iter().all(|(channel, wait)| misses(channel, *wait) != (false, false));
        let (channel, within) = *quickest;
        let hours = !misses(channel, within).0;
        all_miss.then_some(UrgencyConflict::LateChannels {
            promised,
            quickest: channel,
            within,
            hours,
        })
    }

    fn is_later(&self, one: Wait, other: Wait) -> bool {
        self.minutes(one) > self.minutes(other)
    }

    /// A wait in minutes, to compare it with others: a working day has the hours of the company's
    /// longest, else eight.
    fn minutes(&self, wait: Wait) -> u32 {
        let hours = self.site.urgency().working_hours.as_ref().map(Sourced::value);
        let of_day = |day: usize| {
            hours.map_or(0, |hours| hours.of(day).iter().map(|turn| turn.to - turn.from).sum())
        };
        let longest: u16 = (0..7).map(of_day).max().unwrap_or_default();
        wait.minutes(if longest == 0 { 480 } else { u32::from(longest) })
    }

    /// Who keeps a promise: the owners, and whoever is asked next while it is not broken yet.
    fn keepers(&self, resolved: &Resolved<'_>, page: PageId, policy: Policy<'a>) -> Vec<Who> {
        let owners = resolved.owners(page).iter().filter_map(Owner::who).cloned();
        let promised =
            policy.answer_within().or(policy.first_reply_within()).map(|wait| *wait.value());
        let in_time = |step: &&Step| {
            promised.is_none_or(|promised| !self.is_later(*step.after.value(), promised))
        };
        let next = policy.escalate().iter().filter(in_time);
        owners.chain(next.filter_map(|step| self.site.people().found(step.to.value()))).collect()
    }

    fn gap(&self, keepers: &[Who]) -> Option<Gap> {
        coverage::gap(self.site, keepers, self.today)
    }
}
