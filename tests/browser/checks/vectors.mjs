// Nothing that an author writes runs: not with the content security policy, and not on a host that takes it away.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { check, complain, serveBelow } from "../site.mjs";
import { RUN, drawings, names, vectors } from "../vectors.mjs";

const folder = mkdtempSync(join(tmpdir(), "handbook-vectors-"));
const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const all = vectors();
const number = (index) => String(index).padStart(4, "0");
write("handbook.yaml", "title: Vectors\nurls: file\n");
write("index.md", `# Home\n\n${drawings().map((_, index) => `![drawing](d${index}.svg) [drawing](d${index}.svg)`).join("\n")}\n`);
all.forEach(({ text }, index) => write(`v${number(index)}.md`, text));
drawings().forEach((text, index) => write(`d${index}.svg`, text));
names().forEach((name) => write(name, "# Named\n\nText.\n"));
write("trust/handbook.yaml", "title: Trust\nhtml: trust\n");
write("trust/index.md", `---\ntitle: ${JSON.stringify(`<img src=x onerror=${RUN}>`)}\ndescription: ${JSON.stringify(`"><script>${RUN}</script>`)}\n---\n\n$\\operatorname{<script>${RUN}</script>}$ ![x](d0.svg)\n`);
write("trust/d0.svg", drawings()[0]);

const build = (source, output) => {
  const { status, stderr } = spawnSync(process.env.HANDBOOK, ["build", source, "--dest", output, "--today", "2026-11-22", "--quiet"]);
  if (status !== 0) complain(`the vectors do not build: exit ${status}\n${stderr}`);
};

/** What in a page could still run: handlers, scripts that are not ours, addresses with code, documents inside. */
const active = () => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) if (/^on/i.test(name) || name === "srcdoc") found.push(`${element.localName} ${name}`);
    for (const name of ["href", "src", "xlink:href", "action", "formaction", "data", "poster"]) {
      const value = (element.getAttribute(name) ?? "").replace(/[\s\u0000-\u001f]/g, "");
      if (/^(javascript|vbscript):/i.test(value) || (/^data:/i.test(value) && element.localName !== "img" && element.localName !== "link")) found.push(`${element.localName} ${name}=${value.slice(0, 40)}`);
    }
    const own = element.localName === "script" && element.src.startsWith(location.origin) && element.text === "";
    if (["base", "object", "embed", "applet", "frame", "frameset", "portal"].includes(element.localName)) found.push(element.localName);
    if (element.localName === "script" && !own) found.push("script");
    if (element.localName === "iframe") found.push("iframe");
    if (element.localName === "meta" && element.httpEquiv === "refresh") found.push("refresh");
  }
  return found;
};

/** A page that notes what runs in it. */
const watched = async (context, origin) => {
  const page = await context.newPage();
  const ran = [];
  page.on("dialog", async (dialog) => { ran.push("code ran"); await dialog.dismiss(); });
  page.on("request", (request) => {
    const isOther = !request.url().startsWith(origin) && !/^(data|blob):/.test(request.url());
    if (isOther && request.resourceType() !== "image") ran.push(`asked for ${request.url()}`);
  });
  return { page, ran };
};

const look = async ({ page, ran }, url, what, mode) => {
  ran.length = 0;
  await page.goto(url, { waitUntil: "load" }).catch((error) => ran.push(`did not load: ${error.message.split("\n")[0]}`));
  const found = await page.evaluate(active).catch((error) => [`was left: ${error.message}`]);
  for (const line of [...ran, ...found]) complain(`${what} (${mode}): ${line}`);
};

// Our own styles go as well: nothing of them runs, and two thousand pages load sooner.
const withoutPolicy = (html) => html
  .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
  .replace(/<link rel="stylesheet" href="(?:\.\.\/)*(?:\.\/)?-\/[^"]*">/g, "");

/** The same site as a host would serve it that takes the policy away. */
const strip = (output) => {
  for (const path of readdirSync(output, { recursive: true }).filter((path) => path.endsWith(".html")))
    writeFileSync(join(output, path), withoutPolicy(readFileSync(join(output, path), "utf8")));
};

const output = join(folder, "out");
build(folder, output);
build(join(folder, "trust"), join(folder, "out-trust"));
const pages = readdirSync(output, { recursive: true }).filter((path) => path.endsWith(".html"));
const text = (path) => all[Number(/^v(\d{4})\.html$/.exec(path)?.[1] ?? -1)];

await check(async (browser) => {
  const context = await browser.newContext();
  for (const mode of ["with the policy", "without it"]) {
    if (mode === "without it") {
      strip(output);
      strip(join(folder, "out-trust"));
    }
    for (const root of [output, join(folder, "out-trust")]) {
      const site = await serveBelow("/", root);
      // The policy can only take away from what runs without it, so a sample is enough to see that it is no hindrance.
      const sample = mode === "without it" ? pages : pages.filter((_, index) => index % 6 === 0);
      const list = root === output ? sample : ["index.html"];
      // A tab keeps something of each page that it has shown, and gets slower.
      for (let start = 0; start < list.length; start += 100) {
        const tab = await watched(context, site.url);
        for (const path of list.slice(start, start + 100)) {
          const vector = text(path);
          await look(tab, site.url + encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23"), vector ? `${vector.kind}: ${JSON.stringify(vector.text)}` : path, mode);
        }
        await tab.page.close();
      }
      const tab = await watched(context, site.url);
      for (const query of ["<img src=x onerror=alert(1)>", "script", "onerror", "named", "\"><svg onload=alert(1)>"])
        await searched(tab, `${site.url}-/search.html?q=${encodeURIComponent(query)}`, query, mode);
      site.close();
      await tab.page.close();
    }
  }
  drawings().forEach((drawing, index) => { if (existsSync(join(output, `d${index}.svg`))) complain(`published: ${drawing.slice(0, 90)}`); });
  await control(context);
  await live(context);
  console.log(`${all.length + drawings().length + names().length} vectors`);
});

/** Results and excerpts of the search. */
async function searched(tab, url, query, mode) {
  tab.ran.length = 0;
  await tab.page.goto(url, { waitUntil: "load" });
  await tab.page.waitForTimeout(250);
  const found = await tab.page.evaluate(active);
  for (const line of [...tab.ran, ...found]) complain(`search for ${query} (${mode}): ${line}`);
}

/** What the check would see if something ran: without this, its silence says nothing. */
async function control(context) {
  const root = join(folder, "control");
  mkdirSync(root);
  writeFileSync(join(root, "404.html"), "");
  writeFileSync(join(root, "index.html"), `<!doctype html><title>x</title><img src=x onerror=${RUN}><a href="javascript:${RUN}">x</a>`);
  const site = await serveBelow("/", root);
  const { page, ran } = await watched(context, site.url);
  await page.goto(site.url, { waitUntil: "load" });
  await page.waitForTimeout(100);
  const found = await page.evaluate(active);
  if (!ran.includes("code ran") || found.length < 2) complain(`the control did not run: ${ran} ${found}`);
  site.close();
  await page.close();
}

/** What \`serve\` puts over a page: its overlay shows the text of mistakes, its panel that of findings. */
async function live(context) {
  const source = join(folder, "live");
  mkdirSync(source);
  writeFileSync(join(source, "index.md"), `# Home\n\n[<img src=x onerror=${RUN}>](<nowhere<img src=x onerror=${RUN}>.md>)\n`);
  writeFileSync(join(source, `<img src=x onerror=${RUN}>.md`), `---\ntitle: [<img src=x onerror=${RUN}>\n---\n# x\n`);
  const server = spawn(process.env.HANDBOOK, ["serve", source, "--port", "0", "--today", "2026-11-22"]);
  const url = await new Promise((done, fail) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const url = /^http:\S+/m.exec(said)?.[0];
      if (url && said.includes("Ctrl-C")) done(url);
    });
    server.on("exit", () => fail(new Error(said)));
  });
  const { page, ran } = await watched(context, url);
  await page.goto(url);
  const shown = () => document.querySelector("handbook-live")?.shadowRoot?.textContent.includes("onerror") ?? false;
  await page.waitForFunction(shown, null, { timeout: 15_000 }).catch(() => complain("serve does not show the findings"));
  const inside = await page.evaluate(() => document.querySelector("handbook-live")?.shadowRoot.querySelectorAll("img, script").length);
  if (inside) complain(`serve: ${inside} elements of authors in its notes`);
  for (const line of ran) complain(`serve: ${line}`);
  server.removeAllListeners("exit");
  server.kill("SIGINT");
  await page.close();
}

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
