// The view of changes says what is new to the reader since the last visit, and keeps what was seen in the browser alone.
import { check, complain, served, violations } from "../site.mjs";

const state = (page) => page.evaluate(() => ({
  note: document.querySelector("[data-since]").hidden ? "" : document.querySelector("[data-since]").textContent,
  badges: document.querySelectorAll(".changes .badge[data-state=new]:last-child").length,
  rows: document.querySelectorAll("[data-change]").length,
  kept: JSON.parse(localStorage.getItem(`changes:${location.pathname}`)),
}));

await check(async (browser) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${served}-/changes/`);
  const first = await state(page);
  if (first.note) complain(`a first visit says: ${first.note}`);
  if (!first.rows || first.kept?.shown.length !== first.rows) complain(`${first.rows} changes are shown, ${first.kept?.shown.length} are kept`);
  // Yesterday, when the newest change was not there.
  await page.evaluate(() => {
    const name = `changes:${location.pathname}`;
    const visit = JSON.parse(localStorage.getItem(name));
    const newest = visit.shown[0];
    const shown = visit.shown.filter((key) => key !== newest);
    localStorage.setItem(name, JSON.stringify({ at: Date.now() - 24 * 60 * 60 * 1000, shown }));
  });
  for (const visit of ["the next visit", "a reload"]) {
    await page.reload();
    const now = await state(page);
    if (!/: [1-9]\d*$/.test(now.note)) complain(`${visit} says: ${now.note}`);
    if (!now.badges) complain(`${visit} marks nothing`);
  }
  for (const fault of await violations(page)) complain(fault);
  const others = asked.filter((url) => !url.startsWith(served));
  if (others.length) complain(`other hosts are asked: ${others}`);
  await context.close();
});
