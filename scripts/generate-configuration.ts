/**
 * Writes what is generated from the schema of the stack file: its JSON Schema and its reference.
 * With `--check` it writes nothing and fails where a file is not what would be written.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { configurationReference } from "../config/documentation";
import { stackFileJsonSchema } from "../config/json-schema";

const root = join(__dirname, "..");

/** The JSON as the project's formatter writes it, so that the two never disagree. */
function formatJson(path: string, json: unknown): string {
  const formatter = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  return execFileSync(process.execPath, [formatter, "format", `--stdin-file-path=${path}`], {
    cwd: root,
    encoding: "utf8",
    input: JSON.stringify(json, null, 2),
  });
}

const schemaPath = join(root, "config", "stack-file.schema.json");
const generated = new Map([
  [schemaPath, formatJson(schemaPath, stackFileJsonSchema())],
  [join(root, "docs", "configuration.md"), configurationReference()],
]);

function present(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const stale = [...generated].filter(([path, text]) => present(path) !== text);
if (process.argv.includes("--check")) {
  for (const [path] of stale) {
    console.error(`${relative(root, path)} is not what the schema says. Run: npm run generate`);
  }
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    writeFileSync(path, text);
    console.log(`Wrote ${relative(root, path)}.`);
  }
}
