// With the keyboard alone: the skip link comes first and works, and whatever has the focus can be seen to have it.
import { check, complain, kinds, served } from "../site.mjs";

const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { html: element.outerHTML.slice(0, 100), href: element.getAttribute("href"), ring: ring || style.boxShadow !== "none", seen };
});

await check(async (browser) => {
  for (const width of [360, 1280]) {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" })).newPage();
    // The search page begins in its field; documents for paper have nothing to skip.
    for (const { kind, address } of kinds().filter(({ kind }) => !/view (search|print|runbooks)/.test(kind))) {
      await page.goto(served + address);
      await page.keyboard.press("Tab");
      const first = await focused(page);
      if (!first?.href?.startsWith("#")) complain(`${address} (${kind}): the first stop is ${first?.html}`);
      for (let stop = 0; stop < 30; stop += 1) {
        const now = await focused(page);
        if (!now) break;
        if (!now.ring) complain(`${address} (${kind}, ${width} px): no focus ring: ${now.html}`);
        if (!now.seen) complain(`${address} (${kind}, ${width} px): the focus is out of sight: ${now.html}`);
        await page.keyboard.press("Tab");
      }
      await page.goto(served + address);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      const target = await page.evaluate(() => document.activeElement?.localName);
      if (target !== "main") complain(`${address} (${kind}): the skip link leads to <${target}>`);
    }
    await page.context().close();
  }
});
