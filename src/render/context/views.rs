//! What views show: pages made from data, and the generated parts of home and section pages.

use super::facts::StepContext;
use super::glossary::GlossaryView;
use super::health::ReviewsView;
use super::parts::{DayText, LinkContext, LinkList, Pager, Rest, Text};
use super::people::{PeopleView, PersonView, TeamView};
use super::print::PrintView;
use super::week::{
    BrainstormsView, ChangeRow, ChangesView, DecisionsView, FollowUpsView, MeetingsView, WayRow,
};
use serde::Serialize;

/// The data of one view; its template is named as the variant in kebab case: `contents.html`,
/// `people.html` …
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View<'a> {
    /// `home.html`: the home page, with or without a text of its own.
    Home(HomeView<'a>),
    /// `glossary.html`: the company's terms.
    Glossary(GlossaryView<'a>),
    /// `print.html`: pages for paper.
    Print(PrintView<'a>),
    /// `section.html`: a section that nobody wrote a page for.
    Section(SectionView<'a>),
    /// `contents.html`: the whole tree.
    Contents(ContentsView<'a>),
    /// `tags.html`: all tags.
    Tags(TagsView<'a>),
    /// `tag.html`: the pages of one tag.
    Tag(TagView<'a>),
    /// `people.html`: people and teams.
    People(PeopleView<'a>),
    /// `person.html`: one person.
    Person(PersonView<'a>),
    /// `team.html`: one team.
    Team(TeamView<'a>),
    /// `urgency.html`: what is urgent.
    Urgency(UrgencyView<'a>),
    /// `level.html`: the pages of one level.
    Level(TagView<'a>),
    /// `ways-of-working.html`: what is done in writing and what live.
    Ways(WaysView<'a>),
    /// `reviews.html`: how it stands with reviews and owners.
    Reviews(ReviewsView<'a>),
    /// `follow-ups.html`: what is to be done.
    FollowUps(FollowUpsView<'a>),
    /// `meetings.html`: meetings to come, and what came of others.
    Meetings(MeetingsView<'a>),
    /// `decisions.html`: what was decided, and when it is looked at again.
    Decisions(DecisionsView<'a>),
    /// `brainstorms.html`: open questions, and what came of others.
    Brainstorms(BrainstormsView<'a>),
    /// `changes.html`: what changed, by week.
    Changes(ChangesView<'a>),
    /// `redirect.html`: an old address.
    Redirect(RedirectView<'a>),
}

/// A page or section with what helps to choose it: in cards and in lists.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Card<'a> {
    /// Title for navigation.
    pub title: Text<'a>,
    /// Where it leads.
    pub href: Text<'a>,
    /// One or two plain sentences.
    pub description: Option<Text<'a>>,
    /// Who answers.
    pub owner: Option<LinkContext<'a>>,
    /// Pages below it, for sections.
    pub count: Option<usize>,
    /// Titles of the sections above it, in lists that mix sections.
    pub place: Option<Text<'a>>,
    /// As in [`crate::render::context::PageContext::kind`].
    pub kind: Option<Text<'a>>,
    /// As in [`super::facts::StatusContext::state`].
    pub status: Option<Text<'a>>,
    /// As in [`ReviewContext::state`].
    pub review: Option<Text<'a>>,
    /// The name of the level, where it is above the default.
    pub urgency: Option<Text<'a>>,
}

/// Some cards, and a link to all of them when there are more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CardList<'a> {
    /// In the order of navigation.
    pub items: Vec<Card<'a>>,
    /// Set when more exist than shown.
    pub rest: Option<Rest<'a>>,
}

/// The home page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView<'a> {
    /// Whether the text is short enough (about 150 words) to stand before the sections.
    pub text_first: bool,
    /// The top sections with owner and size.
    pub sections: Vec<Card<'a>>,
    /// Pages at the top that are no sections.
    pub pages: CardList<'a>,
    /// Pages that the settings put first.
    pub pinned: Vec<Card<'a>>,
    /// What changed in the last seven days, each page once.
    pub changed: Vec<ChangeRow<'a>>,
    /// Where all changes are.
    pub all_changes: Option<Text<'a>>,
}

/// A generated section page; its cards are in [`crate::render::context::PageContext::children`].
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView<'a> {
    /// Where a page of its own would be written.
    pub create: Option<Text<'a>>,
}

/// The whole tree, at most 500 entries on one page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentsView<'a> {
    /// The top level; a page of the view that begins inside the tree repeats the titles above it.
    pub entries: Vec<TreeEntry<'a>>,
    /// Pages of the whole handbook.
    pub total: usize,
    /// Href of the whole handbook as one document.
    pub print: Option<Text<'a>>,
    /// Href of the file with all runbooks.
    pub runbooks: Option<Text<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

/// An entry of the tree.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TreeEntry<'a> {
    /// The page; `count` is set for sections.
    pub card: Card<'a>,
    /// The level below.
    pub children: Vec<TreeEntry<'a>>,
}

/// All tags.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagsView<'a> {
    /// Ordered by name.
    pub tags: Vec<TagRow<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

/// A tag in the list of tags.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagRow<'a> {
    /// The tag as it is written.
    pub title: Text<'a>,
    /// Its view.
    pub href: Text<'a>,
    /// Pages that have it.
    pub count: usize,
}

/// The pages of one tag.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagView<'a> {
    /// Ordered by title.
    pub pages: Vec<Card<'a>>,
    /// In all.
    pub total: usize,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

/// What is urgent: the levels, most urgent first, and the places to ask.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UrgencyView<'a> {
    /// 1 to 6: the headings of the levels.
    pub depth: u8,
    /// The levels.
    pub levels: Vec<LevelRow<'a>>,
    /// `more-urgent`, `less-urgent`: which one to take when two seem right.
    pub when_unsure: Option<Text<'a>>,
    /// Places to ask, in the order of the file.
    pub channels: Vec<ChannelRow<'a>>,
}

/// A level.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LevelRow<'a> {
    /// `critical`; the fragment of its heading on the view.
    pub id: Text<'a>,
    /// The name for readers.
    pub title: Text<'a>,
    /// Whether it is the level of whatever says nothing.
    pub default: bool,
    /// Whether it is more urgent than that.
    pub above: bool,
    /// What belongs to it.
    pub means: Option<Text<'a>>,
    /// What does not.
    pub not: Option<Text<'a>>,
    /// Cases.
    pub examples: Vec<Text<'a>>,
    /// Where to ask.
    pub channels: Vec<LinkContext<'a>>,
    /// When somebody says that they have seen it: "15 minutes".
    pub reply: Option<Text<'a>>,
    /// When there is an answer.
    pub answer: Option<Text<'a>>,
    /// When the promise holds; none for the working hours of whoever answers.
    pub hours: Option<Text<'a>>,
    /// Who is asked next.
    pub escalate: Vec<StepContext<'a>>,
    /// Pages that say that they have this level.
    pub pages: LinkList<'a>,
}

/// A place to ask.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChannelRow<'a> {
    /// Name and place.
    pub name: LinkContext<'a>,
    /// What it is for.
    pub purpose: Option<Text<'a>>,
    /// What it is not for.
    pub not_for: Option<Text<'a>>,
    /// When an answer comes there.
    pub answer: Option<Text<'a>>,
    /// When somebody is there; none for the working hours of whoever answers.
    pub hours: Option<Text<'a>>,
}

/// Ways of working, in the order of the file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WaysView<'a> {
    /// The day on which the view was made.
    pub as_of: DayText<'a>,
    /// Each kind of work.
    pub ways: Vec<WayRow<'a>>,
    /// What was done in another way before, the latest change first.
    pub history: Vec<WayChangeRow<'a>>,
}

/// A kind of work that is done in another way from a day on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WayChangeRow<'a> {
    /// From when on.
    pub day: DayText<'a>,
    /// What is done.
    pub work: Text<'a>,
    /// How it was done before.
    pub before: Option<Text<'a>>,
    /// How it was done from then on.
    pub now: Option<Text<'a>>,
}

/// An old address; the title of the output is the title of the target.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RedirectView<'a> {
    /// Where the page is now.
    pub href: Text<'a>,
}
