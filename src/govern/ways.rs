//! How ways of working changed over time, from the versions of handbook.yaml in git.

use crate::config;
use crate::day::Day;
use crate::history::{History, ObjectId};
use crate::load::urgency::urgency;
use crate::site::Site;
use crate::source::Source;
use std::collections::BTreeMap;

/// So many versions of handbook.yaml are looked at, the latest ones.
const VERSIONS: usize = 200;

/// A kind of work that is done in another way from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayChange {
    /// When the change came into the history.
    pub day: Day,
    /// What is done.
    pub work: String,
    /// How it was done before; none where nobody had said.
    pub before: Option<String>,
    /// How it was done from then on.
    pub now: Option<String>,
}

/// All changes of the kinds of work that handbook.yaml names today, the latest first. What a
/// shallow clone begins with is no change.
pub fn ways_over_time(
    site: &Site,
    history: &History,
    texts: &mut dyn FnMut(&ObjectId) -> Option<String>,
) -> Vec<WayChange> {
    let ways = site.urgency().ways();
    let found = config::FILES.iter().find_map(|name| history.of(name).ok());
    let Some(file) = found.filter(|_| !ways.is_empty()) else { return Vec::new() };
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut changes = Vec::new();
    let mut is_first = !file.is_complete || file.versions.len() > VERSIONS;
    for version in file.versions.iter().take(VERSIONS).rev() {
        let day = version.commit.committed.day_in(&site.config().timezone);
        let text = version.change.after.and_then(|id| texts(&id));
        let (Some(day), Some(text)) = (day, text) else { continue };
        let then = ways_of(text);
        for way in ways {
            let key = way.work.value().to_lowercase();
            let (before, now) = (known.get(&key), then.get(&key));
            if let Some(now) = now.filter(|now| before != Some(now) && !is_first) {
                changes.push(WayChange {
                    day,
                    work: way.work.value().clone(),
                    before: before.cloned().flatten(),
                    now: now.clone(),
                });
            }
        }
        known.extend(then);
        is_first = false;
    }
    changes.reverse();
    changes
}

/// How each kind of work was done by a text of handbook.yaml, by its name in small letters.
fn ways_of(text: String) -> BTreeMap<String, Option<String>> {
    let (config, _) = config::read(&Source::new("handbook.yaml", text));
    let (urgency, _) = urgency(&config);
    let way = |way: &crate::site::urgency::WayOfWorking| {
        (way.work.value().to_lowercase(), way.now.clone())
    };
    urgency.ways().iter().map(way).collect()
}
