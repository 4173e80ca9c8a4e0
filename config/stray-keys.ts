import { isMap, isScalar, parseDocument } from "yaml";
import { formatPath, type Problem, quote } from "./problem";
import { namespace, stackFile } from "./schema/stack-file";
import type { ReadFile } from "./services-file";

/** A stack file as it is written. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/** The file of a stack, of which Pulumi knows two names; `undefined` where it lies elsewhere or cannot be read. */
export function writtenFile(stack: string, readFile: ReadFile): WrittenFile | undefined {
  for (const name of [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`]) {
    try {
      const text = readFile(name);
      if (text !== undefined) {
        return { name, text };
      }
    } catch {
      // Pulumi has read the configuration from somewhere, and it is judged in any case.
    }
  }
  return undefined;
}

/** What stands beside `config` although its key is one of the stack's. */
function straysIn(text: string): Record<string, unknown> {
  const document = parseDocument(text, { merge: true, logLevel: "error" });
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const keys = pairs.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
  const strays = keys.filter(
    (key) => key.startsWith(`${namespace}:`) || Object.hasOwn(stackFile.shape, key),
  );
  if (strays.length === 0) {
    return {};
  }
  const content: Record<string, unknown> = JSON.parse(JSON.stringify(document.toJS()));
  return Object.fromEntries(strays.map((key) => [key, content[key]]));
}

/**
 * A stack file with what stands beside `config` in its text, one indentation too far left. Pulumi reads none of it and
 * says nothing: a stack would not be halted although its file says so.
 */
export function withStrayKeys(
  raw: Readonly<Record<string, unknown>>,
  { name, text }: WrittenFile,
  problems: Problem[],
): Readonly<Record<string, unknown>> {
  let strays: Record<string, unknown>;
  try {
    strays = straysIn(text);
  } catch {
    // Pulumi has read its own copy of what cannot be read here, or refuses it.
    return raw;
  }
  for (const key of Object.keys(strays)) {
    problems.push({
      path: formatPath([key]),
      found: `${quote(key)} beside "config" in ${quote(name)}, where Pulumi does not read it`,
      allowed: 'keys of the stack below "config"',
      action:
        'Indent it, and what is below it, by two spaces more, so that it stands below "config".',
    });
  }
  return { ...strays, ...raw };
}
