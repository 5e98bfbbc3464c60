// The switch of colours shows what it is set to, and the choice survives a reload and the next page.
import { check, complain, pages, served } from "../site.mjs";

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

await check(async (browser) => {
  const page = await (await browser.newContext({ colorScheme: "light", viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(served);
  const light = await background(page);
  const button = page.locator("[data-scheme-switch]");
  const names = new Set();
  for (let turn = 0; turn < 3 && (await background(page)) === light; turn += 1) {
    names.add(await button.getAttribute("aria-label"));
    await button.click();
  }
  const dark = await background(page);
  if (dark === light) complain("the switch never made the page dark");
  if (names.size < 1 || names.has(null)) complain("the switch does not say what it is set to");
  await page.reload();
  if ((await background(page)) !== dark) complain("the choice is gone after a reload");
  await page.goto(served + pages.at(-1));
  if ((await background(page)) !== dark) complain("the choice is gone on the next page");
});
