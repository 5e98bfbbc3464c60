// Keeps the page that is shown up to date. `handbook serve` adds it to pages; it is never published.
(() => {
  "use strict";
  const { version, moment, panel } = document.currentScript.dataset;
  const stream = `/-/live/${moment}${location.pathname}`;
  const memory = `handbook-live ${location.pathname}`;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // The findings that a reader has closed, for as long as the tab lives: they do not cover the page again.
  const remembered = () => new Set(JSON.parse(sessionStorage.getItem(memory) ?? "[]"));
  const nameOf = (note) => `${note.rule} ${note.place.replace(/:\d+:\d+$/, "")} ${note.message}`;

  const overlay = make("section", { class: "overlay", role: "alert", hidden: "" });
  const findings = make("details", { class: "panel", hidden: "" });
  const host = make("handbook-live", {});
  const shadow = host.attachShadow({ mode: "open" });
  const style = make("link", { rel: "stylesheet", href: "/-/live.css" });
  style.addEventListener("load", () => shadow.append(overlay, findings));
  shadow.append(style);

  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      button.dataset.done = "copied";
    } catch {
      getSelection().selectAllChildren(button);
      button.dataset.done = "selected: press Ctrl+C";
    }
    setTimeout(() => delete button.dataset.done, 1500);
  };
  const placeOf = (note) => {
    const button = make("button", { class: "place", type: "button", title: "Copy the place" }, note.place);
    button.addEventListener("click", () => copy(note.place, button));
    return button;
  };

  let seen = null;
  const broken = () => (seen?.findings ?? []).filter((note) => note.breaks);
  const changed = () => seen !== null && (seen.version !== version || shows(seen.files));
  // Whether the page shows one of these files.
  const shows = (files) => {
    const paths = new Set(files.map((file) => `/${file}`));
    const media = document.querySelectorAll("img, video, audio, source, object, embed");
    return [...media].some(({ src, data }) => {
      const address = src || data;
      return address && paths.has(decodeURIComponent(new URL(address, location.href).pathname));
    });
  };

  const showOverlay = (title, ...rest) => {
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", dismiss);
    overlay.replaceChildren(make("header", {}, make("h2", {}, title), close), ...rest);
    overlay.hidden = false;
  };
  const dismiss = () => {
    if (overlay.hidden) return;
    overlay.hidden = true;
    sessionStorage.setItem(memory, JSON.stringify(broken().map(nameOf)));
    if (!seen?.trouble && changed()) location.reload();
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss();
  });

  const showFindings = () => {
    const notes = seen.findings;
    findings.hidden = panel !== "on" || notes.length === 0;
    const items = notes.map((note) =>
      make("li", { class: note.severity }, make("p", {}, note.message), make("p", { class: "help" }, note.help), placeOf(note)));
    const words = notes.length === 1 ? "1 finding" : `${notes.length} findings`;
    findings.replaceChildren(make("summary", { class: notes[0]?.severity ?? "" }, words), make("ul", {}, ...items));
  };

  const update = (news) => {
    seen = news;
    showFindings();
    if (seen.trouble) {
      const { message, help } = seen.trouble;
      return showOverlay("The handbook cannot be read; this is how it was", make("pre", {}, message), make("p", {}, help));
    }
    const known = remembered();
    const unseen = broken().filter((note) => !known.has(nameOf(note)));
    if (unseen.length > 0) {
      const title = changed() ? "Your last change is not shown because of this; the page is as it was" : "Something is wrong with this page";
      return showOverlay(title, ...unseen.flatMap((note) => [placeOf(note), make("pre", {}, note.text)]));
    }
    overlay.hidden = true;
    if (broken().length === 0) sessionStorage.removeItem(memory);
    if (changed()) location.reload();
  };

  // Browsers have six connections for a server and all tabs: a page that nobody sees needs none.
  let source = null;
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(stream);
    source.addEventListener("message", (event) => update(JSON.parse(event.data)));
    // A refused stream stays closed: too many tabs listen, and one of them may go.
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      rest();
      setTimeout(listen, 5000);
    });
  };
  const rest = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  document.documentElement.append(host);
  listen();
})();
