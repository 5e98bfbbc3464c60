// No violation of WCAG 2.2 AA or of best practice: one page of each kind, light and dark, phone and desktop.
import { check, complain, kinds, served, violations } from "../site.mjs";

await check(async (browser) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (const { kind, address } of kinds()) {
        await page.goto(served + address);
        for (const fault of await violations(page)) complain(`${address || "/"} (${kind}, ${colorScheme}, ${width} px): ${fault}`);
      }
      await context.close();
    }
  }
});
