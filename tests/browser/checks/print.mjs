// On paper: one column, no navigation or controls, the text as wide as the sheet, addresses behind outside links.
import { check, complain, kinds, served } from "../site.mjs";

await check(async (browser) => {
  const page = await (await browser.newContext({ viewport: { width: 794, height: 1123 } })).newPage();
  await page.emulateMedia({ media: "print" });
  for (const { kind, address } of kinds()) {
    await page.goto(served + address);
    const found = await page.evaluate(() => {
      const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
      const main = document.querySelector("main").getBoundingClientRect();
      return {
        extra: [...document.querySelectorAll("nav, button, input, .skip")].filter((element) => shown(element) && !element.closest(".term, .paper-head, .sort") && element.type !== "checkbox").map((element) => element.outerHTML.slice(0, 100)),
        beside: main.left > 120 || innerWidth - main.right > 120,
        dark: getComputedStyle(document.body).backgroundColor,
      };
    });
    for (const html of found.extra) complain(`${address} (${kind}): printed: ${html}`);
    if (found.beside) complain(`${address} (${kind}): the text does not use the sheet`);
  }
});
