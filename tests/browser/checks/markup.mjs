// The W3C's checker finds no error in any page.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { complain, folder, report } from "../site.mjs";

const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build", "dist", "vnu.jar");
const words = ["-Xmx512m", "-jar", jar, "--errors-only", "--exit-zero-always", "--skip-non-html", "--format", "json", "--stdout", folder];
const { messages } = JSON.parse(execFileSync("java", words, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] }));
// Only the runbooks have their styles inside, and the checker does not know container queries yet.
for (const { url, lastLine, message, extract } of messages.filter(({ url, message }) => !url.endsWith("/-/runbooks.html") || !message.startsWith("CSS: ")))
  complain(`${url.split(folder).at(-1)}:${lastLine}: ${message}: ${extract ?? ""}`);
report();
