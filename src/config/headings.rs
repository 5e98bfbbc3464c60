//! The parts of a record by the names of their headings: the company's own, else any of the usual
//! spellings.

use crate::day::Day;
use strum::{EnumIter, IntoStaticStr};

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum RecordPart {
    /// What a brainstorm asks, and what is known of it.
    Question,
    /// What is to be talked about, and what to read before.
    Agenda,
    /// What was said.
    Notes,
    /// What people answer to a brainstorm.
    Contributions,
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

/// The names in the languages that the site speaks, folded; words of one name stand in the list
/// without a blank.
const USUAL: [(RecordPart, &str); 9] = [
    (
        RecordPart::Question,
        "question thequestion background context why whyweask whatweknow whatisknown introduction \
         intro about scope constraints rules groundrules howitworks howtoanswer \
         howtocontribute howtotakepart hintergrund kontext frage worumesgeht einleitung regeln \
         contexte laquestion règles contexto pregunta reglas contesto domanda regole pergunta \
         regras achtergrond vraag regels bakgrund fråga regler tło kontekst pytanie zasady 背景 \
         質問 问题 배경 질문 الخلفية السؤال",
    ),
    (
        RecordPart::Contributions,
        "answers responses replies contributions ideas yourideas suggestions proposals thoughts \
         voices input comments antworten beiträge ideen vorschläge réponses \
         contributionsdechacun idées propositions respuestas contribuciones respostas \
         contribuições risposte antwoorden svar odpowiedzi",
    ),
    (
        RecordPart::Agenda,
        "agenda topics prenotes preread prereads prereading beforethemeeting preparation \
         todiscuss discussiontopics questions tagesordnung themen vorbereitung ordredujour \
         sujets ordendeldía temas ordinedelgiorno argomenti ordemdodia pauta agendapunten \
         onderwerpen dagordning dagsorden porządekobrad tematy 議題 アジェンダ 안건 의제 议程 \
         جدولالأعمال",
    ),
    (
        RecordPart::Notes,
        "notes minutes discussion meetingnotes protocol whatwetalkedabout notizen protokoll \
         besprechung diskussion compterendu discussions notas acta notules notulen \
         aantekeningen anteckningar notatki 議事録 メモ 회의록 会议记录 ملاحظات",
    ),
    (
        RecordPart::Takeaways,
        "takeaways keytakeaways summary tldr highlights conclusions conclusion results \
         keypoints whatwelearned whatcameofit ergebnisse ergebnis zusammenfassung fazit \
         erkenntnisse résumé enbref pointsclés resumen conclusiones puntosclave riepilogo \
         conclusioni resumo conclusões samenvatting conclusies sammanfattning slutsatser \
         podsumowanie wnioski まとめ 要点 요약 总结 结论 الخلاصة",
    ),
    (
        RecordPart::Decisions,
        "decisions decision decisionsmade whatwedecided decided beschlüsse beschluss \
         entscheidungen entscheidung décisions décision decisiones decisión decisioni \
         decisione decisões decisão besluiten besluit beslut decyzje decyzja 決定事項 決定 결정 \
         결정사항 决定 决策 القرارات",
    ),
    (
        RecordPart::FollowUps,
        "followups followup actionitems actions actionpoints nextsteps todo todos tasks aps \
         ais openitems nextactions aufgaben maßnahmen nächsteschritte offenepunkte \
         actionsàmener àfaire tâches prochainesétapes suivi tareas accionespendientes \
         acciones próximospasos pendientes attività azioni prossimipassi dafare tarefas \
         ações próximospassos pendências actiepunten acties vervolgacties taken uppgifter \
         åtgärder nästasteg zadania kolejnekroki dozrobienia アクションアイテム 宿題 タスク 할일 실행항목 待办 \
         待办事项 行动项 المهام",
    ),
    (
        RecordPart::Outcome,
        "outcome outcomes whatcameofit result howitended ergebnis ergebnisse résultat \
         résultats resultado resultados esito risultato uitkomst resultaat resultat utfall \
         wynik 結果 결과 结果 النتيجة",
    ),
    (
        RecordPart::Review,
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

/// The names that a company gives the parts of its records, beside the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadingNames {
    own: Vec<(RecordPart, String)>,
}

impl HeadingNames {
    /// Takes the names of each part as they are written.
    pub fn new(names: impl IntoIterator<Item = (RecordPart, Vec<String>)>) -> Self {
        let folded = |(part, names): (RecordPart, Vec<String>)| {
            names.into_iter().map(move |name| (part, folded(&name)))
        };
        let own = names.into_iter().flat_map(folded).filter(|(_, name)| !name.is_empty());
        HeadingNames { own: own.collect() }
    }

    /// Whether a text is a name of this part. What the company calls so is nothing else.
    pub fn is(&self, text: &str, part: RecordPart) -> bool {
        let name = folded(text);
        let mut own = self.own.iter().filter(|(_, own)| *own == name).peekable();
        if own.peek().is_some() {
            return own.any(|(of, _)| *of == part);
        }
        let mut known = USUAL.iter().filter(|(of, _)| *of == part);
        !name.is_empty()
            && known.any(|(_, names)| names.split_whitespace().any(|known| known == name))
    }

    /// Whether a text has the name of this part among others, as in "Decisions and next steps".
    pub fn is_among(&self, text: &str, part: RecordPart) -> bool {
        self.is(text, part) || pieces(text).iter().any(|piece| self.is(piece, part))
    }

    /// Whether a text is made of names of these parts, and of nothing else.
    pub fn is_made_of(&self, text: &str, parts: &[RecordPart]) -> bool {
        let is_one = |text: &str| parts.iter().any(|part| self.is(text, *part));
        let pieces = pieces(text);
        is_one(text) || !pieces.is_empty() && pieces.iter().all(|piece| is_one(piece))
    }
}

/// What stands between the words and marks that join names.
fn pieces(text: &str) -> Vec<String> {
    let text = BETWEEN.iter().fold(text.to_owned(), |text, mark| text.replace(mark, "\n"));
    text.split('\n').filter(|piece| !piece.trim().is_empty()).map(str::to_owned).collect()
}

/// Letters only, in lower case and without the name of a month: `Follow-ups:` is `followups`, and
/// `Review 20 Nov 2026` is `review`.
fn folded(heading: &str) -> String {
    let has_number = heading.contains(|c: char| c.is_ascii_digit());
    let is_month = |word: &&str| has_number && Day::parse(&format!("1 {word} 2000")).is_ok();
    let words = heading.split_whitespace().filter(|word| !is_month(word));
    let letters = words.flat_map(str::chars).filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{HeadingNames, RecordPart};

    #[test]
    fn names_of_the_company_come_before_the_usual_ones() {
        let own = vec!["Beschlüsse".to_owned(), "Was bleibt?".to_owned()];
        let names = HeadingNames::new([(RecordPart::Takeaways, own)]);
        for (text, part, expected) in [
            ("Beschlüsse", RecordPart::Takeaways, true),
            ("beschlüsse:", RecordPart::Takeaways, true),
            ("Was bleibt", RecordPart::Takeaways, true),
            ("Beschlüsse", RecordPart::Decisions, false),
            ("Entscheidungen", RecordPart::Decisions, true),
            ("Takeaways", RecordPart::Takeaways, true),
            ("", RecordPart::Takeaways, false),
        ] {
            assert_eq!(names.is(text, part), expected, "{text}");
        }
    }

    #[test]
    fn joined_names_are_looked_at_one_by_one() {
        let names = HeadingNames::default();
        assert!(names.is_among("Decisions and next steps", RecordPart::FollowUps));
        assert!(names.is_made_of("Background and rules", &[RecordPart::Question]));
        assert!(!names.is_made_of("Background and Kim", &[RecordPart::Question]));
        assert!(!names.is_made_of("", &[RecordPart::Question]));
    }
}
