// What changed since the reader was last here. The browser keeps which changes it has shown, and nobody else learns it.
const line = document.querySelector("[data-since]");
const rows = [...document.querySelectorAll("[data-change]")];
if (line && rows.length) {
  const name = `changes:${location.pathname}`;
  const pause = 2 * 60 * 60 * 1000;
  let visit = {};
  try {
    visit = JSON.parse(localStorage.getItem(name)) || {};
  } catch {}
  // Within a visit, what was new when it began stays new.
  if (visit.at && Date.now() - visit.at > pause) {
    visit.seen = visit.shown;
    visit.since = visit.at;
  }
  visit.shown = rows.map((row) => row.dataset.change);
  visit.at = Date.now();
  try {
    localStorage.setItem(name, JSON.stringify(visit));
  } catch {}
  if (Array.isArray(visit.seen) && visit.since) {
    const seen = new Set(visit.seen);
    const unseen = rows.filter((row) => !seen.has(row.dataset.change));
    const { lang } = document.documentElement;
    const day = new Date(visit.since).toLocaleDateString(lang.replace(/^en$/, "en-GB"), { dateStyle: "long" });
    line.textContent = line.dataset.since.replace("{day}", day).replace("{count}", unseen.length.toLocaleString(lang));
    line.hidden = false;
    for (const row of unseen) {
      const badge = document.createElement("span");
      badge.className = "badge";
      badge.dataset.state = "new";
      badge.textContent = line.dataset.unseen;
      row.querySelector("p").append(" ", badge);
      row.closest("details")?.setAttribute("open", "");
    }
  }
}
