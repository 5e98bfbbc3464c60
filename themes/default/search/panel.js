// What readers see of the search: one panel, in a dialog on any page and in the page `/-/search/`. `WORDS` and `STYLE` are put in by handbook.

const SITE = new URL("../", import.meta.url).href;
const LIMIT = 10;

const fill = (key, values) => WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// A sign-in that has expired answers with a page of its own, or leads to one.
const get = async (name) => {
  const answer = await fetch(`${SITE}-/search/${name}`, { redirect: "manual", cache: name === "index.bin" ? "no-cache" : "default" });
  const isPage = answer.ok && /html/.test(answer.headers.get("content-type"));
  if (isPage || answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("signed_out");
  if (!answer.ok) throw new Error("changed");
  return new Uint8Array(await answer.arrayBuffer());
};

let opening;
const opened = () => {
  opening ??= open(get);
  opening.catch(() => (opening = null));
  return opening;
};

// A text, or a part of it, with what was found marked.
const pieces = (text, marks, [from, to] = [0, text.length]) => {
  const parts = [];
  for (const [start, end] of marked(text, marks)) {
    if (start < from || end > to) continue;
    parts.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from, to)];
};

const label = (facet, [id, name]) => WORDS[`${facet === "type" ? "types" : facet}.${id}`] ?? name;

const option = (index, { page, section }, at, marks, visit) => {
  const title = make("b", {}, ...pieces(index.titles[page], marks));
  const text = make("span", { className: "hit-text" });
  const facts = ["type", "section", "owner", "state"].flatMap((facet) =>
    valuesOf(index, facet, page)
      .filter(([id]) => facet !== "type" || id !== "page")
      .map((value) => {
        const fact = make("span", { className: facet === "state" ? "badge" : "" }, label(facet, value));
        fact.dataset.state = value[0];
        return fact;
      }));
  const link = make("a", { id: `hb:hit-${at}`, className: "hit", role: "option", tabIndex: -1, ariaSelected: false }, title, text, make("span", { className: "meta" }, ...facts));
  link.ready = index.section(section).then(({ address, headings, anchor, text: all }) => {
    link.href = SITE + address + (headings.length ? `#${encodeURIComponent(anchor)}` : "");
    title.append(...headings.flatMap((heading) => [" › ", ...pieces(heading, marks)]));
    const [from, to] = windowOf(all, marked(all, marks));
    text.append(from ? "… " : "", ...pieces(all, marks, [from, to]), to < all.length ? " …" : "");
  });
  link.addEventListener("click", () => visit(link));
  return link;
};

// Marks what was found on the page that it led to.
export const show = (marks) => {
  style();
  if (!CSS.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    for (const [start, end] of marked(walker.currentNode.data, marks)) {
      const range = new Range();
      range.setStart(walker.currentNode, start);
      range.setEnd(walker.currentNode, end);
      ranges.push(range);
    }
  CSS.highlights.set("found", new Highlight(...ranges));
};

const style = () => {
  const href = `${SITE}-/${STYLE}`;
  if (![...document.styleSheets].some((sheet) => sheet.href === href)) document.head.append(make("link", { rel: "stylesheet", href }));
};

// The panel with everything in it; `told` hears each query.
const panel = (told, left) => {
  const list = make("div", { id: "hb:hits", className: "hits", role: "listbox", ariaLabel: WORDS.title });
  const status = make("p", { className: "note", role: "status" });
  const help = make("ul", { className: "search-help" });
  const input = make("input", { type: "search", id: "hb:query", placeholder: WORDS.placeholder, role: "combobox", ariaLabel: WORDS.title, ariaAutoComplete: "list", ariaExpanded: false, autocomplete: "off", spellcheck: false, maxLength: 1000 });
  input.setAttribute("aria-controls", list.id);
  const button = (text, act) => make("button", { type: "button", onclick: act }, text);
  const ask = (text) => {
    input.value = text;
    input.focus();
    run();
  };
  const without = (facet) => input.value.replace(new RegExp(`(^|\\s)(${facet}):("[^"]*"?|\\S*)`, "gi"), " ").trim();
  const selects = FACETS.map((facet) => {
    const select = make("select", { ariaLabel: WORDS[facet], hidden: true });
    select.addEventListener("change", () => ask(`${select.value} ${without(facet)}`.trim()));
    return select;
  });
  const more = button(WORDS.more, () => run((limit += LIMIT)));
  let limit = LIMIT;
  let active = -1;
  let last = 0;

  const choose = (at) => {
    list.children[active]?.setAttribute("aria-selected", false);
    active = at;
    const option = list.children[at];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };

  const visit = (marks) => (link) => {
    try {
      localStorage.setItem("found", JSON.stringify({ page: link.pathname, at: Date.now(), marks }));
      sessionStorage.setItem("query", input.value);
    } catch {}
    left(link, marks);
  };

  const showFilters = ({ facets }, { filters }) =>
    selects.forEach((select, at) => {
      const facet = FACETS[at];
      const asked = filters.find((filter) => filter.facet === facet);
      const values = facets[facet];
      select.hidden = !asked && values.length < 2;
      select.replaceChildren(make("option", { value: "" }, WORDS[facet]), ...values.slice(0, 200).map(([value, count]) =>
        make("option", { value: `${facet}:"${value[0]}"`, selected: asked && means(value, asked.value) }, `${label(facet, value)} (${count})`)));
    });

  const showHelp = async (index, { hits, unknown }, { filters, phrases }) => {
    const items = await Promise.all(unknown.map(async (word) => {
      const known = await alike(index, word);
      return [fill("unknown", { word }), ...known.map((other) => button(other, () => ask(input.value.replace(new RegExp(word, "i"), other))))];
    }));
    if (!hits.length) {
      if (filters.length) items.push([button(WORDS.unfilter, () => ask(without(FACETS.join("|"))))]);
      if (phrases.length) items.push([button(WORDS.unquote, () => ask(input.value.replaceAll('"', " ").trim()))]);
      items.push([make("a", { href: `${SITE}-/contents/` }, WORDS.contents)]);
      if (index.ask) items.push([fill("ask", { channel: index.ask })]);
    }
    return items.map((item) => make("li", {}, ...item));
  };

  const run = async (again) => {
    const turn = ++last;
    const isStale = () => turn !== last;
    const text = input.value.trim();
    told(text);
    try {
      const index = await opened();
      const query = parse(text);
      if (!isLoaded(index, query)) await new Promise((done) => setTimeout(done, 80));
      if (isStale()) return;
      const found = await answer(index, query);
      const helps = text ? await showHelp(index, found, query) : [];
      if (isStale()) return;
      const { hits, marks } = found;
      list.replaceChildren(...hits.slice(0, limit).map((hit, at) => option(index, hit, at, marks, visit(marks))));
      choose(-1);
      showFilters(found, query);
      help.replaceChildren(...helps);
      more.hidden = hits.length <= limit;
      input.ariaExpanded = hits.length > 0;
      status.textContent = !text ? WORDS.hint : hits.length ? fill(hits.length === 1 ? "results.one" : "results.other", { count: hits.length }) : fill("nothing", { query: text });
      await Promise.all([...list.children].map(({ ready }) => ready));
    } catch ({ message }) {
      if (isStale()) return;
      opening = null;
      if (message === "changed" && again !== message) return run(message);
      list.replaceChildren();
      status.textContent = WORDS[message] ?? WORDS.offline;
    }
  };

  input.addEventListener("input", () => {
    limit = LIMIT;
    run();
  });
  input.addEventListener("keydown", async (event) => {
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !count) return;
    if (step) {
      event.preventDefault();
      choose((active + step + count + (active < 0 && step < 0)) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = list.children[Math.max(0, active)];
      await option.ready;
      option.click();
    }
  });
  return { ask, input, all: [make("search", {}, input, make("div", { className: "filters" }, ...selects)), status, list, more, help] };
};

let dialog;
let page;

/** Opens the search over any page. */
export const openDialog = () => {
  if (page) return page.input.focus();
  style();
  if (!dialog) {
    const link = make("a", { className: "more" }, WORDS.page);
    const { all, ask, input } = panel(
      (text) => (link.href = `${SITE}-/search/?q=${encodeURIComponent(text)}`),
      (target, marks) => {
        if (target.pathname !== location.pathname) return;
        dialog.close();
        show(marks);
      });
    const close = make("button", { type: "button", className: "icon-button", ariaLabel: WORDS.close, onclick: () => dialog.close() }, make("span", { className: "icon" }));
    close.firstChild.dataset.icon = "close";
    dialog = make("dialog", { className: "search-dialog", ariaLabel: WORDS.title }, close, ...all, link);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
    let query = "";
    try {
      query = sessionStorage.getItem("query") ?? "";
    } catch {}
    ask(query);
  } else dialog.showModal();
  dialog.querySelector("input").select();
};

/** The search as a page of its own. */
export const openPage = (element) => {
  style();
  page = panel((text) => history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : "?"), () => {});
  element.replaceChildren(...page.all);
  page.ask(new URLSearchParams(location.search).get("q") ?? "");
};
