// The browser finds what the terminal finds, in the same order: the golden queries, on a sub-path of a plain static host.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, complain, serveBelow } from "../site.mjs";

const golden = join(import.meta.dirname, "../../relevance/golden");
const program = process.env.HANDBOOK;
const site = mkdtempSync(join(tmpdir(), "golden-"));

const expected = readFileSync(join(golden, "golden.txt"), "utf8").split(/^> /m).slice(1).map((block) => {
  const [query, ...lines] = block.trimEnd().split("\n");
  const hits = lines.filter((line) => line && !line.startsWith("? ")).map((line) => line.replace(/ \d+$/, ""));
  return { query, hits, unknown: lines.filter((line) => line.startsWith("? ")).map((line) => line.slice(2)) };
});

await check(async (browser) => {
  execFileSync(program, ["build", join(golden, "handbook"), "--dest", site, "--quiet", "--today", "2026-11-22"]);
  const host = await serveBelow("/a/b/", site);
  const page = await browser.newPage();
  page.on("dialog", (dialog) => complain(`a dialog: ${dialog.message()}`) || dialog.dismiss());
  for (const { query, hits, unknown } of expected) {
    await page.goto(`${host.url}-/search/?q=${encodeURIComponent(query)}`);
    await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query && document.querySelector("[role=status]")?.textContent && !document.querySelector(".hit:not([href])"), query);
    const found = await page.$$eval(".hit", (links) => links.map((link) => decodeURIComponent(link.href)));
    const actual = found.slice(0, 5).map((href) => href.slice(host.url.length));
    const wanted = hits.map((hit) => decodeURIComponent(hit));
    if (actual.join() !== wanted.join()) complain(`${query}: the browser finds ${actual.join(" ")}, the terminal ${wanted.join(" ")}`);
    const made = await page.$$eval("#hb\\:search :is(img, script, svg, kbd, b b)", (elements) => elements.length);
    if (made) complain(`${query}: ${made} elements were made of text`);
    const words = await page.$$eval(".search-help li:has(> button)", (items) => items.map((item) => [...item.querySelectorAll("button")].map((button) => button.textContent).join(" ")));
    for (const line of unknown) {
      const alike = line.split(": ")[1];
      if (alike && !words.includes(alike)) complain(`${query}: offers ${words}, not ${alike}`);
    }
  }
  host.close();
  rmSync(site, { recursive: true });
});
