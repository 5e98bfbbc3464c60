// Pages, styles and scripts stay within their budgets, in bytes after gzip. Styles for paper, which no screen waits for, are not counted.
import { gzipSync } from "node:zlib";
import { posix } from "node:path";
import { bytes, complain, files, isForPaper, pages, report } from "../site.mjs";

const BUDGET = { page: 40 * 1024, css: 10 * 1024, js: 4 * 1024 };
const packed = new Map();
const size = (path) => packed.get(path) ?? packed.set(path, gzipSync(bytes(path), { level: 9 }).length).get(path);

const assets = (path, kind) => {
  const pattern = kind === "css" ? /<link rel="stylesheet" href="([^"]*)">/g : /<script[^>]* src="([^"]*)"/g;
  const found = [...bytes(path).toString().matchAll(pattern)].map((match) => posix.join(posix.dirname(path), match[1].split("?")[0]));
  return [...new Set(found)].filter((asset) => files.includes(asset));
};
const sum = (paths) => paths.reduce((total, path) => total + size(path), 0);

// Documents for paper are as long as the handbook; sheets of single views have budgets of their own.
const ZOOM = 1024;
const zoom = sum(files.filter((path) => /^-\/zoom\./.test(path)));
if (zoom > ZOOM) complain(`what opens images has ${zoom} bytes, ${ZOOM} are allowed`);
const rows = pages.filter((address) => !isForPaper({ address })).map((address) => {
  const path = address === "" || address.endsWith("/") ? posix.join(address, "index.html") : address;
  const [css, js] = ["css", "js"].map((kind) => sum(assets(path, kind).filter((asset) => !/^-\/(search|paper|print|code|health|terms|zoom|me)\./.test(asset))));
  const both = ["page", "views"].every((name) => assets(path, "css").some((asset) => asset.startsWith(`-/${name}.`)));
  return { both, address: address || "/", html: size(path), css, js, page: size(path) + css + js };
});
// A page with views in its text loads the styles and scripts of both.
const allowed = (row, part) => BUDGET[part] + (part !== "page" && row.both ? 2048 : 0);
for (const row of rows)
  for (const part of Object.keys(BUDGET))
    if (row[part] > allowed(row, part)) complain(`${row.address}: ${part} has ${row[part]} bytes, ${allowed(row, part)} are allowed`);

rows.sort((left, right) => right.page - left.page);
const middle = rows[Math.floor(rows.length / 2)];
for (const [name, row] of [["largest", rows[0]], ["median", middle]])
  console.log(`${name}: ${row.address} html ${row.html} + css ${row.css} + js ${row.js} = ${row.page} bytes gz`);
report();
