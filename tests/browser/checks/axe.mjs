// No violation of WCAG 2.2 AA or of best practice: one page of each kind, light and dark, phone and desktop.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, complain, kinds, served } from "../site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

await check(async (browser) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (const { kind, address } of kinds()) {
        await page.goto(served + address);
        await page.evaluate(axe);
        const result = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), TAGS);
        for (const { id, help, nodes } of result.violations)
          complain(`${address || "/"} (${kind}, ${colorScheme}, ${width} px): ${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
      }
      await context.close();
    }
  }
});
