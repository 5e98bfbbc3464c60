// People's pages say whether somebody is at work now, by the clock of where they are, their days and their absences.
import { check, complain, served } from "../site.mjs";

const CASES = [
  ["hannah", "2026-11-23T17:00:00Z", "09:00 there now, at work until 16:00"],
  ["hannah", "2026-11-24T00:00:00Z", "16:00 there now, not at work"],
  ["hannah", "2026-11-22T17:00:00Z", "09:00 there now, not at work"],
  ["lucas", "2026-11-24T17:00:00Z", "09:00 there now, not at work"],
  ["lucas", "2026-12-15T17:00:00Z", "09:00 there now, at work until 15:00"],
];

await check(async (browser) => {
  for (const [who, time, expected] of CASES) {
    const page = await (await browser.newContext()).newPage();
    await page.clock.setFixedTime(new Date(time));
    await page.goto(`${served}-/people/person/${who}/`);
    const said = await page.locator("[data-clock]").textContent();
    if (said !== expected) complain(`${who} at ${time}: ${said}, not ${expected}`);
  }
});
