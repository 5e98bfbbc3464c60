// People's pages say whether somebody is at work now, by the clock of where they are, their days and their absences.
import { check, complain, served } from "../site.mjs";

const CASES = [
  ["rui", "2026-11-23T09:00:00Z", "09:00 in Lisbon, at work until 18:00"],
  ["rui", "2026-07-06T09:00:00Z", "10:00 in Lisbon, at work until 18:00"],
  ["rui", "2026-11-23T18:00:00Z", "18:00 in Lisbon, not at work"],
  ["rui", "2026-11-27T09:00:00Z", "09:00 in Lisbon, not at work"],
  ["meera", "2026-11-23T05:00:00Z", "10:30 in Kolkata, at work until 18:30"],
  // Whether Vancouver has summer time in winter depends on how new the browser is.
  ["lucas", "2026-11-24T17:00:00Z", /^(09|10):00 in Vancouver, not at work$/],
  ["lucas", "2026-12-15T17:00:00Z", /^(09|10):00 in Vancouver, at work until 15:00$/],
];

await check(async (browser) => {
  for (const [who, time, expected] of CASES) {
    const page = await (await browser.newContext()).newPage();
    await page.clock.setFixedTime(new Date(time));
    await page.goto(`${served}-/people/person/${who}/`);
    const said = await page.locator("[data-clock]").textContent();
    const fits = expected instanceof RegExp ? expected.test(said) : said === expected;
    if (!fits) complain(`${who} at ${time}: ${said}, not ${expected}`);
  }
});
