// Nothing moves while a page loads: what scripts add has its place from the first paint.
import { check, complain, isForPaper, kinds, served } from "../site.mjs";

/** What Lighthouse calls good. */
const ALLOWED = 0.1;

const watch = () => {
  window.moved = [];
  new PerformanceObserver((list) => window.moved.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
};

const moves = () => ({
  sum: window.moved.reduce((sum, { value }) => sum + value, 0),
  what: window.moved.flatMap(({ sources }) => sources).map(({ node }) => `${node?.nodeName} ${node?.className ?? ""}`).slice(0, 3).join(", "),
});

await check(async (browser) => {
  for (const width of [360, 1280]) {
    const page = await (await browser.newContext({ viewport: { width, height: 740 } })).newPage();
    await page.addInitScript(watch);
    for (const { kind, address } of kinds().filter((page) => !isForPaper(page))) {
      await page.goto(served + address, { waitUntil: "networkidle" });
      const { sum, what } = await page.evaluate(moves);
      if (sum > ALLOWED) complain(`${address || "/"} (${kind}, ${width} px): moves by ${sum.toFixed(3)}: ${what}`);
    }
    await page.context().close();
  }
});
