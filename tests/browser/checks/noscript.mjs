// Without script: the same text, working navigation, and no control that does nothing.
import { check, complain, kinds, served } from "../site.mjs";

// Buttons that copy, the one that keeps who a reader is, and the time at somebody's place are there with script only.
const text = (page) => page.evaluate(() => [...document.querySelectorAll("main :is([data-copies], [data-me], [data-clock])")].reduce((text, { innerText }) => text.replace(innerText, ""), document.querySelector("main").innerText).replace(/\s+/g, " ").trim());

const deadControls = (page) => page.evaluate(() => {
  const works = (button) => button.hasAttribute("popovertarget") || (button.type === "submit" && button.form);
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const controls = [...document.querySelectorAll("button, input, select, [role=button]")];
  return controls.filter((control) => shown(control) && !works(control) && !control.disabled && !control.form).map((control) => control.outerHTML.slice(0, 120));
});

await check(async (browser) => {
  const without = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } })).newPage();
  const withScript = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  for (const { kind, address } of kinds()) {
    await without.goto(served + address);
    await withScript.goto(served + address);
    const [plain, full] = [await text(without), await text(withScript)];
    if (plain.length === 0) complain(`${address} (${kind}): no text`);
    const searches = kind === "view search";
    if (!searches && plain.length < full.length * 0.97) complain(`${address} (${kind}): ${plain.length} of ${full.length} characters without script`);
    for (const html of await deadControls(without)) complain(`${address} (${kind}): does nothing without script: ${html}`);
  }
  await without.goto(served);
  const link = without.locator("nav a:visible, main a:visible").and(without.locator(':not([href*="//"])')).filter({ hasNotText: /^#/ }).last();
  const target = new URL(await link.getAttribute("href"), served).href;
  await link.click();
  await without.waitForLoadState();
  if (without.url().split("#")[0] !== target.split("#")[0]) complain(`a link of the home page led to ${without.url()}, not ${target}`);
});
