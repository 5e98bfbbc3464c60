//! Making the index from a handbook.

use crate::govern::Report;
use crate::govern::ownership::OwnerState;
use crate::govern::report::PageStatus;
use crate::govern::review::ReviewState;
use crate::resolve::Resolved;
use crate::search::classes::{self, Groups, Lengths};
use crate::search::engine::{self, SectionText, Stems, TermCount};
use crate::search::index::{Index, IndexedPage, Named, Section, TermClass};
use crate::search::synonyms::thesaurus::{self, SynonymGroup};
use crate::search::synonyms::vocabulary::Vocabulary;
use crate::search::synonyms::{abbreviations, expand};
use crate::search::{anchors, otherwise, shards, stop_words, text, words};
use crate::site::tree::{Node, NodeId};
use crate::site::{Page, Site, name};
use crate::theme::Words;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// Sections with a longer text are cut into pieces of about as many bytes.
const PIECE: usize = 5000;

impl Index {
    /// Reads all published pages, with what governance thinks of them.
    pub fn build(resolved: &Resolved<'_>, report: &Report, words: &Words) -> Index {
        let mut index = Index::default();
        let names = index.collect(resolved, &PageFacts { report, words });
        let home = resolved.site().tree().node(NodeId::HOME).page();
        index.ask = home.and_then(|home| resolved.ask(home)).map(|ask| ask.text.clone());
        let language = resolved.site().config().language();
        let small: BTreeSet<&str> = stop_words::of(language).collect();
        let unseen = index.unseen_texts(resolved, &small);
        let texts = index.sections.iter().zip(&names).enumerate();
        let texts = texts.map(|(number, (section, names))| SectionText {
            heading: names,
            body: &section.text,
            unseen: unseen.get(&number).map_or("", String::as_str),
        });
        let counts = engine::count(&texts.collect::<Vec<_>>());
        let lengths = Lengths::new(counts.lengths);
        let mut vocabulary = Vocabulary::new(&counts.terms, &small, Stems::of(language));
        let groups = index.synonyms(resolved.site(), &mut vocabulary);
        let stems = vocabulary.into_stems();
        let added = index.classify(counts.terms, &lengths, &groups, stems, language);
        index.share_headings(&names);
        index.expand(&groups, &names, &lengths, &added);
        index.endings = classes::endings(&index.classes);
        index.small.iter_mut().for_each(TermClass::keep_headings);
        index.classes.iter_mut().for_each(TermClass::keep_most);
        index.shards = shards::cut(&index.classes);
        index.show(resolved);
        index.otherwise = otherwise::otherwise(resolved, words, index.ask.as_deref());
        index
    }

    /// The thesaurus of the language, and what this handbook says itself, as far as it leads
    /// anywhere.
    fn synonyms(&self, site: &Site, vocabulary: &mut Vocabulary<'_>) -> Vec<SynonymGroup> {
        let config = site.config();
        let mut groups = thesaurus::groups(config.language(), vocabulary);
        groups.extend(config.synonyms.iter().filter_map(|line| thesaurus::parse(line, vocabulary)));
        let terms = site.glossary().synonyms();
        groups.extend(terms.filter_map(|line| thesaurus::parse(&line, vocabulary)));
        let texts = self.sections.iter().map(|section| section.text.as_str());
        groups.extend(abbreviations::groups(texts, vocabulary));
        groups
    }

    /// The tags of pages, and what links call them, by their first sections: they are found as if
    /// they stood in the text, and not shown there.
    fn unseen_texts(
        &self,
        resolved: &Resolved<'_>,
        small: &BTreeSet<&str>,
    ) -> BTreeMap<usize, String> {
        let anchors = anchors::texts(resolved, small);
        let order = resolved.site().tree().reading_order();
        let text = |(page, node): (&IndexedPage, &NodeId)| {
            let tags = page.tags.iter().map(|tag| tag.name.as_str());
            let texts = tags.chain(anchors.get(node).map(String::as_str)).collect::<Vec<_>>();
            (!texts.is_empty()).then(|| (page.first, texts.join("\n")))
        };
        self.pages.iter().zip(order).filter_map(text).collect()
    }

    /// Collects pages and sections; returns what is in the heading of each section, for a page all
    /// its titles in lines.
    fn collect(&mut self, resolved: &Resolved<'_>, known: &PageFacts<'_>) -> Vec<String> {
        let site = resolved.site();
        let order = site.tree().reading_order();
        let texts: Vec<Vec<String>> = order
            .par_iter()
            .map(|id| {
                let node = site.tree().node(*id);
                let described = || node.description().map(str::to_owned).into_iter().collect();
                node.page()
                    .map_or_else(described, |page| text::sections(site.page(page).document()))
            })
            .collect();
        let mut names = Vec::new();
        for (id, texts) in order.iter().copied().zip(texts) {
            let node = site.tree().node(id);
            let row = row(resolved, known, id, self.sections.len());
            self.add_sections(
                node.page().map(|page| site.page(page)),
                texts,
                &titles(site, node),
                &mut names,
            );
            self.pages.push(row);
        }
        names
    }

    fn add_sections(
        &mut self,
        page: Option<&Page>,
        texts: Vec<String>,
        titles: &str,
        names: &mut Vec<String>,
    ) {
        let number = self.pages.len();
        let mut texts = texts.into_iter();
        let lead = texts.next().unwrap_or_default();
        let lead = match page.and_then(|page| page.meta().description.as_ref()) {
            Some(description) => format!("{} {lead}", description.value()),
            None => lead,
        };
        let start = Section { page: number, ..Section::default() };
        for (piece, text) in pieces(&lead).into_iter().enumerate() {
            names.push(if piece == 0 { titles.to_owned() } else { String::new() });
            self.sections.push(Section {
                text: text.to_owned(),
                goes_on: piece > 0,
                ..start.clone()
            });
        }
        let headings = page.map_or(&[][..], |page| page.document().headings());
        for (heading, text) in headings.iter().zip(texts) {
            for (piece, text) in pieces(&text).into_iter().enumerate() {
                names.push(heading.text.clone());
                self.sections.push(Section {
                    page: number,
                    level: heading.level,
                    heading: one_line(&heading.text),
                    anchor: heading.id.clone(),
                    text: text.to_owned(),
                    goes_on: piece > 0,
                });
            }
        }
    }

    /// Puts the inflections of each word together and weighs them. Returns the words of synonyms
    /// that stand nowhere.
    fn classify(
        &mut self,
        terms: BTreeMap<String, Vec<TermCount>>,
        lengths: &Lengths,
        synonyms: &[SynonymGroup],
        mut stems: Stems,
        language: &str,
    ) -> BTreeSet<String> {
        let mut groups = Groups::default();
        let own_words = expand::own_words(synonyms);
        let mut stem = |form: &str, term: &str| {
            if own_words.contains(form) { form.to_owned() } else { stems.stem(term) }
        };
        for (term, postings) in terms {
            let form = words::fold(&term);
            let stem = stem(&form, &term);
            groups.add(form, stem, postings);
        }
        let mut added = BTreeSet::new();
        for form in expand::forms(synonyms) {
            if groups.add_word(form, stem(form, form)) {
                added.insert(form.to_owned());
            }
        }
        let total = self.sections.len();
        let mut all: Vec<TermClass> =
            groups.finish().into_par_iter().map(|group| group.weighed(total, lengths)).collect();
        all.sort_by(|left, right| left.forms.cmp(&right.forms));
        let small: BTreeSet<&str> = stop_words::of(language).collect();
        let is_small =
            |class: &TermClass| class.forms.iter().any(|form| small.contains(form.as_str()));
        (self.small, self.classes) = all.into_iter().partition(is_small);
        let forms = self.small.iter().flat_map(|class| class.forms.iter().map(String::as_str));
        self.small_words = small.iter().copied().chain(forms).map(str::to_owned).collect();
        for class in &mut self.small {
            class.rarity = class.rarity.min(classes::SMALL_RARITY);
        }
        let common: BTreeSet<&str> = stop_words::common(language).collect();
        let is_common =
            |class: &&mut TermClass| class.forms.iter().any(|form| common.contains(form.as_str()));
        for class in self.classes.iter_mut().filter(is_common) {
            class.rarity = class.rarity.min(classes::COMMON_RARITY);
        }
        added
    }

    /// What each word of a heading contributes to it: rare words more than common ones.
    fn share_headings(&mut self, names: &[String]) {
        let mut all: Vec<&mut TermClass> = self.classes.iter_mut().chain(&mut self.small).collect();
        let mut places: HashMap<String, usize, Xxh3DefaultBuilder> = HashMap::default();
        for (number, class) in all.iter().enumerate() {
            places.extend(class.forms.iter().map(|form| (form.clone(), number)));
        }
        for (section, names) in names.iter().enumerate() {
            let section = u32::try_from(section).unwrap_or(u32::MAX);
            for name in names.lines() {
                let mut found: Vec<usize> = Vec::new();
                words::all_terms(name, true, &mut |term| {
                    found.extend(places.get(&words::fold(term)));
                });
                found.sort_unstable();
                found.dedup();
                let rarity = |class: &usize| {
                    all.get(*class).map_or(0, |class| u32::from(class.rarity).max(1))
                };
                let sum: u32 = found.iter().map(rarity).sum();
                for place in found {
                    if let Some(class) = all.get_mut(place) {
                        class.share(section, sum);
                    }
                }
            }
        }
    }
}

/// A text in pieces that are not too long, cut at spaces; at least one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > PIECE * 3 / 2 {
        let end =
            rest.char_indices().map(|(at, _)| at).find(|at| *at >= PIECE).unwrap_or(rest.len());
        let (head, _) = rest.split_at(end);
        let cut = head.rfind(' ').filter(|at| *at > PIECE / 2).unwrap_or(end);
        let (piece, behind) = rest.split_at(cut);
        pieces.push(piece);
        rest = behind.trim_start();
    }
    pieces.push(rest);
    pieces
}

/// What a hit shows of a page or section.
fn row(resolved: &Resolved<'_>, known: &PageFacts<'_>, id: NodeId, first: usize) -> IndexedPage {
    let site = resolved.site();
    let node = site.tree().node(id);
    let page = node.page().map(|page| site.page(page));
    let owners = node.page().map_or(&[][..], |page| resolved.owners(page));
    let tags = page.map_or(&[][..], |page| &page.meta().tags).iter().map(|tag| tag.value().trim());
    let verdict = node.page().and_then(|page| known.report.of(page));
    let kind = page.map_or("page", |page| page.meta().kind().id());
    IndexedPage {
        address: node.address().as_str().to_owned(),
        path: page.map(|page| page.source().path().to_owned()),
        title: one_line(page.map_or(node.title(), Page::heading)),
        first,
        owners: owners.iter().map(|owner| named(owner.id(), owner.name())).collect(),
        section: top_section(site, id),
        kind: named(kind, known.word("types", kind)),
        tags: tags
            .filter(|tag| !tag.is_empty())
            .map(|tag| named(&tag.to_lowercase(), tag))
            .collect(),
        owner_state: verdict.map(|verdict| verdict.ownership.state.into()),
        review_state: verdict.map(|verdict| verdict.review.state.into()),
        states: verdict.map(|verdict| known.states(verdict)).unwrap_or_default(),
    }
}

fn named(id: &str, name: &str) -> Named {
    Named { id: id.to_owned(), name: one_line(name) }
}

/// The section right below the home page that a page is in, or is.
fn top_section(site: &Site, id: NodeId) -> Option<Named> {
    let mut line = site.tree().ancestors(id).into_iter().chain([id]);
    let top = line.nth(1).map(|top| site.tree().node(top)).filter(|top| top.is_section())?;
    Some(named(top.address().as_str().trim_end_matches('/'), top.title()))
}

/// What is known of pages but their text.
struct PageFacts<'k> {
    report: &'k Report,
    words: &'k Words,
}

impl<'k> PageFacts<'k> {
    /// What readers are told for an id; nothing where there is no word for it.
    fn word(&self, kind: &str, id: &str) -> &'k str {
        let key = format!("{kind}.{id}");
        self.words.find(&key).unwrap_or_default()
    }

    /// What is said of a page beside a hit, and can be filtered by: nothing of what nobody asked
    /// for.
    fn states(&self, verdict: &PageStatus) -> Vec<Named> {
        let (review, owner) = (verdict.review.state, verdict.ownership.state);
        let is_known = verdict.is_governed || review != ReviewState::NeverReviewed;
        let is_missed = match owner {
            OwnerState::Owned => false,
            OwnerState::Orphaned => true,
            OwnerState::Unowned => verdict.is_governed && !verdict.is_exempt_by_nature(),
        };
        let states: [Option<&'static str>; 2] =
            [is_known.then(|| review.into()), is_missed.then(|| owner.into())];
        states.into_iter().flatten().map(|state| named(state, self.word("state", state))).collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the file or folder is called, where its words are a name: `sick_leave.md`.
fn file_name(node: &Node) -> Option<String> {
    let last = node.stem().rsplit('/').next()?;
    let is_name = last.chars().any(char::is_alphabetic) && last.contains(['-', '_', ' ']);
    is_name.then(|| name::title(last))
}

/// All that a page is called, one name in a line.
fn titles(site: &Site, node: &Node) -> String {
    let page = node.page().map(|page| site.page(page));
    let also = page.into_iter().flat_map(|page| &page.meta().also);
    let file_name = file_name(node);
    let all = page
        .map(Page::heading)
        .into_iter()
        .chain(page.map(Page::title))
        .chain([node.title()])
        .chain(file_name.as_deref())
        .chain(also.map(|name| name.value().as_str()));
    let mut titles: Vec<String> = Vec::new();
    for title in all.map(one_line) {
        if !titles.iter().any(|known| known.to_lowercase() == title.to_lowercase()) {
            titles.push(title);
        }
    }
    titles.join("\n")
}
