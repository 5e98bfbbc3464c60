//! Where to ask about one page, and when an answer comes, for `handbook ask`.

use crate::day::{Hours, Moment, Wait, Zone};
use crate::govern::urgency::{Expectation, Policies, Policy};
use crate::resolve::Resolved;
use crate::site::people::{Lookup, People, Who};
use crate::site::urgency::Channel;
use crate::site::{PageId, Site};
use crate::yaml::Sourced;
use jiff::Timestamp;
use serde::Serialize;
use std::fmt;

/// What there is to say to somebody who asks about a page at some moment.
#[derive(Debug, Serialize)]
pub struct AskReply<'a> {
    page: &'a str,
    address: &'a str,
    title: &'a str,
    asked: Moment,
    zone: &'a str,
    /// A question about the page, or a mistake on it.
    question: Promised<'a>,
    /// What the page is about happens now; `None` where that is no more urgent than a question is.
    happening: Option<Promised<'a>>,
}

/// Where, and when.
#[derive(Debug, Serialize)]
struct Promised<'a> {
    level: Option<&'a str>,
    ask: Vec<AskPlace<'a>>,
    first_reply: Option<When<'a>>,
    answer: Option<When<'a>>,
    escalate: Vec<Next<'a>>,
}

#[derive(Debug, Serialize)]
struct AskPlace<'a> {
    name: &'a str,
    link: Option<&'a str>,
}

/// A promise, the moment at which it ends, and whose time it is counted in.
#[derive(Debug, Serialize)]
struct When<'a> {
    within: String,
    at: Option<Moment>,
    by: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Next<'a> {
    to: &'a str,
    after: String,
    at: Option<Moment>,
}

impl<'a> AskReply<'a> {
    /// Works it out for a question that is asked at a moment, by the clock of a zone.
    pub fn new(
        resolved: &'a Resolved<'a>,
        policies: &Policies<'a>,
        page: PageId,
        (asked, zone): (Moment, &'a Zone),
    ) -> Self {
        let site = resolved.site();
        let asking = Asking { site, policies, page, asked: asked.timestamp(), zone };
        let policy = policies.of(page);
        AskReply {
            page: site.page(page).source().path(),
            address: site.address(site.page(page)).as_str(),
            title: site.page(page).title(),
            question: asking.question(resolved),
            happening: policy.is_above_default().then(|| asking.happening(policy)),
            zone: zone.name(),
            asked,
        }
    }

    /// The same for machines.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// One question, as far as it is the same for all that is promised.
struct Asking<'p, 'a> {
    site: &'a Site,
    policies: &'p Policies<'a>,
    page: PageId,
    asked: Timestamp,
    zone: &'a Zone,
}

impl<'a> Asking<'_, 'a> {
    fn question(&self, resolved: &'a Resolved<'a>) -> Promised<'a> {
        let policy = self.policies.question(self.page);
        let channel = self.policies.channel(resolved, self.page).map(place);
        let written = resolved
            .ask(self.page)
            .map(|ask| AskPlace { name: &ask.text, link: ask.link.as_deref() });
        Promised {
            level: policy.level().map(|level| level.id.value().as_str()),
            ask: channel.or(written).into_iter().collect(),
            first_reply: None,
            answer: self
                .policies
                .answer(resolved, self.page)
                .map(|expectation| self.when(&expectation)),
            escalate: Vec::new(),
        }
    }

    fn happening(&self, policy: Policy<'a>) -> Promised<'a> {
        let channels =
            policy.channels().iter().filter_map(|name| self.site.urgency().channel(name.value()));
        let when =
            |wait: Option<&Sourced<Wait>>| Some(self.expected(*wait?.value(), policy.hours()));
        let next = policy.escalate().iter().map(|step| {
            let reached = self.expected(*step.after.value(), policy.hours());
            Next {
                to: holder(self.site.people(), step.to.value()),
                after: reached.within,
                at: reached.at,
            }
        });
        Promised {
            level: policy.level().map(|level| level.id.value().as_str()),
            ask: channels.map(place).collect(),
            first_reply: when(policy.first_reply_within()),
            answer: when(policy.answer_within()),
            escalate: next.collect(),
        }
    }

    fn expected(&self, wait: Wait, hours: Option<&Sourced<Hours>>) -> When<'a> {
        self.when(&self.policies.expectation(self.page, wait, hours))
    }

    fn when(&self, expectation: &Expectation) -> When<'a> {
        let people = self.site.people();
        let answer = expectation.roster.rota.answer(self.asked, expectation.count);
        let by = answer.as_ref().and_then(|answer| people.person(answer.by?));
        let at = answer.as_ref().map(|answer| Moment::new(answer.at, self.zone));
        When { within: expectation.wait.to_string(), at, by: by.map(|person| person.name.as_str()) }
    }
}

fn place(channel: &Channel) -> AskPlace<'_> {
    AskPlace { name: &channel.name, link: channel.link.as_deref() }
}

/// The name of whoever is asked next.
fn holder<'a>(people: &'a People, written: &'a str) -> &'a str {
    let id = match people.find(written) {
        Lookup::Found(Who::Role(role)) => people.holder(&role),
        Lookup::Found(who) => Some(who),
        _ => None,
    };
    match id {
        Some(Who::Person(id)) => {
            people.people().find(|(known, _)| *known == id).map(|(_, person)| person.name.as_str())
        }
        Some(Who::Team(id)) => people.team(&id).map(|team| team.name.as_str()),
        _ => None,
    }
    .unwrap_or(written)
}

impl fmt::Display for AskReply<'_> {
    /// What happens now comes first: nobody who needs it reads on.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}\n{}\n", self.title, self.page)?;
        line(formatter, "asked", &format!("{} ({})", self.asked.in_words(), self.zone))?;
        if let Some(happening) = &self.happening {
            writeln!(formatter, "\nhappening now: {}", happening.level.unwrap_or_default())?;
            happening.fmt(formatter)?;
            writeln!(formatter, "\na question, or a mistake on the page")?;
        }
        self.question.fmt(formatter)
    }
}

impl fmt::Display for Promised<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in &self.ask {
            let link = place.link.map(|link| format!("  {link}")).unwrap_or_default();
            line(formatter, "ask in", &format!("{}{link}", place.name))?;
        }
        if let Some(when) = &self.first_reply {
            line(formatter, "first reply", &when.to_string())?;
        }
        match &self.answer {
            Some(when) => line(formatter, "answered by", &when.to_string())?,
            None => {
                line(formatter, "answered", "nothing is promised: see `urgency` in handbook.yaml")?;
            }
        }
        for (index, next) in self.escalate.iter().enumerate() {
            let name = if index == 0 { "no answer?" } else { "" };
            let at = next.at.as_ref().map(|at| format!("{}: ", at.in_words())).unwrap_or_default();
            line(formatter, name, &format!("{at}{} (after {})", next.to, next.after))?;
        }
        Ok(())
    }
}

impl fmt::Display for When<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.at, self.by) {
            (Some(at), Some(by)) => write!(formatter, "{} ({}, {by})", at.in_words(), self.within),
            (Some(at), None) => write!(formatter, "{} ({})", at.in_words(), self.within),
            (None, _) => write!(
                formatter,
                "{} after it was asked; whose hours count is not known",
                self.within
            ),
        }
    }
}

fn line(formatter: &mut fmt::Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    writeln!(formatter, "{name:11}  {value}")
}
