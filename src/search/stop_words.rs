//! Small words: those that say nothing of what a text is about, and that questions are full of.
//!
//! They count only where a heading holds them, and little there. Languages that are not here have
//! none.

/// The small words of a language, by its BCP 47 tag; folded.
pub fn of(language: &str) -> impl Iterator<Item = &'static str> {
    let first = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
    let list = LISTS.iter().find(|(known, _)| *known == first).map_or("", |(_, list)| list);
    list.split_ascii_whitespace()
}

/// Words of a language that people put around what they mean, by its BCP 47 tag; folded. However
/// rare one is in a handbook, it says little: "I **think somebody** is **making** things up".
pub fn common(language: &str) -> impl Iterator<Item = &'static str> {
    let first = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
    let list = COMMON.iter().find(|(known, _)| *known == first).map_or("", |(_, list)| list);
    list.split_ascii_whitespace()
}

const COMMON: [(&str, &str); 1] = [(
    "en",
    "able across actually after again against ago ahead allow allowed almost alone along \
         already also although always among another anybody anymore anyone anything anyway \
         around ask asked asking away back bad because become before began begin behind being \
         believe best better between big bit both bring brought came case certain certainly \
         come coming couple currently different difficult doing done down during each early \
         easy either else end enough especially even ever every everybody everyone everything \
         exactly expect explain fact far feel feeling few fine first forget forgot found full \
         further gave general getting give given giving go goes going gone good got great half \
         happen happened happening hard hardly hear heard hello here herself hey high himself \
         hope idea inside instead interested just keep keeping kept kind knew know known large \
         last late later least less let like likely little long look looking lot love low made \
         main make making matter maybe middle might mine minute moment more most must myself \
         near nearly necessary need needed never new next nice nobody none normal normally \
         nothing now number obviously often ok okay old once one only other otherwise ought \
         ourselves out over own part particular past perhaps person place please point possible \
         possibly prefer pretty probably proper properly put quick quickly quite rather ready \
         real really reason receive recently regarding related remember rest right same saw \
         saying second see seem seen self sense set several simple simply since single small \
         some somebody somehow someone something sometimes somewhere soon sort still stop stuff \
         such suddenly suppose sure take taken taking thank thanks themselves thing think \
         thinking thought three through till today together told tomorrow too took toward tried \
         try trying turn twice two unless until up upon use used useful using usual usually \
         various very via wait want wanted way well went whatever whenever wherever whether \
         while whole within without wonder world worse worst wrong yes yesterday yet yourself",
)];

const LISTS: [(&str, &str); 7] = [
    (
        "en",
        "a about am an and any are aren as at be been but by can could couldn did didn do does \
         doesn don find for from get had hadn has hasn have haven having he her him his how i if \
         in into is isn it its me many mean means much my of on or our say shall she should \
         shouldn so tell than that the their them then there these they this those to us was wasn \
         we were weren what when where which who whom whose why will with would wouldn you your",
    ),
    (
        "de",
        "aber als am an auch auf aus bei bin bis das dass dem den der des die dies diese dieser du \
         ein eine einem \
         einen einer er es fur gibt hat habe haben ich ihr im in ist kann man mein meine mit muss \
         nach nicht noch \
         oder sich sie sind so uber um und uns unser unsere viel viele von vor wann war warum was \
         welche welcher wenn \
         wer werden wie wir wird wo zu zum zur",
    ),
    (
        "fr",
        "a ai au aux avec ce ces cet cette combien comment dans de des du elle en est et etre \
         faire fait il ils je la \
         le les leur lui ma mais me mes mon ne nos notre nous on ont ou par pas peut pour pourquoi \
         quand que quel \
         quelle quelles quels qui quoi sa sans se ses si son sont sur ta te tes ton trouver tu un \
         une vos votre vous \
         y",
    ),
    (
        "es",
        "a al como con cual cuales cuando cuantas cuanto cuantos de del donde el ella ellos en \
         encontrar es esta \
         estan estas este estos ha hacer hago hay la las le les lo los me mi mis muy no nos \
         nuestra nuestro o para \
         pero por porque puedo que quien quienes se ser si sin sobre son su sus te tengo tiene tu \
         un una unas unos y \
         yo",
    ),
    (
        "pt",
        "a ao aos as com como da das de do dos e ela ele em encontrar entre era essa esse esta \
         estao este eu fazer \
         faco ha isso isto ja mais mas me meu minha muito na nao nas no nos nossa nosso o onde os \
         ou para pela pelo \
         por porque posso qual quais quando quanto quantos que quem se sem ser seu seus sobre sua \
         suas tem tenho um \
         uma voce",
    ),
    (
        "it",
        "a ad ai al alla alle anche che chi ci come con cosa da dal dalla de degli dei del della \
         delle di do dove e \
         ed gli ha ho i il in io la le lo loro ma mi mia mio ne nei nel nella noi non nostra \
         nostro o per perche \
         posso qual quale quali quando questa questo se si sono su sua sue sul sulla suo trovare \
         tu un una uno vi",
    ),
    (
        "nl",
        "aan al als bij dan dat de deze die dit doe doen door een en er heb hebben heeft het hij \
         hoe hun ik in is je \
         jij kan krijg maar me met mijn moet na naar niet of om onder ons onze ook op over te tot \
         uit van vinden voor \
         waar waarom wanneer was wat we welke werden wie wij wordt zich zij zijn zo",
    ),
];
