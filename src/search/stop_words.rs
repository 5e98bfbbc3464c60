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

const LISTS: [(&str, &str); 7] = [
    (
        "en",
        "a about an and any are as at be been but by can could did do does find for from get had \
         has have having how \
         i if in into is it its me many mean means much my of on or our say shall should so tell \
         than that the their \
         them then there these they this those to us was we were what when where which who whom \
         whose why will with \
         would you your",
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
