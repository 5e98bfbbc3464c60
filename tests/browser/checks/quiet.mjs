// Every page loads without an error on the console, a violation of its policy, a failed request or one to another host.
import { check, complain, kinds, pages, served, serveBelow } from "../site.mjs";

const listen = (page, origin, where) => {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(`${where()}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`${where()}: script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // What is still on its way when the next page is opened is given up by the browser itself.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complain(`${where()}: ${request.url()} failed: ${why}`);
  });
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
  // A 404 page answers at any depth, so its links begin at the root of the host: below a path they need a base_url.
  const below = kinds().map(({ address }) => address).filter((address) => address !== "404.html");
  await visit(browser, host.url, below);
  host.close();
});
