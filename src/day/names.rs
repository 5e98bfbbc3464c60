//! Names of months, weekdays and spans of time in the languages that the site speaks, and their
//! neighbours.
//!
//! Only words that mean one thing in all of them are here, and none that is a usual English word.

/// The number of a month, from its name in small letters: in full, or as it is usually shortened.
pub(super) fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.');
    let is_one = |names: &&str| names.split(' ').any(|known| known == name);
    MONTHS.iter().zip(1..).find(|(names, _)| is_one(names)).map(|(_, number)| number)
}

/// What an English speaker would say, where a word of another language says when.
pub(super) fn english(word: &str) -> &str {
    let is_one =
        |(_, others): &&(&'static str, &'static str)| others.split(' ').any(|other| other == word);
    WORDS.iter().find(is_one).map_or(word, |(english, _)| english)
}

/// January first.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio janeiro januari stycznia styczeń \
     januarie",
    "february feb februar februari février fevrier févr fevr febrero febbraio fevereiro fev lutego \
     luty",
    "march mar märz mär mrz mars marzo março maart mrt marca marzec marts",
    "april apr avril avr abril abr aprile kwietnia kwiecień",
    "may mai mayo maggio maio mei maj maja",
    "june jun juni juin junio giugno junho czerwca czerwiec",
    "july jul juli juillet juil julio luglio julho lipca lipiec",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień",
    "september sep sept septembre septiembre settembre setembro września wrzesień",
    "october oct oktober okt octobre octubre ottobre ott outubro października październik",
    "november nov novembre noviembre novembro listopada listopad",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia \
     grudzień desember",
];

const WORDS: [(&str, &str); 29] = [
    ("monday", "montag lundi lunes lunedì segunda-feira maandag måndag mandag poniedziałku"),
    ("tuesday", "dienstag mardi martes martedì terça-feira dinsdag tisdag tirsdag wtorku"),
    ("wednesday", "mittwoch mercredi miércoles mercoledì quarta-feira woensdag onsdag środy"),
    ("thursday", "donnerstag jeudi jueves giovedì quinta-feira donderdag torsdag czwartku"),
    ("friday", "freitag vendredi viernes venerdì sexta-feira vrijdag fredag piątku"),
    ("saturday", "samstag sonnabend samedi sábado sabato zaterdag lördag lørdag soboty"),
    ("sunday", "sonntag dimanche domingo domenica zondag söndag søndag niedzieli"),
    ("today", "heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag dzisiaj dziś"),
    ("tomorrow", "morgen demain mañana domani amanhã imorgon jutra"),
    (
        "next",
        "nächste nächster nächsten nächstes kommende kommenden prochain prochaine \
      próximo próxima prossimo prossima volgende nästa næste neste następny następnego",
    ),
    ("this", "diese dieser diesen dieses ce cette este esta questo questa deze denna"),
    ("end", "ende fin final fine fim einde slutet slutten końca koniec"),
    ("week", "woche semaine semana settimana vecka uge uke tydzień tygodnia tygodniu"),
    ("weeks", "wochen semaines semanas settimane weken veckor uger uker tygodnie tygodni"),
    ("month", "monat monats mois mes mese mês maand månad månaden måned miesiąc miesiąca"),
    ("months", "monate monaten meses mesi maanden månader måneder miesiące miesięcy"),
    ("quarter", "quartal quartals trimestre kwartaal kvartal kwartału"),
    ("year", "jahr jahres jahresende année año anno ano jaar året roku"),
    ("day", "tag jour día giorno dia dzień"),
    ("days", "tage tagen jours días giorni dias dagen dagar dage dni"),
    ("in", "dans innerhalb binnen tra fra em inom ciągu"),
    ("one", "ein eine einer einem einen un une una um uma een ett jeden"),
    ("two", "zwei deux dos dois duas twee två dwa dwóch"),
    ("three", "drei trois tres tre três drie trzy trzech"),
    ("four", "vier quatre cuatro quattro quatro fyra fire cztery"),
    ("five", "fünf cinq cinco cinque vijf fem pięć"),
    ("six", "sechs seis sei zes sześć"),
    ("eom", "monatsende"),
    ("of", "der des dem den de del du d' da do di della van av von la le el il o op am the"),
];
