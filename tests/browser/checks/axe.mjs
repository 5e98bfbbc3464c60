// No violation of WCAG 2.2 AA or of best practice: one page of each kind, light and dark, phone and desktop.
import { check, colours, complain, isForPaper, kinds, served, violations } from "../site.mjs";

await check(async (browser) => {
  for (const width of [360, 1280]) {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" })).newPage();
    // What is for paper is the same at any width, and takes as long as all others.
    for (const { kind, address } of kinds().filter((page) => width === 360 || !isForPaper(page))) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(served + address);
      const say = (scheme) => (fault) => complain(`${address || "/"} (${kind}, ${scheme}, ${width} px): ${fault}`);
      (await violations(page)).forEach(say("light"));
      await page.emulateMedia({ colorScheme: "dark" });
      (await colours(page)).forEach(say("dark"));
    }
    await page.context().close();
  }
});
