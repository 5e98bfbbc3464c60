// GitHub accepts the workflows and the action of this repository, and the workflow that `handbook init --ci github` writes.
// GitHub's own language service judges them: keys, permissions, jobs that others need, names in expressions.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { register } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import { complain, report } from "../site.mjs";

// The language service imports JSON without the attribute that Node asks for.
const hook = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { validate } = await import("@actions/languageservice");

const judge = async (path, text) => {
  const found = await validate(TextDocument.create(pathToFileURL(path).href, "yaml", 0, text));
  return found.map(({ range, message }) => `${path}:${range.start.line + 1}: ${message}`);
};

const github = fileURLToPath(new URL("../../../.github/", import.meta.url));
const workflows = readdirSync(join(github, "workflows")).map((name) => join(github, "workflows", name));
const paths = [...workflows, join(github, "actions/handbook/action.yml")];

const folder = mkdtempSync(join(tmpdir(), "handbook-ci-"));
execFileSync(process.env.HANDBOOK, ["init", "--ci", "github", folder], { stdio: "ignore" });
paths.push(join(folder, ".github/workflows/handbook.yml"));

for (const path of paths) (await judge(path, readFileSync(path, "utf8"))).forEach(complain);
rmSync(folder, { recursive: true });

// A judge that finds nothing anywhere is none.
const broken = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: echo ${{ github.evnt }}}, {use: x}]\n";
if ((await judge("/broken/.github/workflows/a.yml", broken)).length < 2) complain("a broken workflow is not noticed");
report();
