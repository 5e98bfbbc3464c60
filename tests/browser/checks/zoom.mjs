// Images shown smaller than they are open large, by mouse and by keyboard; they close again, and the focus comes back.
import { check, complain, served, violations } from "../site.mjs";

const PAGE = `${served}engineering/from-reading-to-forecast/`;

const isOpen = (page) => page.evaluate(() => document.querySelector(".zoomed").open);

const openings = [
  ["a click", (page) => page.click(".zoom")],
  ["Enter", (page) => page.focus(".zoom").then(() => page.keyboard.press("Enter"))],
  ["Space", (page) => page.focus(".zoom").then(() => page.keyboard.press("Space"))],
];
const closings = [
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["a click on the image", (page) => page.click(".zoomed img", { position: { x: 20, y: 40 } })],
  ["a click beside it", (page) => page.mouse.click(4, 4)],
  ["the button", (page) => page.keyboard.press("Enter")],
];

const zooms = async (page) => {
  for (const [how, open] of openings)
    for (const [end, close] of closings) {
      await open(page);
      if (!(await isOpen(page))) complain(`${how} does not open the image`);
      await close(page);
      if (await isOpen(page)) complain(`${end} does not close the image`);
      if (!(await page.evaluate(() => document.activeElement.matches(".zoom")))) complain(`after ${how} and ${end}, the focus is elsewhere`);
    }
};

const named = async (page) => {
  const alt = await page.getAttribute(".zoom img", "alt");
  if ((await page.getByRole("button", { name: alt, exact: true }).count()) !== 1) complain("the button is not named as the image");
  await page.click(".zoom");
  if ((await page.getByRole("dialog", { name: alt, exact: true }).count()) !== 1) complain("the dialog is not named as the image");
  const [shown, large] = await page.evaluate(() => [".text img", ".zoomed img"].map((image) => document.querySelector(image).clientWidth));
  if (large <= shown) complain(`the image is ${shown} px wide, and ${large} px when it is large`);
  for (const violation of await violations(page)) complain(`with a large image: ${violation}`);
  await page.keyboard.press("Escape");
};

// Images that are links, and those that have their size already, stay as they are.
const leaves = async (page) => {
  await page.goto(PAGE);
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "#linked";
    const image = document.querySelector(".text img, .zoom img");
    link.append(image.cloneNode());
    document.querySelector(".text").prepend(link);
  });
  await page.waitForFunction(() => document.querySelector("a[href='#linked'] img").complete);
  await page.evaluate(() => dispatchEvent(new Event("resize")));
  if (await page.$("a .zoom, .zoom a")) complain("an image that is a link became a button");
};

await check(async (browser) => {
  const open = async (width) => (await browser.newContext({ viewport: { width, height: 740 }, reducedMotion: "reduce" })).newPage();
  for (const width of [360, 560]) {
    const page = await open(width);
    await page.goto(PAGE);
    await page.waitForSelector(".zoom");
    await zooms(page);
    await named(page);
    await leaves(page);
  }
  const wide = await open(1600);
  await wide.goto(PAGE);
  await wide.waitForFunction(() => document.querySelector(".text img").complete);
  if (await wide.$(".zoom")) complain("an image that has its size already became a button");
  await wide.goto(`${served}policies/expenses/`);
  if (await wide.$("script[src*='zoom'], .zoomed")) complain("a page without images loads what opens them");
});
