// Every page loads without an error on the console, a violation of its policy, a failed request or one to another host.
import { check, complain, pages, served, serveBelow } from "../site.mjs";

const listen = (page, origin, where) => {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(`${where()}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`${where()}: script: ${error.message}`));
  page.on("requestfailed", (request) => complain(`${where()}: ${request.url()} failed: ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) complain(`${where()}: asks ${request.url()}`);
  });
  page.on("response", (response) => {
    const own404 = response.url().endsWith("/404.html") && response.status() === 200;
    if (response.status() >= 400 && !own404) complain(`${where()}: ${response.url()} answers ${response.status()}`);
  });
};

const visit = async (browser, base, addresses) => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  let address = "";
  listen(page, new URL(base).origin, () => `${base}${address}`);
  for (address of addresses) await page.goto(base + address, { waitUntil: "load" });
  await context.close();
};

await check(async (browser) => {
  const host = await serveBelow("/company/handbook/");
  await visit(browser, served, pages);
  await visit(browser, host.url, pages);
  host.close();
});
