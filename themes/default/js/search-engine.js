// The search index in a browser: what the readme of `src/search` specifies, with the same hits in the same order.
// It builds no HTML, and touches no document. `get` loads one file of the index by its name.

const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
const WORD_END = /[\p{Alphabetic}\p{N}\p{M}]$/u;
const PLAIN_END = /[\p{Alphabetic}\p{N}]$/u;
const DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const IS_DENSE = new RegExp(`[${DENSE}]`, "u");
const RUNS = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ" };
const FACETS = ["owner", "section", "type", "tag", "state"];

export const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/[ßæœøđðłþıς]/g, (letter) => LETTERS[letter]);

// The words of a text as it is written, with their places.
export const rawWords = (text) =>
  [...text.matchAll(WORD)].filter(({ 0: word, index }) =>
    [...word].length > 2 || !/['’]/.test(text[index - 1] ?? "") || !WORD_END.test(text.slice(Math.max(0, index - 3), index - 1)));

const terms = (raw) => {
  const word = fold(raw);
  if (!IS_DENSE.test(word)) return [...word].length <= 64 ? [word] : [];
  return word.match(RUNS).flatMap((run) => {
    const letters = [...run];
    if (letters.length < 3 || !IS_DENSE.test(run)) return [run];
    return letters.slice(1).map((letter, index) => letters[index] + letter);
  });
};

export const allTerms = (text) => rawWords(text).flatMap(([raw]) => terms(raw));

const spaced = (text) => ` ${allTerms(text).map((term) => term + " ").join("")}`;

// --- what was typed

const FILTER = new RegExp(`^(${FACETS.join("|")}):(?:"([^"]+)"?|([^\\s"]\\S*))`, "i");

export const parse = (typed) => {
  const query = { words: [], typed: [], open: false, phrases: [], filters: [] };
  const add = (text) => {
    const all = allTerms(text);
    query.typed = query.typed.concat(all).slice(0, 24);
    for (const word of all) {
      query.words = query.words.filter((known) => known !== word);
      if (query.words.length < 24) query.words.push(word);
    }
    return all;
  };
  let rest = [...typed].slice(0, 1000).join("").trimStart();
  while (rest) {
    const filter = FILTER.exec(rest);
    if (filter) {
      query.filters.push({ facet: filter[1].toLowerCase(), value: filter[2] ?? filter[3] });
      rest = rest.slice(filter[0].length);
    } else if (rest[0] === '"') {
      const end = rest.indexOf('"', 1);
      const phrase = add(rest.slice(1, end < 0 ? undefined : end));
      if (phrase.length > 1) query.phrases.push(phrase);
      query.open = false;
      rest = end < 0 ? "" : rest.slice(end + 1);
    } else {
      const [word] = /^[^\s"]+/.exec(rest);
      rest = rest.slice(word.length);
      query.open = !rest && add(word).length > 0 && PLAIN_END.test(word);
      if (rest) add(word);
    }
    rest = rest.trimStart();
  }
  return query;
};
