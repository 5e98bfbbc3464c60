// Answers queries with the browser's engine: `node parity.mjs ENGINE FOLDER`, with queries.json and the files of an index
// in the folder. Prints the first hits of each query: address, anchor and score.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, folder] = process.argv.slice(2);
const module = join(folder, "engine.mjs");
writeFileSync(module, `${readFileSync(engine, "utf8")}\nexport { open, parse, answer };\n`);
const { open, parse, answer } = await import(pathToFileURL(module));

const index = await open(async (name) => new Uint8Array(readFileSync(join(folder, name))));
const answers = [];
for (const query of JSON.parse(readFileSync(join(folder, "queries.json"), "utf8"))) {
  const { hits } = await answer(index, parse(query, index));
  const first = hits.slice(0, 10).map(async ({ section, score }) => {
    const { address, headings, anchor } = await index.section(section);
    return `${address}#${headings.length ? anchor : ""} ${score}`;
  });
  answers.push(await Promise.all(first));
}
console.log(JSON.stringify(answers));
