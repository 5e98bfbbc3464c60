// No page is wider than a phone, whatever it contains: what is wide scrolls in its own box.
import { check, complain, pages, served } from "../site.mjs";

await check(async (browser) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  for (const address of pages) {
    await page.goto(served + address);
    const { width, widest } = await page.evaluate(() => {
      const clipped = (element) => element.closest("[popover]") || [...ancestors(element)].some((one) => getComputedStyle(one).overflowX !== "visible");
      const ancestors = function* (element) { for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) yield one; };
      const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !clipped(element));
      return { width: document.documentElement.scrollWidth, widest: wide[0]?.outerHTML.slice(0, 120) };
    });
    if (width > 360) complain(`${address || "/"}: ${width} px wide: ${widest}`);
  }
});
