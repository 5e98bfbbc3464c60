// The search index in a browser: what `src/search/ranking.md` specifies, with the same hits in the same order.
// It builds no HTML, and touches no document. `get` loads one file of the index by its name.

const PART = "[\\p{Alphabetic}\\p{N}\\p{M}]";
// What follows an apostrophe is no word when it has one or two letters. `401(k)` and `C++` are words as they are.
const WORD = RegExp(`(?<!${PART})(?:(?<!${PART}['’])|(?=${PART}{3}))(?:\\d+(\\([a-z\\d]\\))+|[a-z](\\+\\+|#)|${PART}+)`, "giu");
const DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = RegExp(`([${DENSE}]+)|[^${DENSE}]+`, "gu");
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ" };
const { ceil, floor, max, min } = Math;
const FACETS = ["owner", "section", "type", "tag", "state"];
const ANY_FACET = FACETS.join("|");

const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/[^\0-~]/g, (letter) => LETTERS[letter] ?? letter);

const terms = (raw) =>
  [...fold(raw).replace(/[()]/g, "").matchAll(RUNS)].flatMap(([run, isDense]) => {
    const letters = [...run];
    if (isDense && letters[2]) return letters.slice(1).map((letter, index) => letters[index] + letter);
    return letters[64] ? [] : [run];
  });

const allTerms = (text) => [...text.matchAll(WORD)].flatMap(([raw]) => terms(raw));

const spaced = (text) => ` ${allTerms(text).map((term) => term + " ").join("")}`;

// A word without the endings of English, for comparing phrases.
const stripped = (word) => word.replace(/(?<=...)(ies|ing|es|ed|s|e|y)$/, "").replace(/(.)\1$/, "$1");

// --- what was typed

const FILTER = RegExp(`^(${ANY_FACET}):(?:"([^"]+)"?|([^\\s"]\\S*))`, "i");

const parse = (typed, { asking: starts }) => {
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
      if (phrase[1]) query.phrases.push(phrase);
      query.open = false;
      rest = end < 0 ? "" : rest.slice(end + 1);
    } else {
      const [word] = /^[^\s"]+/.exec(rest);
      rest = rest.slice(word.length);
      query.open = add(word)[0] && !rest && /[\p{Alphabetic}\p{N}]$/u.test(word);
    }
    rest = rest.trimStart();
  }
  // Words that only ask, between spaces, as this question begins. The keys of `asking` begin with a space, as no property does.
  const asking = starts[` ${query.typed[0]}`] ?? "";
  const asks = (word) => asking.includes(` ${word} `);
  const subject = query.words.filter((word) => !asks(word));
  query.asks = subject.length < query.words.length && subject.some((word) => word !== query.typed[0] && word[2]);
  if (query.asks) {
    query.open &&= !asks(query.words.at(-1));
    query.words = subject;
    query.typed = query.typed.filter((word) => !asks(word));
  }
  return query;
};

// --- files

const decoder = new TextDecoder();

const inflate = async (format, ...parts) =>
  new Uint8Array(await new Response(new Blob(parts).stream().pipeThrough(new DecompressionStream(format))).arrayBuffer());

// A server may have opened a compressed file already.
const gunzip = (bytes) => (bytes[0] === 31 && bytes[1] === 139 ? inflate("gzip", bytes) : bytes);

const json = (bytes) => JSON.parse(decoder.decode(bytes));

const decodeVolume = (bytes) => {
  let at = 0;
  const number = () => {
    const byte = bytes[at++];
    return byte < 128 ? byte : byte - 128 + 128 * number();
  };
  const text = (letters) => decoder.decode(Uint8Array.from(letters));
  let form = [];
  const classes = Array.from({ length: number() }, () => {
    const kind = number();
    const forms = Array.from({ length: kind >> 1 }, () => {
      form = form.slice(0, number());
      const length = number();
      form.push(...bytes.subarray(at, (at += length)));
      return form;
    });
    return { leads: kind & 1, forms: forms.map(text), base: text((forms[0] ?? []).slice(0, number())), rarity: bytes[at++], sections: new Uint32Array(number()) };
  });
  for (const { sections } of classes) {
    let last = 0;
    for (const index of sections.keys()) sections[index] = last += number();
  }
  for (const word of classes) word.body = bytes.slice(at, (at += word.sections.length));
  for (const word of classes) word.heading = word.body.map((value) => (value & 16 ? bytes[at++] : 0));
  // What a word leads to follows it.
  return classes.filter((word, at) => !word.leads || ((classes[at - 1].expansion = word), false));
};

// The last of the sorted texts or numbers that does not stand behind `word`.
const place = (starts, word) => max(0, starts.findLastIndex((start) => start <= word));

const sums = (counts) => counts.reduce((sums, count) => [...sums, sums.at(-1) + count], [0]);

const open = async (get) => {
  const index = json(await gunzip(await get("index.bin")));
  if (index.version !== 2) throw Error();
  index.titles = index.titles.split("\n");
  index.spaced = index.titles.map(spaced);
  index.firsts = sums(index.sections);
  for (const kind in index.starts) index.starts[kind] = index.starts[kind].split("\n");

  // Each file is loaded once; one that failed is asked for again.
  const loaded = new Map();
  const once = (kind, number, read, unpack = gunzip) => {
    const key = kind + number;
    if (!loaded.has(key)) {
      const promise = get(`${key}.${index.names[kind].substr(number * 5, 5)}.bin`).then(unpack).then(read);
      loaded.set(key, promise);
      promise.catch(() => loaded.delete(key));
    }
    return loaded.get(key);
  };
  index.volume = (number) => once("w", number, decodeVolume);
  index.smallWords = () => once("s", 0, decodeVolume);
  index.list = (kind, number) => once(kind, number, (bytes) => decoder.decode(bytes).split("\n"));
  index.section = async (number) => {
    const { firsts, dictionary } = await once("x", 0, (bytes) => {
      const texts = json(bytes);
      index.names.t = texts.names;
      return { firsts: sums(texts.sections), dictionary: new TextEncoder().encode(texts.dictionary) };
    });
    const file = place(firsts, number);
    const sections = await once("t", file, decodeTexts, (bytes) => unpackTexts(bytes, dictionary));
    return sections[number - firsts[file]];
  };
  return index;
};

// The dictionary comes first, as a block that is not compressed.
const unpackTexts = async (bytes, dictionary) => {
  const size = dictionary.length;
  const head = Uint8Array.of(0, size, size >> 8, ~size, ~size >> 8);
  return (await inflate("deflate-raw", head, dictionary, bytes)).subarray(size);
};

const decodeTexts = (bytes) =>
  json(bytes).flatMap(([address, line, sections]) =>
    sections.map(([level, heading, text, anchor]) => {
      if (level) line = [...line.filter(([above]) => above < level), [level, heading]];
      anchor ??= heading.toLowerCase().replace(/[^a-z0-9 _-]/g, "").replaceAll(" ", "-");
      return { address, headings: line.map(([, above]) => above), heading, anchor, text };
    }));

// --- which words of the index answer for a word that was typed, and how well, in 16ths

const compare = (left, right) => (left > right) - (left < right);
const turn = (letters) => letters.reverse().join("");

const isSmall = (index, word) => index.small.includes(` ${word} `);

const needle = async (index, word, isOpen, less) => {
  const starts = index.starts.w;
  const own = place(starts, word);
  const small = isSmall(index, word);
  // A small word needs no volume unless it may go on.
  const volume = small ? [] : await index.volume(own);
  const exact = (small ? await index.smallWords() : volume).find(({ forms }) => forms.includes(word));
  const classes = new Map(exact && [[exact, 16]]);
  let completions = 0;

  if (isOpen && [...word][2]) {
    const numbers = [own];
    while (numbers.length < 3 && starts[own + numbers.length]?.startsWith(word)) numbers.push(own + numbers.length);
    const all = (await Promise.all(numbers.map(index.volume))).flat();
    const found = all.filter((other) => other !== exact && other.forms.some((form) => form.startsWith(word)) && !other.forms[0].includes(" "));
    found.sort((left, right) => left.rarity - right.rarity || compare(left.forms[0], right.forms[0]));
    completions = found.length;
    for (const other of found.slice(0, 24)) classes.set(other, exact ? 9 : 14);
  }

  if (!exact && !small) {
    const inflected = volume.filter(({ base }) => [...base][3] && word.startsWith(base) && index.endings.includes(word.slice(base.length)));
    inflected.sort((left, right) => right.base.length - left.base.length);
    if (inflected[0]) classes.set(inflected[0], 15);
    const addNear = async (goesOn, how) => {
      for (const form of await near(index, word, goesOn)) {
        const other = (await index.volume(place(starts, form))).find(({ forms }) => forms.includes(form));
        if (other && !classes.has(other)) classes.set(other, how);
      }
    };
    if (!classes.size) await addNear(false, 13);
    if (isOpen && !classes.size) await addNear(true, 10);
  }
  for (const [{ expansion }, how] of [...classes]) if (expansion && how > 9 && (exact || completions < 3)) classes.set(expansion, how - less);
  for (const other of classes.keys()) if (!other.sections.length) classes.delete(other);
  return { word, classes, rarity: classes.size && min(...[...classes.keys()].map(({ rarity }) => rarity)) };
};

// Phrases of a query that lead to other words, the longest first where several begin alike.
const phrases = async (index, { typed }) => {
  const words = typed.filter((word) => !isSmall(index, word));
  const found = [];
  for (let at = 0; words[at + 1]; at++)
    for (let end = min(at + 4, words.length); end > at + 1; end--) {
      const typed = words.slice(at, end);
      const key = typed.map(stripped).join(" ");
      const expansion = (await index.volume(place(index.starts.w, key))).find(({ forms }) => forms.includes(key))?.expansion;
      if (!expansion) continue;
      found.push({ word: typed.join(" "), classes: new Map([[expansion, 16]]), rarity: expansion.rarity });
      at = end - 1;
      break;
    }
  return found;
};

// The lines of all known words that begin like this: a letter that says how rare it is, and the word.
const listed = async (index, kind, key) => {
  const starts = index.starts[kind];
  const numbers = [];
  for (let list = place(starts, key); list < starts.length && (starts[list] <= key || starts[list].startsWith(key)); list++) numbers.push(list);
  return (await Promise.all(numbers.map((list) => index.list(kind, list)))).flat().filter((line) => line.startsWith(key, 1));
};

// Words that a mistyped word could be: one half of it is right.
const near = async (index, word, goesOn) => {
  const letters = [...word];
  if (!letters[2]) return [];
  const half = max(2, (letters.length - 1) >> 1);
  const pattern = RegExp(`^(${slips(letters).join("|")}|${word}.)${goesOn ? "" : "$"}`, "u");
  const starts = await listed(index, "n", letters.slice(0, half).join(""));
  const ends = goesOn ? [] : await listed(index, "b", turn(letters.slice(-half)));
  const lines = [...starts, ...ends.map((line) => line[0] + turn([...line.slice(1)]))];
  return [...new Set(lines.filter((line) => pattern.test(line.slice(1))))].sort().slice(0, 4).map((line) => line.slice(1));
};

// All that one slip makes of a word: a letter left out, added, changed, or exchanged with the next.
const slips = (letters) =>
  letters.flatMap((letter, at) => {
    const text = (from, to) => letters.slice(from, to).join("");
    const [before, after] = [text(0, at), text(at + 1)];
    return [before + after, `${before}.${letter}${after}`, `${before}.${after}`, before + text(at + 1, at + 2) + letter + text(at + 2)];
  });

// --- ranking: the formulas of the specification, in whole numbers

const row = ({ classes, rarity }, count) => {
  const [body, heading, here] = [new Uint8Array(count), new Uint8Array(count), new Uint16Array(count)];
  for (const [word, how] of classes) {
    word.sections.forEach((section, index) => {
      const [value, name] = [word.body[index] & 15, word.heading[index]];
      // A section that a synonym leads to is about the word, or only mentions it.
      const fit = !word.leads ? 256 : name ? min(128 + ((name * 64) / 85 | 0), 256) : 96 + ((value * 32) / 5 | 0);
      body[section] = max(body[section], value * how);
      heading[section] = max(heading[section], (name * how) >> 4);
      here[section] = max(here[section], (how * fit) >> 4);
    });
  }
  return { rarity, body, heading, here };
};

// How much a title, its words between spaces, reads as the query does.
const titleBonus = (name, { typed, open: isOpen }) => {
  const text = ` ${typed.join(" ")} `;
  const start = isOpen ? text.slice(0, -1) : text;
  if (name === text) return 38;
  if (name.includes(start)) return name.startsWith(start) ? 26 : 10;
  return name[1] && text.includes(name) ? floor((19 * (name.split(" ").length - 2)) / typed.length) : 0;
};

const rankPage = (index, rows, page, query) => {
  const [start, end] = [index.firsts[page], index.firsts[page + 1]];
  let [sum, share, asked, covered] = [0, 0, 0, 0];
  const fits = rows.map(({ rarity, heading, here }) => {
    const inTitle = heading[start] ? here[start] : 0;
    const anywhere = max(...here.subarray(start, end));
    sum += rarity;
    share += heading[start];
    asked += rarity * inTitle;
    covered += rarity * anywhere;
    return [inTitle, anywhere];
  });
  if (!covered) return [];
  const part = (share, asked) => floor((min(share, 255) * floor(asked / sum)) / 255);
  const title = part(share, asked);
  const around = floor(covered / sum);
  const hits = [];
  for (let section = start; section < end; section++) {
    let [coverage, body, share, asked] = [0, 0, 0, 0];
    rows.forEach((row, index) => {
      coverage += row.rarity * max(row.here[section], fits[index][0], fits[index][1] >> 2);
      body += row.rarity * row.body[section];
      share += row.heading[section];
      if (row.heading[section]) asked += row.rarity * row.here[section];
    });
    if (!body && !asked) continue;
    coverage = floor(coverage / sum);
    const named = section === start ? 84 * title + titleBonus(index.spaced[page], query) * 256 : 64 * part(share, asked) + 20 * title;
    const worth = 32 * floor((body * 16) / (sum * 15)) + named + 13 * around;
    hits.push({ page, section, coverage, score: floor((coverage * (coverage + 64) * worth) / 2 ** 12) });
  }
  hits.sort(byScore);
  const wholes = new Set();
  return hits.filter(({ section, score }) => {
    const whole = wholeOf(index, section);
    return score * 10 >= hits[0].score * 7 && wholes.size < 3 && !wholes.has(whole) && wholes.add(whole);
  });
};

const byScore = (left, right) => right.score - left.score || left.section - right.section;

// A long section stands in several pieces.
const wholeOf = (index, section) => {
  while (index.more.includes(section)) section--;
  return section;
};

const rank = (index, needles, query, accepts) => {
  const count = index.firsts.at(-1);
  const rows = needles.filter(({ classes }) => classes.size).map((needle) => row(needle, count));
  if (!rows[0]) return [];
  const pages = [];
  for (let page = 0; page < index.titles.length; page++) {
    const hits = accepts(page) ? rankPage(index, rows, page, query) : [];
    if (hits[0]) pages.push(hits);
  }
  pages.sort(([left], [right]) => byScore(left, right));
  return pages.filter(([best]) => best.coverage * 3 >= pages[0][0].coverage);
};

// --- answers

const means = ([id, name], value) => {
  value = fold(value.replace(/^[@#]+/, ""));
  return fold(id) === value || ` ${fold(name)}`.includes(` ${value}`);
};

// The values that a page has for a filter: `[id, name]`.
const valuesOf = ({ facets }, facet, page) => facets[facet].pages[page].map((value) => facets[facet].values[value]);

const accepts = (index, { filters }, page, leftOut) =>
  FACETS.every((facet) => {
    const asked = filters.filter((filter) => filter.facet === facet && facet !== leftOut);
    return !asked[0] || asked.some(({ value }) => valuesOf(index, facet, page).some((own) => means(own, value)));
  });

const holds = async (index, { page, section }, phrases) => {
  const { heading, text } = await index.section(section);
  const texts = [section === index.firsts[page] ? index.titles[page] : "", heading, text].map(spaced);
  return phrases.every((phrase) => texts.some((text) => text.includes(` ${phrase.join(" ")} `)));
};

const keepPhrases = async (index, { phrases }, pages) => {
  if (!phrases[0]) return pages;
  const read = pages.flat().slice(0, 60);
  const holding = await Promise.all(read.map((hit) => holds(index, hit, phrases)));
  return pages.map((hits) => hits.filter((hit) => holding[read.indexOf(hit)])).filter(([hit]) => hit);
};

// Whether a page could be about it: headings have it, or it has synonyms here.
const isSubject = ({ classes }) => [...classes.keys()].some(({ leads, heading }) => leads || heading.some((value) => value));

const answer = async (index, query) => {
  const count = query.words.filter((word) => !isSmall(index, word)).length;
  const needles = await Promise.all(query.words.map((word, at) => needle(index, word, query.open && !query.words[at + 1], min(4, count))));
  const known = await phrases(index, query);
  for (const needle of needles) needle.inPhrase = known.some(({ word }) => word.split(" ").includes(needle.word));
  needles.push(...known);
  const isAside = count > 1 && needles.some(isSubject);
  for (const needle of needles) needle.rarity = ceil(needle.rarity / (needle.inPhrase ? 2 : 1) / (isAside && !isSubject(needle) ? 2 : 1));
  const pagesFor = (leftOut) => {
    const fits = (page) => accepts(index, query, page, leftOut);
    if (query.words[0]) return keepPhrases(index, query, rank(index, needles, query, fits));
    return query.filters.length ? index.titles.flatMap((_, page) => (fits(page) ? [[{ page, section: index.firsts[page], score: 0 }]] : [])) : [];
  };
  const pages = await pagesFor();
  const facets = {};
  for (const facet of FACETS) {
    const counts = new Map();
    const wider = query.filters.some((filter) => filter.facet === facet) ? await pagesFor(facet) : pages;
    for (const value of wider.flatMap(([{ page }]) => valuesOf(index, facet, page))) counts.set(value, (counts.get(value) ?? 0) + 1);
    facets[facet] = [...counts].sort((left, right) => right[1] - left[1] || compare(left[0][0], right[0][0]));
  }
  // What is looked for instead of words that no page has.
  const only = needles.map(({ inPhrase, classes }) => (inPhrase ? [] : [...classes.keys()]));
  const instead = only.filter((all) => all.every(({ leads }) => leads)).flat().flatMap(({ forms }) => forms);
  const telling = needles.filter(({ rarity }) => rarity > 8);
  const forms = (telling[0] ? telling : needles).flatMap(({ classes }) => [...classes.keys()].flatMap((word) => word.forms.flatMap(allTerms)));
  const last = query.words.at(-1) ?? "";
  const marks = { forms, start: query.open && last[2] ? last : "" };
  return { hits: pages.flat(), facets, marks, unknown: needles.filter(({ word, classes, inPhrase }) => !classes.size && !inPhrase && !isSmall(index, word)).map(({ word }) => word), instead };
};

// Words that begin as one that nothing answers for, as far as any do.
const alike = async (index, word) => {
  const known = word[1] ? (await listed(index, "n", word.slice(0, 2))).filter((line) => line < "p").sort().map((line) => line.slice(1)) : [];
  for (let end = word.length - 1; end > 1; end--) {
    const found = known.filter((form) => form.startsWith(word.slice(0, end)));
    if (found.length) return found.slice(0, 3);
  }
  return [];
};

// --- what is shown of a text

// The places of the words of a text that were asked for.
const marked = (text, { forms, start }) =>
  [...text.matchAll(WORD)]
    .filter(([raw]) => [raw, ...raw.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/)].flatMap(terms).some((term) => forms.includes(term) || (start && term.startsWith(start))))
    .map(({ 0: word, index }) => [index, index + word.length]);

// The part of a text where the most marks stand near each other.
const windowOf = (text, found) => {
  const near = ([start]) => found.filter(([at, end]) => at >= start && end <= start + 135).length;
  const [first] = found.reduce((best, mark) => (near(mark) > near(best) ? mark : best), found[0] ?? [0]);
  const from = first > 45 ? min(first, text.indexOf(" ", first - 45) + 1) : 0;
  return [from, text.length > from + 180 ? text.lastIndexOf(" ", from + 180) : text.length];
};
