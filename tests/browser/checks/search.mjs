// The search as readers use it: keyboard, filters, nothing found, an expired sign-in, the words on the page; hostile queries run nothing.
import { gzipSync } from "node:zlib";
import { bytes, check, complain, files, served, violations } from "../site.mjs";

const BUDGET = 9 * 1024;
const HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}${7*7}<%= 7*7 %>",
  "'; DROP TABLE pages; --", "\\", "\\u0000", "a\u0000b", "[", "(", "(a+)+$", ".*", "^$|", "a{1,99999}", "*", "?", "\"", "\"\"", "\"\"\"expenses", "owner:", "owner:\"", "owner:<b>", "tag:(.*",
  "state:stale state:stale state:stale", "\u202eexpenses\u202c", "مرحبا بالعالم", "👩‍👩‍👧‍👦 🏳️‍🌈", "́́́", "expenses".repeat(1250), "a ".repeat(5000), "__proto__ constructor toString", "🎉"];

const open = async (page, key = "/") => {
  await page.keyboard.press(key);
  await page.waitForSelector("dialog[open] input:focus");
};
const FOUND = ".hit[href]";
const NOT_FOUND = ".search-help a";

// Asks, and waits for the answer that is to come; a busy machine takes its time.
const ask = async (page, query, answer = FOUND) => {
  await page.fill("dialog input", query);
  await page.waitForSelector(answer, { timeout: 15000 });
  await page.waitForFunction(() => !document.querySelector(".hit:not([href])"));
};
const status = (page) => page.textContent("dialog [role=status]");

const keyboard = async (page) => {
  await page.goto(served);
  await page.focus(".brand");
  await open(page, "Control+k");
  await page.keyboard.press("Escape");
  if (await page.$("dialog[open]")) complain("Escape does not close the search");
  if (!(await page.evaluate(() => document.activeElement.matches(".brand")))) complain("the focus does not come back");
  await open(page);
  await ask(page, "claim expenses");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const [active, chosen] = await page.evaluate(() => [document.activeElement.getAttribute("aria-activedescendant"), document.querySelector("[role=option][aria-selected=true]")?.id]);
  if (!active || active !== chosen) complain(`the active option is ${active}, the chosen one ${chosen}`);
  await page.keyboard.press("ArrowUp");
  const href = await page.getAttribute("[aria-selected=true]", "href");
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
  await page.waitForFunction(() => CSS.highlights.get("found")?.size > 0).catch(() => complain("the words found are not marked on the page"));
};

const filters = async (page) => {
  await page.goto(served);
  await open(page);
  await ask(page, "page");
  const option = await page.$eval("dialog select[name=owner]", (select) => ({ value: select.options[1]?.value, text: select.options[1]?.textContent }));
  if (!/\(\d+\)$/.test(option.text)) complain(`a filter without a count: ${option.text}`);
  await page.selectOption("dialog select[name=owner]", option.value);
  const typed = await page.inputValue("dialog input");
  if (!typed.startsWith(option.value)) complain(`the filter is not in the query: ${typed}`);
  const owner = option.text.replace(/ \(\d+\)$/, "");
  const isOfOwner = (owner) => {
    const hits = [...document.querySelectorAll(".hit")];
    return hits.length > 0 && hits.every((hit) => [...hit.querySelectorAll(".owner")].some((fact) => fact.textContent === owner));
  };
  await page.waitForFunction(isOfOwner, owner, { timeout: 15000 }).catch(() => complain(`some hits are not of ${owner}`));
};

const nothing = async (page) => {
  await page.goto(served);
  await open(page);
  await ask(page, "expenqqqq owner:nobody", NOT_FOUND).catch(() => complain("nothing found leads nowhere"));
  if (!(await page.$(".search-help button"))) complain("nothing found offers no other words");
  const ways = await page.$$eval(".search-help a", (links) => links.map((link) => link.href));
  if (!ways.some((way) => way.endsWith("/-/contents/"))) complain(`nothing found does not lead to all pages: ${ways}`);
  if (!ways.some((way) => /^(mailto:|https:)/.test(way) && decodeURIComponent(way).includes("expenqqqq owner:nobody")))
    complain(`nothing found leads to no report: ${ways}`);
};

const expired = async (browser) => {
  const answers = {
    "a page": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Sign in</h1>" }),
    "a redirect": (route) => route.fulfill({ status: 302, headers: { location: "/login" } }),
    "a refusal": (route) => route.fulfill({ status: 401, contentType: "text/html", body: "" }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const page = await browser.newPage();
    await page.route("**/-/search/*.bin", answer);
    await page.goto(served);
    await open(page);
    await page.fill("dialog input", "expenses");
    await page.waitForFunction(() => /sign-in/.test(document.querySelector("dialog [role=status]").textContent), null, { timeout: 5000 })
      .catch(async () => complain(`${name} for the index says: ${await status(page)}`));
    await page.close();
  }
};

const hostile = async (page) => {
  page.on("dialog", (dialog) => complain(`a dialog: ${dialog.message()}`) || dialog.dismiss());
  page.on("pageerror", (error) => complain(`an error: ${error.message}`));
  await page.goto(served);
  await open(page);
  for (const query of HOSTILE) {
    await page.fill("dialog input", query);
    await page.waitForTimeout(120);
    const made = await page.evaluate(() => document.querySelectorAll("dialog :is(script, img, svg, iframe, b b)").length);
    if (made) complain(`${query.slice(0, 40)} made ${made} elements`);
  }
  await ask(page, "expenses").catch(() => complain("after hostile queries nothing is found"));
};

// What is typed while the search is still on its way goes into its field, and is gone on with.
const early = async (page) => {
  await page.route(/-\/search\.[0-9a-f]+\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  await page.goto(served);
  await page.keyboard.press("/");
  await page.keyboard.type("expenses", { delay: 80 });
  await page.waitForSelector(FOUND, { timeout: 15000 });
  const typed = await page.inputValue("dialog input");
  if (typed !== "expenses") complain(`of “expenses”, typed while the search was loaded, it has “${typed}”`);
  await page.keyboard.press("Escape");
  if (await page.$("dialog[open]")) complain("one Escape does not close a search for something");
};

const accessible = async (browser) => {
  for (const [width, colorScheme] of [[360, "light"], [360, "dark"], [1280, "light"], [1280, "dark"]]) {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" })).newPage();
    await page.goto(served);
    await open(page);
    await ask(page, "owner:\"handbook keepers\" page");
    await page.keyboard.press("ArrowDown");
    for (const fault of await violations(page)) complain(`dialog, ${width} px, ${colorScheme}: ${fault}`);
    await ask(page, "expenqqqq", NOT_FOUND);
    for (const fault of await violations(page)) complain(`nothing found, ${width} px, ${colorScheme}: ${fault}`);
    await page.context().close();
  }
};

await check(async (browser) => {
  const module = files.find((path) => /^-\/search\.[0-9a-f]+\.js$/.test(path));
  const size = gzipSync(bytes(module), { level: 9 }).length;
  console.log(`the search module has ${size} bytes gz`);
  if (size > BUDGET) complain(`the search module has ${size} bytes, ${BUDGET} are allowed`);
  for (const part of [keyboard, filters, nothing, hostile, early]) {
    const page = await browser.newPage();
    await part(page).catch((error) => complain(`${part.name}: ${error.message}`));
    await page.close();
  }
  await expired(browser);
  await accessible(browser);
});
