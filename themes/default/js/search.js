// Opens the search with one key, and marks on this page what it found. The search itself is loaded when it is asked for.
const link = document.querySelector("[data-search]");

if (link) {
  const load = () => import(new URL(link.dataset.search, location));
  let typed;
  const open = (event, text) => {
    event?.preventDefault();
    typed = text ?? "";
    load().then(({ openDialog }) => {
      openDialog(typed || undefined);
      typed = undefined;
    }, () => (location = link.href));
  };
  link.addEventListener("click", (event) => event.ctrlKey || event.metaKey || event.shiftKey || open(event));
  link.addEventListener("pointerenter", load, { once: true });
  addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const { key } = event;
    const types = event.target.closest("input, select, textarea, [contenteditable]");
    // What is typed before the search is there is kept for it.
    if (typed !== undefined && !command && !types && !key[1]) typed += key;
    else if (command ? key.toLowerCase() === "k" : key === "/" && !event.altKey && !types) open(event);
  });

  const place = document.getElementById("hb:search");
  if (place) load().then(({ openPage }) => openPage(place));
  if (history.state?.text && /back/.test(performance.getEntriesByType("navigation")[0]?.type)) open(null, history.state.text);
  try {
    const { page, at, marks } = JSON.parse(localStorage.getItem("found")) ?? {};
    if (page === location.pathname && Date.now() - at < 10000) load().then(({ show }) => show(marks));
    localStorage.removeItem("found");
    const known = JSON.parse(localStorage.getItem("recent")) ?? [];
    const title = document.querySelector("h1")?.textContent;
    const others = known.filter(([, href]) => href !== location.pathname);
    if (title && !place) localStorage.setItem("recent", JSON.stringify([[title, location.pathname], ...others].slice(0, 7)));
  } catch {}
}
