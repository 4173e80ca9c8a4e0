import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";

/** Where runbooks are: one file for each alert. */
const folder = join(__dirname, "..", "..", "docs", "runbooks");

/**
 * The runbook of an alert, in Markdown, from docs/runbooks/<name>.md. `names` says what its words in capitals
 * stand for, such as `PROJECT`; a word that it does not say stays for the reader to fill in.
 *
 * @throws {RunError} when there is none: an alert that does not say what to do is not deployed.
 */
export function runbook(name: string, names: Readonly<Record<string, string>> = {}): string {
  const file = join(folder, `${name}.md`);
  if (!existsSync(file)) {
    throw new RunError(
      `The alert "${name}" has no runbook. Allowed are alerts that say what to do. Write docs/runbooks/${name}.md.`,
    );
  }
  const words = Object.entries(names);
  return words.reduce(
    (text, [word, value]) => text.replace(new RegExp(`\\b${word}\\b`, "g"), () => value),
    readFileSync(file, "utf8"),
  );
}
