// The head of the site at any width, and what opens over a page: it holds a long name and all views, sheets keep the focus, and menus close.
import { check, complain, isForPaper, kinds, pages, served } from "../site.mjs";

const shown = () => kinds().filter((page) => !isForPaper(page));
const WIDTHS = [360, 768, 1000, 1280, 1920];
const LONG = "The Handbook of a Company with a Very Long Name and Sons";

const measure = (page) => page.evaluate(() => {
  const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const search = box(".search-link");
  const small = [...document.querySelectorAll(".site-head :is(a, button), .breadcrumbs a, .branch a, .outline-bar button, .neighbours a, .pager a")]
    .filter((target) => target.checkVisibility())
    .filter((target) => target.getBoundingClientRect().height < 24)
    .map((target) => target.outerHTML.slice(0, 80));
  return {
    wide: document.documentElement.scrollWidth,
    search: search.width,
    off: Math.abs(search.left + search.width / 2 - document.documentElement.clientWidth / 2),
    buttons: [...document.querySelectorAll(".icon-button")].filter((button) => button.checkVisibility()).map((button) => button.getBoundingClientRect().width),
    head: box(".site-head").height,
    small,
  };
});

const heads = async (page, width) => {
  for (const { kind, address } of shown()) {
    await page.goto(served + address);
    await page.evaluate((name) => (document.querySelector(".brand span").textContent = name), LONG);
    const { wide, search, off, buttons, head, small } = await measure(page);
    const where = `${address || "/"} (${kind}, ${width} px)`;
    if (wide > width) complain(`${where}: ${wide} px wide`);
    if (width >= 768 && search < 240) complain(`${where}: the search has ${search} px`);
    if (width >= 768 && off > 2) complain(`${where}: the search is ${off} px off the centre`);
    if (buttons.some((size) => size < 44)) complain(`${where}: a button shrank to ${Math.min(...buttons)} px`);
    if (head > 60) complain(`${where}: the head has ${head} px`);
    for (const html of small) complain(`${where}: less than 24 px: ${html}`);
  }
};

const opened = (page, selector) => page.evaluate((selector) => document.querySelector(selector).matches(":popover-open"), selector);

const menu = async (page) => {
  await page.goto(served);
  for (const close of [() => page.keyboard.press("Escape"), () => page.mouse.click(300, 600)]) {
    await page.click(".lists-button");
    if (!(await opened(page, ".lists"))) complain("the menu of lists does not open");
    if ((await page.locator(".lists a").count()) < 11) complain("the menu does not hold all views");
    await close();
    if (await opened(page, ".lists")) complain("the menu of lists does not close");
  }
};

const sheet = async (page, button, selector) => {
  await page.click(button);
  await page.waitForFunction((selector) => document.querySelector(selector).contains(document.activeElement), selector);
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate((selector) => document.activeElement === document.body || document.querySelector(selector).contains(document.activeElement), selector);
    if (!where) complain(`the focus leaves ${selector}`);
  }
  const before = await page.evaluate(() => scrollY);
  await page.mouse.move(355, 20);
  await page.mouse.wheel(0, 600);
  await page.waitForTimeout(100);
  if ((await page.evaluate(() => scrollY)) !== before) complain(`the page scrolls behind ${selector}`);
  await page.keyboard.press("Escape");
  if (await opened(page, selector)) complain(`Escape does not close ${selector}`);
  const back = await page.evaluate((button) => document.activeElement.matches(button), button);
  if (!back) complain(`the focus does not come back from ${selector}`);
};

// The mark of a section stands beside its title, however long that is.
const contents = async (page) => {
  await page.goto(`${served}-/contents/`);
  const below = await page.evaluate(() => {
    const title = document.querySelector(".tree-title");
    title.textContent = "A section with a very long name that needs two lines";
    return title.getBoundingClientRect().top - title.closest("summary").getBoundingClientRect().top;
  });
  if (below > 12) complain(`in the contents, a long title begins ${below} px below its mark`);
};

const keys = async (page) => {
  await page.goto(served);
  await page.keyboard.press("Shift+?");
  if (!(await page.$("dialog.keys[open]"))) complain("? does not show the keys");
  await page.keyboard.press("Escape");
  if (await page.$("dialog.keys[open]")) complain("Escape does not close the keys");
};

const first = async (page) => {
  const starts = [];
  for (const address of pages.filter((address) => !address.startsWith("-/"))) {
    await page.goto(served + address);
    const { text, step, runbook } = await page.evaluate(() => {
      const top = (selector) => document.querySelector(selector)?.getBoundingClientRect().top;
      return { text: top(".text > *"), step: top(".text :is(ol > li, li:has(input))"), runbook: /\/runbooks\/./.test(location.pathname) };
    });
    if (text) starts.push(text);
    // A title of two lines, what to do in an emergency, and the author's own summary: more than that nobody has to pass.
    if (text > 430) complain(`${address}: at 360 px, the text starts ${Math.round(text)} px down`);
    if (runbook && step > 710) complain(`${address}: the first step is ${Math.round(step)} px down`);
  }
  starts.sort((left, right) => left - right);
  const median = starts[Math.floor(starts.length / 2)];
  if (median > 360) complain(`at 360 px, the text starts ${Math.round(median)} px down`);
};

await check(async (browser) => {
  const open = async (width) => (await browser.newContext({ viewport: { width, height: 740 }, reducedMotion: "reduce" })).newPage();
  for (const width of WIDTHS) await heads(await open(width), width);
  await menu(await open(1280));
  await keys(await open(1280));
  const phone = await open(360);
  await first(phone);
  await contents(phone);
  await phone.goto(served + "policies/expenses/");
  await sheet(phone, ".menu-button", ".side");
  await sheet(phone, ".outline-bar button", ".outline");
});
