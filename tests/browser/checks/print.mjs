// On paper: one column, no navigation or controls, the text as wide as the sheet, addresses behind outside links; dark
// letters at night as well, and nothing that is true only of the reader or the moment.
import { check, complain, kinds, served } from "../site.mjs";

/** How many sheets a page needs. */
const sheets = async (page, address) => {
  await page.goto(served + address);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
};

await check(async (browser) => {
  const page = await (await browser.newContext({ viewport: { width: 794, height: 1123 }, colorScheme: "dark" })).newPage();
  await page.emulateMedia({ media: "print" });
  for (const { kind, address } of kinds()) {
    await page.goto(served + address);
    const found = await page.evaluate(() => {
      const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
      const main = document.querySelector("main").getBoundingClientRect();
      return {
        extra: [...document.querySelectorAll("nav, button, input, .skip")].filter((element) => shown(element) && !element.closest(".term, .paper-head, .sort") && element.type !== "checkbox").map((element) => element.outerHTML.slice(0, 100)),
        beside: main.left > 120 || innerWidth - main.right > 120,
        letters: getComputedStyle(document.body).color,
        apart: [...document.querySelectorAll(".now a")].filter((link) => getComputedStyle(link, "::after").position === "absolute").map((link) => link.href),
        yours: [...document.querySelectorAll(".screen-only, [data-clock]")].filter(shown).map((element) => element.textContent),
      };
    });
    for (const html of found.extra) complain(`${address} (${kind}): printed: ${html}`);
    if (found.letters !== "rgb(29, 28, 26)") complain(`${address} (${kind}): the letters are ${found.letters}`);
    for (const href of found.apart) complain(`${address} (${kind}): an address is printed over the text: ${href}`);
    for (const text of found.yours) complain(`${address} (${kind}): printed, but true for this reader only: ${text}`);
    if (found.beside) complain(`${address} (${kind}): the text does not use the sheet`);
  }
  for (const address of ["-/reviews/", "-/urgency/", "-/people/"]) {
    const count = await sheets(page, address);
    if (count > 1) complain(`${address} needs ${count} sheets`);
  }
  // Pages that follow each other share sheets; a document of 100 short pages has not 100 sheets.
  await page.goto(`${served}-/print/engineering/`);
  const { spacing, pages } = await page.evaluate(() => ({
    spacing: parseFloat(getComputedStyle(document.querySelector(".text p + p")).marginTop),
    pages: document.querySelectorAll("article").length,
  }));
  if (spacing < 5) complain(`paragraphs of a printed section stand ${spacing} px apart`);
  const count = await sheets(page, "-/print/engineering/");
  if (count > pages * 1.3) complain(`a section of ${pages} pages needs ${count} sheets`);
});
