// Opens the search with one key, and marks on this page what it found. The search itself is loaded when it is asked for.
const link = document.querySelector("[data-search]");

if (link) {
  const load = () => import(new URL(link.dataset.search, location));
  const open = (event) => {
    event.preventDefault();
    load().then(({ openDialog }) => openDialog(), () => (location = link.href));
  };
  link.addEventListener("click", (event) => event.ctrlKey || event.metaKey || event.shiftKey || open(event));
  link.addEventListener("pointerenter", load, { once: true });
  addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const types = event.target.closest("input, select, textarea, [contenteditable]");
    if (command ? event.key.toLowerCase() === "k" : event.key === "/" && !event.altKey && !types) open(event);
  });

  const place = document.getElementById("hb:search");
  if (place) load().then(({ openPage }) => openPage(place));
  try {
    const { page, at, marks } = JSON.parse(localStorage.getItem("found"));
    if (page === location.pathname && Date.now() - at < 10000) load().then(({ show }) => show(marks));
    localStorage.removeItem("found");
  } catch {}
}
