// Pictures of each kind of page, for whoever judges a change by eye: into the folder SCREENSHOTS, where that is set.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { check, complain, isForPaper, kinds, served } from "../site.mjs";

const TO = process.env.SCREENSHOTS;
const WIDTHS = [360, 768, 1280, 1920];
// Documents for paper are longer than a picture can be.
const shown = () => kinds().filter((page) => !isForPaper(page));

await check(async (browser) => {
  if (!TO) return;
  mkdirSync(TO, { recursive: true });
  for (const colorScheme of ["light", "dark"])
    for (const width of WIDTHS) {
      const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" })).newPage();
      for (const { kind, address } of shown()) {
        const answer = await page.goto(served + address);
        if (!answer.ok() && address !== "404.html") complain(`${address} (${kind}): ${answer.status()}`);
        await page.evaluate(() => document.fonts.ready);
        const name = kind.replace(/[^a-z0-9]+/g, "-");
        await page.screenshot({ path: join(TO, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await page.context().close();
    }
});
