//! Who answers for a page. Whether they are still there is judged elsewhere.

use crate::diag::{Finding, catalogue};
use crate::site::meta::Ask;
use crate::site::people::{Lookup, People, Who};
use crate::site::{Page, Site};
use crate::yaml::Sourced;

/// Somebody who answers for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    id: String,
    name: String,
    who: Option<Who>,
}

impl Owner {
    /// The id in people.yaml; what is written where nobody is known by it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name for readers.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The person or team; none where the text stands as it is.
    pub fn who(&self) -> Option<&Who> {
        self.who.as_ref()
    }

    /// Somebody whom people.yaml does not know.
    pub(crate) fn as_written(text: &str) -> Self {
        Owner { id: text.to_owned(), name: text.trim_start_matches('@').to_owned(), who: None }
    }

    /// The owner that a name in people.yaml stands for; for a role, whoever has it.
    pub(crate) fn known(people: &People, who: Who) -> Self {
        let holder = if let Who::Role(role) = &who { people.holder(role) } else { None };
        let shown = holder.unwrap_or_else(|| who.clone());
        Owner { id: who.id().to_owned(), name: people.name_of(&shown).to_owned(), who: Some(shown) }
    }
}

/// The owners of a page, the accountable one first: those it names or its section's defaults name,
/// else those of CODEOWNERS.
pub fn of(site: &Site, page: &Page, findings: &mut Vec<Finding>) -> Vec<Owner> {
    let named: Vec<Owner> =
        page.meta().owners.iter().map(|owner| named(site.people(), owner, findings)).collect();
    if !named.is_empty() {
        return named;
    }
    site.code_owners()
        .of(page.source().path())
        .into_iter()
        .map(|handle| match site.people().find(handle.value()) {
            Lookup::Found(who) => Owner::known(site.people(), who),
            _ => Owner::as_written(handle.value()),
        })
        .collect()
}

fn named(people: &People, owner: &Sourced<String>, findings: &mut Vec<Finding>) -> Owner {
    let text = owner.value().trim();
    if people.is_empty() {
        return Owner::as_written(text);
    }
    match people.find(text) {
        Lookup::Found(who) => return Owner::known(people, who),
        Lookup::Several(several) => {
            findings.push(catalogue::keys::several_owners(
                owner.location().clone(),
                owner.key(),
                text,
                &ids(&several),
            ));
        }
        Lookup::Nobody { near } => {
            findings.push(catalogue::keys::unknown_owner(
                owner.location().clone(),
                owner.key(),
                text,
                near.as_deref(),
            ));
        }
    }
    Owner::as_written(text)
}

/// Names that could be meant, for a message.
fn ids(several: &[Who]) -> String {
    several.iter().map(|who| format!("`{}`", who.id())).collect::<Vec<_>>().join(", ")
}

/// Where readers ask about a page: what it says itself, else the channel or address of who answers
/// for it.
pub fn ask(site: &Site, page: &Page, owners: &[Owner]) -> Option<Ask> {
    let of = |owner: &Owner| place_of(site, owner.who()?);
    let written = page.meta().ask.first().map(|ask| ask.value().clone());
    let ask = |text: &str| Ask { text: text.to_owned(), link: None };
    written.or_else(|| owners.iter().find_map(of).map(ask))
}

/// Where somebody can be asked: a handle or channel, else an address for mail.
pub fn place_of<'s>(site: &'s Site, who: &Who) -> Option<&'s str> {
    match who {
        Who::Person(id) => {
            let person = site.people().person(id)?;
            person.slack.as_deref().or(person.email.as_deref())
        }
        Who::Team(id) => site.people().team(id)?.slack.as_deref(),
        Who::Role(_) => None,
    }
}
