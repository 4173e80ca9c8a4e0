import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { formatPath, type Problem, quote } from "./problem";

/** The key whose value may stand in a file of its own. */
export const servicesKey = "holdfast:services";

/** Reads a file beside the stack file; `undefined` where there is none. */
export type ReadFile = (name: string) => string | undefined;

/** The name of a file of services: a relative path below the folder of the stack file. */
export const servicesFileName = /^(?![/.])(?!.*\.\.)[A-Za-z0-9._/-]{1,200}\.ya?ml$/;

/** The file that holds the services of a stack file, where its `holdfast:services` names one. */
export function servicesFileOf(value: unknown): string | undefined {
  return typeof value === "string" && servicesFileName.test(value) ? value : undefined;
}

/**
 * The map in a file of services, as data.
 *
 * @throws {Error} whose message says what the file is, completing "Found ...".
 */
export function parseServices(text: string, name: string): Readonly<Record<string, unknown>> {
  // Pulumi follows merge keys (<<) in a stack file too.
  const document = parseDocument(text, { merge: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const [line = ""] = error.message.split("\n");
    throw new Error(`the file ${quote(name)}, which is no YAML (${line.replace(/:$/, "")})`);
  }
  const content = plain(() => document.toJS(), name);
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw new Error(`the file ${quote(name)}, which holds no map`);
  }
  return content as Record<string, unknown>;
}

/** What a document says as JSON has it, as Pulumi hands over a stack file. */
function plain(read: () => unknown, name: string): unknown {
  try {
    return JSON.parse(JSON.stringify(read()) ?? "null");
  } catch {
    throw new Error(`the file ${quote(name)}, whose aliases hold themselves or are too many`);
  }
}

/**
 * A stack file with its services in place of the file that it names for them. Pulumi hands the whole configuration to a
 * program in one environment variable, of which Linux takes 128 KiB
 * (https://man7.org/linux/man-pages/man2/execve.2.html, MAX_ARG_STRLEN): several hundred services need a file.
 */
export function withServices(
  raw: Readonly<Record<string, unknown>>,
  readFile: ReadFile,
  problems: Problem[],
): Readonly<Record<string, unknown>> {
  const name = servicesFileOf(raw[servicesKey]);
  if (name === undefined) {
    return raw;
  }
  const refuse = (found: string, action: string) => {
    problems.push({
      path: formatPath([servicesKey]),
      found,
      allowed:
        "a map from a name to its settings, or the name of a YAML file in the folder of the stack file that holds this map",
      action,
    });
    return { ...raw, [servicesKey]: undefined };
  };
  const text = readFile(name);
  if (text === undefined) {
    return refuse(`the file ${quote(name)}, which is not there`, "Create it, or name one that is.");
  }
  try {
    return { ...raw, [servicesKey]: parseServices(text, name) };
  } catch (error) {
    return refuse((error as Error).message, "Mend the file.");
  }
}

/** Reads files of a folder; Pulumi starts a program in the folder of its stack files. */
export function fileBeside(folder: string): ReadFile {
  return (name) => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
}
