//! The parts of a record by the names of their headings, in any of the usual spellings.

use super::is_record;
use crate::day::Day;
use crate::site::Page;
use crate::site::document::{Heading, TaskLine};

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordPart {
    /// What is to be talked about, and what to read before.
    Agenda,
    /// What was said.
    Notes,
    /// What came of it.
    Takeaways,
    /// What was decided.
    Decisions,
    /// What is to be done.
    FollowUps,
    /// What became of a brainstorm.
    Outcome,
    /// What somebody found who tried a runbook, or looked back at an incident.
    Review,
}

use RecordPart::{Agenda, Decisions, FollowUps, Notes, Outcome, Review, Takeaways};

/// The names in the languages that the site speaks, folded; words of one name stand in the list
/// without a blank.
const NAMES: [(RecordPart, &str); 7] = [
    (
        Agenda,
        "agenda topics prenotes preread prereads prereading beforethemeeting preparation \
         todiscuss discussiontopics questions tagesordnung themen vorbereitung ordredujour \
         sujets ordendeldía temas ordinedelgiorno argomenti ordemdodia pauta agendapunten \
         onderwerpen dagordning dagsorden porządekobrad tematy 議題 アジェンダ 안건 의제 议程 \
         جدولالأعمال",
    ),
    (
        Notes,
        "notes minutes discussion meetingnotes protocol whatwetalkedabout notizen protokoll \
         besprechung diskussion compterendu discussions notas acta notules notulen \
         aantekeningen anteckningar notatki 議事録 メモ 회의록 会议记录 ملاحظات",
    ),
    (
        Takeaways,
        "takeaways keytakeaways summary tldr highlights conclusions conclusion results \
         keypoints whatwelearned whatcameofit ergebnisse ergebnis zusammenfassung fazit \
         erkenntnisse résumé enbref pointsclés resumen conclusiones puntosclave riepilogo \
         conclusioni resumo conclusões samenvatting conclusies sammanfattning slutsatser \
         podsumowanie wnioski まとめ 要点 요약 总结 结论 الخلاصة",
    ),
    (
        Decisions,
        "decisions decision decisionsmade whatwedecided decided beschlüsse beschluss \
         entscheidungen entscheidung décisions décision decisiones decisión decisioni \
         decisione decisões decisão besluiten besluit beslut decyzje decyzja 決定事項 決定 결정 \
         결정사항 决定 决策 القرارات",
    ),
    (
        FollowUps,
        "followups followup actionitems actions actionpoints nextsteps todo todos tasks aps \
         ais openitems nextactions aufgaben maßnahmen nächsteschritte offenepunkte \
         actionsàmener àfaire tâches prochainesétapes suivi tareas accionespendientes \
         acciones próximospasos pendientes attività azioni prossimipassi dafare tarefas \
         ações próximospassos pendências actiepunten acties vervolgacties taken uppgifter \
         åtgärder nästasteg zadania kolejnekroki dozrobienia アクションアイテム 宿題 タスク 할일 실행항목 待办 \
         待办事项 行动项 المهام",
    ),
    (
        Outcome,
        "outcome outcomes whatcameofit result howitended ergebnis ergebnisse résultat \
         résultats resultado resultados esito risultato uitkomst resultaat resultat utfall \
         wynik 結果 결과 结果 النتيجة",
    ),
    (
        Review,
        "review reviews reviewnotes runbookreview postincidentreview incidentreview \
         postmortem postmortems drill drills gameday exercise exercises lessonslearned \
         retrospective retro aftertheincident afteractionreview überprüfung nachbereitung \
         übung revue exercice revisión simulacro revisione esercitazione revisão simulado \
         evaluatie oefening genomgång övning przegląd ćwiczenia 振り返り 訓練 회고 훈련 复盘 演练 مراجعة",
    ),
];

/// Words and marks between the names of two parts in one heading, or behind a name.
const BETWEEN: [&str; 20] = [
    " and ", " und ", " et ", " y ", " e ", " en ", " och ", " i ", "&", "+", "/", "(", ")", ":",
    "|", " - ", "–", "—", ",", "・",
];

/// Letters only, in lower case and without the name of a month: `Follow-ups:` is `followups`, and
/// `Review 20 Nov 2026` is `review`.
fn folded(heading: &str) -> String {
    let has_number = heading.contains(|c: char| c.is_ascii_digit());
    let is_month = |word: &&str| has_number && Day::parse(&format!("1 {word} 2000")).is_ok();
    let words = heading.split_whitespace().filter(|word| !is_month(word));
    let letters = words.flat_map(str::chars).filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a heading begins this part: by its whole text, or in a record by one of the names in it,
/// as in "Decisions and next steps". Elsewhere "Lists and tasks" is a heading like any other.
fn is_of(page: &Page, heading: &Heading, part: RecordPart) -> bool {
    let text = &heading.text;
    let has_more = || is_record(page) && BETWEEN.iter().any(|mark| text.contains(mark));
    is_named(text, part)
        || has_more() && {
            let text = BETWEEN.iter().fold(text.clone(), |text, mark| text.replace(mark, "\n"));
            text.split('\n').any(|piece| is_named(piece, part))
        }
}

fn is_named(text: &str, part: RecordPart) -> bool {
    let name = folded(text);
    let mut known = NAMES.iter().filter(|(of, _)| *of == part);
    !name.is_empty() && known.any(|(_, names)| names.split_whitespace().any(|known| known == name))
}

/// The day that a heading names: `Review 2026-11-20`, `20 November 2026: drill`.
fn day_in(heading: &Heading) -> Option<Day> {
    let words: Vec<&str> = heading.text.split([' ', '(', ')', ':', ',']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let windows = (1..=3).rev().flat_map(|count| words.windows(count));
    windows.map(|window| window.join(" ")).find_map(|text| Day::parse(&text).ok())
}

/// The day that the headings above a task name.
pub fn day_above(page: &Page, task: &TaskLine) -> Option<Day> {
    above(page, task).find_map(day_in)
}

/// Whether a task stands in this part, perhaps below a heading inside it.
pub fn is_in(page: &Page, task: &TaskLine, part: RecordPart) -> bool {
    above(page, task).any(|heading| is_of(page, heading, part))
}

/// The heading in front of a task, and those around it, from the innermost.
pub fn above<'p>(page: &'p Page, task: &TaskLine) -> impl Iterator<Item = &'p Heading> {
    let before = task.heading.map_or(0, |last| last + 1);
    let headings = page.document().headings().get(..before).unwrap_or_default();
    let mut level = u8::MAX;
    headings.iter().rev().filter(move |heading| {
        let is_above = heading.level < level;
        level = level.min(heading.level);
        is_above
    })
}

/// Whether a part of the page is there, and has a text.
pub fn has(page: &Page, part: RecordPart) -> bool {
    let headings = page.document().headings();
    let found = headings.iter().enumerate().filter(|(_, heading)| is_of(page, heading, part));
    found.into_iter().any(|(place, _)| !is_empty(page, headings, place))
}

/// Whether nothing stands below a heading but comments, marks and headings of its own.
fn is_empty(page: &Page, headings: &[Heading], place: usize) -> bool {
    let Some(heading) = headings.get(place) else { return true };
    let behind = headings.get(place + 1..).unwrap_or_default();
    let next = behind.iter().find(|next| next.level <= heading.level);
    let span = |heading: &Heading| {
        heading.place.span().filter(|_| heading.place.path() == page.source().path())
    };
    // A heading of an included text: what stands below it is not looked at.
    let Some(start) = span(heading).map(|span| span.end) else { return false };
    let end = next.and_then(span).map_or(page.source().text().len(), |span| span.start);
    let text = page.source().text().get(start..end).unwrap_or_default();
    let inner: Vec<&str> = behind.iter().map(|heading| heading.text.as_str()).collect();
    !without_comments(text).lines().any(|line| {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        !line.is_empty() && !inner.contains(&line) && !is_placeholder(line)
    })
}

/// What templates leave where something is to be written.
fn is_placeholder(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "tbd" | "todo" | "tba" | "to be added" | "x" | "n/a")
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or("", |(_, rest)| rest))
}
