// The policy is strict, is the same in the page and in the header, and really stops what it forbids.
import { bytes, check, complain, pages, served } from "../site.mjs";

const STRICT = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'"];

// The runbooks are one file for the day when nothing else is there: no script, styles of their own.
const ALONE = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"];

const stated = (html) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1].replaceAll("&#x27;", "'").replaceAll("&#39;", "'");

await check(async (browser) => {
  for (const address of pages) {
    const path = address === "" || address.endsWith("/") ? `${address}index.html` : address;
    const policy = stated(bytes(path).toString()) ?? "";
    const parts = address === "-/runbooks.html" ? ALONE : STRICT;
    for (const part of parts) if (!policy.includes(part)) complain(`${address}: the policy lacks ${part}: ${policy}`);
    if (/unsafe|\*/.test(policy)) complain(`${address}: the policy is loose: ${policy}`);
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto(served);
  const headers = response.headers();
  for (const part of [...STRICT, "frame-ancestors 'none'"])
    if (!(headers["content-security-policy"] ?? "").includes(part)) complain(`serve: the header lacks ${part}`);
  if (headers["x-content-type-options"] !== "nosniff") complain("serve: no nosniff");
  if (!headers["referrer-policy"]) complain("serve: no referrer policy");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  });
  if (ran) complain("an inline script ran");
});
