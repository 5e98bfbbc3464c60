// Takes the README's picture of the example, on a Sunday evening in Lisbon. CONTRIBUTING.md says how to run it.
import { fileURLToPath } from "node:url";
import { launch, serveBelow } from "./site.mjs";

const TO = fileURLToPath(new URL("../../.github/handbook.png", import.meta.url));

const { close, url } = await serveBelow("/");
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: "Europe/Lisbon", locale: "en-GB" });
const page = await context.newPage();
await page.clock.setFixedTime(new Date("2026-11-22T19:00:00Z"));
await page.goto(`${url}engineering/runbooks/api-down/`);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: TO });
await browser.close();
close();
