import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { formatPath, type Problem, quote } from "./problem";

/** The key whose value may stand in a file of its own. */
export const servicesKey = "holdfast:services";

/**
 * Reads a file beside the stack file; `undefined` where there is none.
 *
 * @throws {Error} whose message says what is there that cannot be read, completing "the file ..., which".
 */
export type ReadFile = (name: string) => string | undefined;

/** What the key of the services may hold. */
export const servicesAllowed =
  'a map from a name to its settings, or the name of a YAML file below the folder of the stack file that holds this map, such as "services.yaml"';

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
  const document = parseDocument(text, { merge: true, logLevel: "error" });
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
      allowed: servicesAllowed,
      action,
    });
    return { ...raw, [servicesKey]: undefined };
  };
  let text: string;
  try {
    text = readServices(readFile, name);
  } catch (error) {
    return refuse(
      (error as Error).message,
      "Put a YAML file in UTF-8 there, or name one that is there.",
    );
  }
  try {
    return { ...raw, [servicesKey]: parseServices(text, name) };
  } catch (error) {
    return refuse((error as Error).message, "Mend the file.");
  }
}

/**
 * The text of a file of services.
 *
 * @throws {Error} whose message says what is there instead, completing "Found ...".
 */
export function readServices(readFile: ReadFile, name: string): string {
  const refused = (reason: string) => new Error(`the file ${quote(name)}, which ${reason}`);
  let text: string | undefined;
  try {
    text = readFile(name);
  } catch (error) {
    throw refused((error as Error).message);
  }
  if (text === undefined) {
    throw refused("is not there");
  }
  return text;
}

/** Reads files of a folder; Pulumi starts a program in the folder of its stack files. */
export function fileBeside(folder: string): ReadFile {
  return (name) => {
    const path = join(folder, name);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) {
      return undefined;
    }
    // Opening a pipe would wait for somebody who writes to it.
    if (!kind.isFile()) {
      throw new Error(kind.isDirectory() ? "is a folder" : "is no file");
    }
    return decoded(contentOf(path));
  };
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Bytes that are no UTF-8 would become other characters without a word, in a value that a service then gets. */
function decoded(content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new Error("is not in UTF-8");
  }
}
