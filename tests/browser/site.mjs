// The built example handbook as the checks see it: its pages, the places it is served from, and a browser.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

/** The folder of the built site; set by tests/browser.rs. */
export const folder = process.env.SITE;
/** Where `handbook serve` answers, with `/` at the end; set by tests/browser.rs. */
export const served = process.env.SERVED;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A Chromium that asks nobody but the page. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });

/** All files of the site, as paths with `/`. */
export const files = readdirSync(folder, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => statSync(join(folder, path)).isFile())
  .sort();

/** A file of the site as bytes. */
export const bytes = (path) => readFileSync(join(folder, path));

const isRedirect = (path) => bytes(path).includes('http-equiv="refresh"');

/** All HTML pages but redirects, as addresses relative to the site. */
export const pages = files
  .filter((path) => path.endsWith(".html") && !isRedirect(path))
  .map((path) => path.replace(/(^|\/)index\.html$/, "$1"));

/** One page of each kind: home, 404, each view, a section, and the first of each type of page. */
export const kinds = () => {
  const chosen = new Map();
  const data = JSON.parse(bytes("-/pages.json"));
  const types = new Map((data.pages ?? data).map((page) => [page.address, page.type ?? "page"]));
  for (const address of pages) {
    const view = /^-\/(people\/[a-z]+|[^/]*)/.exec(address);
    const deep = address.split("/").length > 3;
    const kind = view ? `view ${view[1]}${deep ? " one" : ""}` : types.has(address) ? `type ${types.get(address)}` : `as ${address}`;
    const section = pages.some((other) => other !== address && address && other.startsWith(address));
    const key = address === "" ? "home" : section ? `section ${kind}` : kind;
    if (!chosen.has(key)) chosen.set(key, address);
  }
  return [...chosen].map(([kind, address]) => ({ kind, address }));
};

/** Whether a page is a document for paper: it has no head, and is as long as the handbook. */
export const isForPaper = ({ address }) => /^-\/(print|runbooks)/.test(address);

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
  ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp" };

/** Serves a folder as any static host would, on a sub-path and without headers of its own. */
export const serveBelow = async (prefix, root = folder) => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(prefix)) return response.writeHead(404).end();
    const inside = normalize(path.slice(prefix.length) || "index.html");
    const isFile = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile();
    const file = isFile(inside) ? inside : inside.replace(/\/?$/, "/index.html");
    if (!isFile(file)) return response.writeHead(404, { "content-type": TYPES[".html"] }).end(readFileSync(join(root, "404.html")));
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(join(root, file)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${server.address().port}${prefix}`;
  return { url, close: () => server.close() };
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const judged = async (page, runOnly) => {
  const result = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), runOnly);
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
};

/** Violations of WCAG 2.2 AA and of best practice on a page as it is now. */
export const violations = async (page) => {
  await page.evaluate(axe);
  return judged(page, { type: "tag", values: TAGS });
};

/** Those that colours make, on a page that `violations` has looked at, after they changed. */
export const colours = (page) => judged(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] });

const complaints = [];

/** Notes what is wrong; the check goes on, so that all of it is seen at once. */
export const complain = (what) => complaints.push(what);

/** Runs a check with a browser and ends the process: 0 when there was no problems found. */
export const check = async (body) => {
  const browser = await launch();
  try {
    await body(browser);
  } catch (error) {
    complain(error.stack ?? String(error));
  } finally {
    await browser.close();
  }
  report();
};

/** Prints the complaints and ends the process. */
export const report = () => {
  for (const line of complaints.slice(0, 60)) console.log(line);
  if (complaints.length > 60) console.log(`… and ${complaints.length - 60} more`);
  process.exit(complaints.length > 0 ? 1 : 0);
};
