// The example in German and in Arabic: no violation, nothing wider than the screen, no English word of ours, and code
// that stays left-to-right.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, complain, isForPaper, kinds, serveBelow, violations } from "../site.mjs";

const root = new URL("../../../", import.meta.url).pathname;

/** The words of a language, as `key: word` in lines. */
const words = (language) => {
  const lines = readFileSync(join(root, `themes/default/words/${language}.yaml`), "utf8").split("\n");
  const pairs = lines.map((line) => /^([a-z_][\w.-]*): "?(.*?)"?$/.exec(line)).filter(Boolean);
  return new Map(pairs.map(([, key, word]) => [key, word]));
};

const english = words("en");

/** The example built in another language. */
const build = (language) => {
  const folder = mkdtempSync(join(tmpdir(), "handbook-"));
  cpSync(join(root, "example-handbook"), join(folder, "book"), { recursive: true });
  const settings = join(folder, "book/handbook.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/^language: en$/m, `language: ${language}`));
  execFileSync(process.env.HANDBOOK, ["build", join(folder, "book"), "--dest", join(folder, "site"), "--today", "2026-11-22", "--quiet"],
    { stdio: ["ignore", "ignore", "ignore"] });
  return folder;
};

/** What authors call their pages, headings, folders, tags and terms: that may be English. */
const authored = (book) => {
  const paths = readdirSync(book, { recursive: true }).filter((path) => !path.startsWith("site"));
  const lines = paths.filter((path) => /\.(md|yaml)$/.test(path)).flatMap((path) => readFileSync(join(book, path), "utf8").split("\n"));
  const said = lines.map((line) => /^\s*(?:#+|-|\w+:)\s*"?(.*?)"?\s*(?:\{#.*\})?$/.exec(line)?.[1]);
  const folders = paths.flatMap((path) => path.split(/[/\\]/)).map((name) => name.replace(/\.\w+$/, "").replaceAll("-", " "));
  const titles = folders.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  return new Set([...said, ...titles].filter(Boolean));
};

/** Whole texts of a page that stand outside what authors wrote. */
const ours = () => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (around.closest(".text, h1, script, style, .card, .branch, .breadcrumbs, .outline")) continue;
    texts.push(walker.currentNode.textContent.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [title]"))
    if (!element.closest(".text")) texts.push(element.getAttribute("aria-label") ?? "", element.title ?? "");
  return texts.filter(Boolean);
};

await check(async (browser) => {
  for (const language of ["de", "ar"]) {
    const folder = build(language);
    const { url, close } = await serveBelow("/book/", join(folder, "site"));
    const own = new Set(words(language).values());
    const foreign = new Set([...english.values()].filter((word) => !own.has(word) && /[a-z]{3}/i.test(word) && !word.includes("{")));
    for (const text of authored(join(folder, "book"))) foreign.delete(text);
    for (const width of [360, 1280]) {
      const page = await (await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" })).newPage();
      for (const { kind, address } of kinds().filter((page) => page.address !== "404.html" && (width === 360 || !isForPaper(page)))) {
        const say = (fault) => complain(`${address || "/"} (${kind}, ${language}, ${width} px): ${fault}`);
        await page.goto(url + address);
        for (const fault of await violations(page)) say(fault);
        const found = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          direction: document.documentElement.dir || "ltr",
          days: [...document.querySelectorAll("time")].find((time) => /^[\d-]{10}$/.test(time.dateTime) && time.textContent.includes("\u2068"))?.textContent,
          phone: [...document.querySelectorAll('[href^="tel:"]')].find((link) => getComputedStyle(link).direction !== "ltr")?.textContent,
          cut: [...document.querySelectorAll(".head-views a")].find((link) => link.scrollWidth > link.clientWidth + 1)?.textContent,
          title: [getComputedStyle(document.querySelector("h1")).fontFamily, getComputedStyle(document.querySelector("h1")).letterSpacing].join(" "),
          turned: [...document.querySelectorAll("pre, :not(pre) > code, kbd")].find((code) => getComputedStyle(code).direction !== "ltr")?.outerHTML,
        }));
        if (found.wide > width) say(`${found.wide} px wide`);
        if (found.direction !== (language === "ar" ? "rtl" : "ltr")) say(`the page runs ${found.direction}`);
        if (found.days) say(`a day runs against its language: ${found.days}`);
        if (found.phone) say(`a number runs from right to left: ${found.phone}`);
        if (found.cut) say(`a link is cut: ${found.cut}`);
        if (language === "ar" && !/^"Handbook Sans".* (normal|0px)$/.test(found.title)) say(`the title is set in ${found.title}`);
        if (found.turned) say(`code runs from right to left: ${found.turned.slice(0, 100)}`);
        for (const text of await page.evaluate(ours)) if (foreign.has(text)) say(`says “${text}”`);
      }
      await page.context().close();
    }
    close();
    rmSync(folder, { recursive: true });
  }
});
