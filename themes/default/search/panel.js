// What readers see of the search: one panel, in a dialog on any page and in the page `/-/search/`. `WORDS` and `STYLE` are put in by handbook.

const SITE = new URL("../", import.meta.url).href;

// Numbers are written as the language of the site writes them.
const { lang } = document.documentElement;
const fill = (key, value) => WORDS[key].replace(/{\w+}/, () => value.toLocaleString(lang));

const make = (tag, properties, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return Object.assign(element, properties);
};

const button = (text, onclick) => make("button", { onclick }, text);

// A sign-in that has expired refuses, answers with a page of its own, or leads to one.
const get = async (name) => {
  const answer = await fetch(`${SITE}-/search/${name}`, { redirect: "manual", cache: name === "index.bin" ? "no-cache" : "default" });
  if (!answer.ok || /html/.test(answer.headers.get("content-type"))) throw Error(answer.status < 404 ? "signed_out" : "");
  return new Uint8Array(await answer.arrayBuffer());
};

let opening;

// A text, or a part of it, with what was found marked.
const pieces = (text, marks, from = 0, to = text.length) => {
  const parts = [];
  for (const [start, end] of marked(text, marks)) {
    if (start < from || end > to) continue;
    parts.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from, to)];
};

// One that follows another of the same page stands below it.
const option = (index, { page, section }, at, marks, isMore) => {
  const title = make("b", {}, ...pieces(index.titles[page], marks));
  const place = make("span", { className: "hit-place" });
  const text = make("span", { className: "hit-text" });
  const facts = ["type", "section", "owner", "state"].flatMap((facet) =>
    valuesOf(index, facet, page).map(([id, name]) => {
      const fact = make("span", { className: facet }, name);
      fact.dataset.state = id;
      return fact;
    }));
  const link = make("a", { id: `hb:hit-${at}`, className: isMore ? "hit sub" : "hit", role: "option", tabIndex: -1 }, title, place, text, make("span", { className: "meta" }, ...facts));
  link.ready = index.section(section).then(({ address, headings, anchor, text: all }) => {
    link.href = SITE + address + (headings.length ? `#${encodeURIComponent(anchor)}` : "");
    place.append(...headings.flatMap((heading) => ["› ", ...pieces(heading, marks), " "]));
    const [from, to] = windowOf(all, marked(all, marks));
    text.append(from ? "… " : "", ...pieces(all, marks, from, to), to < all.length ? " …" : "");
  });
  return link;
};

// Pages that were read before, the last one first.
const recent = () => {
  try {
    const known = JSON.parse(localStorage.getItem("recent"));
    return known.slice(1).map(([title, href], at) => make("a", { href, id: `hb:hit-${at}`, className: "hit", role: "option", tabIndex: -1 }, make("b", {}, title)));
  } catch {
    return [];
  }
};

const style = () => document.querySelector(`[href$="${STYLE}"]`) || document.head.append(make("link", { rel: "stylesheet", href: `${SITE}-/${STYLE}` }));

/** Marks what was found on the page that it led to. */
export const show = (marks) => {
  style();
  const ranges = [];
  // 4 is `NodeFilter.SHOW_TEXT`.
  const walker = document.createTreeWalker(document.querySelector("main"), 4);
  for (let node; (node = walker.nextNode()); )
    for (const [start, end] of marked(node.data, marks)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  if (!ranges[0]) return;
  CSS.highlights?.set("found", new Highlight(...ranges));
  const clear = button(WORDS.clear, () => {
    CSS.highlights?.clear();
    clear.remove();
  });
  clear.className = "button found";
  document.body.append(clear);
};

// Everything there is to see, and a way to ask; `told` hears each query.
const panel = (told) => {
  const list = make("div", { id: "hb:hits", role: "listbox", ariaLabel: WORDS.title });
  const status = make("p", { role: "status" });
  const help = make("ul", { className: "search-help" });
  const input = make("input", { type: "search", id: "hb:query", placeholder: WORDS.title, role: "combobox", ariaLabel: WORDS.title, ariaAutoComplete: "list", ariaExpanded: false, autocomplete: "off" });
  input.setAttribute("aria-controls", list.id);
  let limit, active;
  let last = 0;

  const ask = (text) => {
    input.value = text;
    input.focus();
    run();
  };
  const without = (facet) => input.value.replace(RegExp(`(^|\\s)(${facet}):("[^"]*"?|\\S*)`, "gi"), " ").trim();
  const selects = FACETS.map((name) =>
    make("select", { name, ariaLabel: WORDS[name], hidden: true, onchange: ({ target }) => ask(`${target.value} ${without(name)}`.trim()) }));
  const more = button(WORDS.more, () => run(limit + 10));

  const choose = (option) => {
    if (active) active.ariaSelected = false;
    active = option;
    option.ariaSelected = true;
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const showFilters = ({ facets }, { filters }) => {
    for (const select of selects) {
      const facet = select.name;
      const asked = filters.find((filter) => filter.facet === facet);
      select.hidden = !asked && facets[facet].length < 2;
      select.replaceChildren(make("option", { value: "" }, WORDS[facet]), ...facets[facet].map(([value, count]) =>
        make("option", { value: `${facet}:"${value[0]}"`, selected: asked && means(value, asked.value) }, `${value[1] || value[0]} (${count.toLocaleString(lang)})`)));
    }
  };

  const helps = async (index, { hits, unknown }, { filters, phrases }) => {
    const items = await Promise.all(unknown.map(async (word) =>
      [fill("unknown", word), ...(await alike(index, word)).map((other) => button(other, () => ask(input.value.replace(RegExp(word, "i"), other))))]));
    if (hits.length) return items;
    if (filters[0] || phrases[0]) items.push([button(WORDS.plain, () => ask(without(ANY_FACET).replaceAll('"', "")))]);
    const asked = encodeURIComponent(input.value);
    return [...items, ...index.otherwise.map(([text, href]) => [href ? make("a", { href: new URL(href.replaceAll("{query}", asked), SITE) }, text) : text])];
  };

  const run = async (wanted = 10, again) => {
    const turn = ++last;
    const text = input.value.trim();
    limit = wanted;
    told(text);
    try {
      const index = await (opening ??= open(get));
      const query = parse(text, index);
      const found = await answer(index, query);
      const items = text ? await helps(index, found, query) : [];
      if (turn !== last) return;
      const { hits, marks, instead } = found;
      const count = hits.length;
      list.replaceChildren(...(text ? hits.slice(0, limit).map((hit, at) => option(index, hit, at, marks, hit.page === hits[at - 1]?.page)) : recent()));
      list.onclick = ({ target }) => visit(target.closest("a"), marks, text);
      active = null;
      input.removeAttribute("aria-activedescendant");
      showFilters(found, query);
      help.replaceChildren(...items.map((item) => make("li", {}, ...item)));
      more.hidden = count <= limit;
      input.ariaExpanded = !!count;
      status.textContent = text ? fill(count ? "results" : "nothing", count || text) : WORDS.hint;
      if (query.asks && count) status.append(` ${WORDS.owner}: ${valuesOf(index, "owner", hits[0].page).map(([id, name]) => name || id)} (${index.titles[hits[0].page]}).`);
      if (count && instead[0]) status.append(" · ", fill("instead", instead.join(", ")));
      await Promise.all([...list.children].map(({ ready }) => ready));
    } catch ({ message }) {
      if (turn !== last) return;
      opening = null;
      // The site may have been published anew.
      if (!again) return run(limit, true);
      list.replaceChildren();
      status.textContent = WORDS[message] ?? WORDS.offline;
    }
  };

  input.oninput = () => run();
  input.onkeydown = async (event) => {
    const { firstChild, lastChild } = list;
    // Left to browsers, Escape would empty the field first, and close the dialog at the second time only.
    const option = { ArrowDown: active?.nextSibling ?? firstChild, ArrowUp: active?.previousSibling ?? lastChild, Enter: active ?? firstChild, Escape: dialog?.firstChild }[event.key];
    if (event.isComposing || !option) return;
    event.preventDefault();
    if (event.key[0] === "A") return choose(option);
    await option.ready;
    option.click();
  };
  more.hidden = true;
  return { run, input, parts: [make("search", {}, input, make("div", { className: "filters" }, ...selects)), status, list, more, help] };
};

const visit = (link, marks, text) => {
  if (!link) return;
  if (!page) history.replaceState({ text }, "");
  try {
    localStorage.setItem("found", JSON.stringify({ page: link.pathname, at: Date.now(), marks }));
  } catch {}
  if (link.pathname !== location.pathname) return;
  dialog?.close();
  show(marks);
};

let dialog, page;

/** Opens the search over any page. */
export const openDialog = (text) => {
  style();
  if (page) return page.select();
  if (!dialog) {
    const link = make("a", { className: "more" }, WORDS.page);
    const { parts, run, input } = panel((text) => (link.href = `${SITE}-/search/?q=${encodeURIComponent(text)}`));
    const close = make("button", { className: "icon-button", ariaLabel: WORDS.close });
    dialog = make("dialog", { className: "search-dialog", ariaLabel: WORDS.title, onclick: ({ target }) => ![dialog, close].includes(target) || dialog.close() }, close, ...parts, link);
    document.body.append(dialog);
    dialog.ask = (text) => {
      input.select();
      // What somebody has begun to type goes on.
      if (text) input.value = text;
      run();
    };
  }
  dialog.showModal();
  dialog.ask(text);
};

/** The search as a page of its own. */
export const openPage = (element) => {
  const { parts, run, input } = panel((text) => history.replaceState(null, "", `?q=${encodeURIComponent(text)}`));
  page = input;
  element.append(...parts);
  input.value = new URLSearchParams(location.search).get("q");
  input.focus();
  run();
};
