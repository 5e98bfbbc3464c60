// With an editor beside it: a page follows its file, where the reader was; mistakes cover it and what is found stands in a corner.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, complain } from "../site.mjs";

const folder = mkdtempSync(join(tmpdir(), "handbook-live-"));
const write = (path, text) => writeFileSync(join(folder, path), text);
const paragraphs = Array.from({ length: 80 }, (_, number) => `Paragraph ${number}.`).join("\n\n");
const text = (word) => `# Long page\n\n${paragraphs}\n\nThe last word is ${word}.\n`;

/** Starts `handbook serve` and gives its address. */
const start = () => new Promise((done, fail) => {
  const server = spawn(process.env.HANDBOOK, ["serve", folder, "--port", "0", "--today", "2026-11-22"]);
  let said = "";
  server.stderr.on("data", (data) => {
    said += data;
    const url = /^http:\S+/m.exec(said)?.[0];
    if (url && said.includes("Ctrl-C")) done({ url, server });
  });
  server.on("exit", () => fail(new Error(said)));
});

/** Waits until what a page says is so, and complains when it never is. A page that is loaded anew in between is asked again. */
const until = async (what, ask, isSo) => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const answer = await ask().catch(() => null);
    if (answer !== null && isSo(answer)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  complain(`it never happened: ${what}`);
};
const untilShown = (page, word) =>
  until(`the page says ${word}`, () => page.evaluate(() => document.body.innerText), (text) => text.includes(`word is ${word}`));

/** What the note that covers the page says, or the panel; nothing where it is not there. */
const said = (part) => document.querySelector("handbook-live")?.shadowRoot.querySelector(`.${part}:not([hidden])`)?.innerText ?? "";
const untilSaid = (page, what, part, isSo) => until(what, () => page.evaluate(said, part), isSo);

write("index.md", "# Home\n\n[Long page](long.md)\n");
write("long.md", text("first"));
const { url, server } = await start();

await check(async (browser) => {
  try {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    page.on("console", (message) => { if (message.type() === "error") complain(`the console says: ${message.text()}`); });
    page.on("pageerror", (error) => complain(`a script failed: ${error}`));
    await page.goto(`${url}long/`);

    await page.evaluate(() => { scrollTo(0, 900); window.same = true; });
    write("index.md", "# Home\n\nAnother text, and the [long page](long.md).\n");
    await page.waitForTimeout(700);
    if (!(await page.evaluate(() => window.same))) complain("the page was loaded again for a change of another");

    write("long.md", text("second"));
    await untilShown(page, "second");
    await until("the page stands where it stood", () => page.evaluate(() => scrollY), (top) => Math.abs(top - 900) <= 2);

    write("long.md", `---\ntitle: [\n---\n${text("third")}`);
    await untilSaid(page, "the mistake covers the page", "overlay", (note) => note.includes("long.md:") && note.includes("title: ["));
    if (!(await page.evaluate(() => document.body.innerText.includes("word is second")))) complain("the last good page is gone");

    write("long.md", text("fourth"));
    await untilShown(page, "fourth");
    await untilSaid(page, "the note is gone", "overlay", (note) => note === "");

    write("long.md", `${text("fifth")}\n[nowhere](nowhere.md)\n`);
    await untilShown(page, "fifth");
    await untilSaid(page, "the finding is counted", "panel", (note) => note.includes("1 finding"));
    await page.locator("handbook-live summary").click();
    await page.locator("handbook-live .panel .place").click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (!/^long\.md:\d+:\d+$/.test(copied)) complain(`a click copied ${copied}`);

    renameSync(folder, `${folder}-away`);
    await untilSaid(page, "the handbook is missed", "overlay", (note) => note.includes("not there any more"));
    renameSync(`${folder}-away`, folder);
    await untilSaid(page, "the handbook is back", "overlay", (note) => note === "");

    const other = await context.newPage();
    await other.goto(url);
    await other.bringToFront();
    write("index.md", "# Home\n\nThe last word is final.\n");
    await untilShown(other, "final");
    await context.close();
  } finally {
    server.removeAllListeners("exit");
    server.kill("SIGINT");
    rmSync(folder, { recursive: true, force: true });
  }
});
