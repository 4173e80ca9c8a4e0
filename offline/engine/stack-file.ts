import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Document, isMap, isScalar, parseDocument, visit } from "yaml";

/**
 * The salt of an empty passphrase, and a word encrypted by it, as the Pulumi CLI made them once. With
 * a salt of its own the CLI has no reason to write one into the file.
 */
const SALT = "v1:HuBJeBPXU2w=:v1:FOb8KeLbykmixU0F:daZp4ljz8zmjzdx0rmJcSncobWiSYw==";
const PLACEHOLDER = "v1:RE0hYK+UDMAf2Owu:/enQ+flsbp2NqFQzsTrNcwnNVoXjnxSJd41Z";
/** Keys of a stack file that say who keeps its secrets. */
const KEEPER_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A stack file, made fit for a plan without its owner's key. */
export interface PreparedStackFile {
  /** The content. */
  readonly text: string;
  /** How many encrypted values were replaced by a placeholder, which is a secret too. */
  readonly placeholders: number;
}

/** Names of the stacks that have a file in a folder, sorted. */
export function stacksOf(program: string): string[] {
  return readdirSync(program)
    .map((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** Path of a stack's file; `undefined` when there is none. */
export function stackFileOf(program: string, stack: string): string | undefined {
  const names = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`];
  return names.map((name) => join(program, name)).find((path) => existsSync(path));
}

/** The stack is unknown; names those that are known. */
export function unknownStack(program: string, stack: string): Error {
  const known = stacksOf(program);
  return new Error(
    `There is no stack file "Pulumi.${stack}.yaml". ` +
      (known.length > 0
        ? `The stacks are ${known.map((name) => `"${name}"`).join(", ")}: name one by "--stack NAME".`
        : "There is no stack file at all."),
  );
}

/** Most bytes of one environment variable with its name: https://man7.org/linux/man-pages/man2/execve.2.html, MAX_ARG_STRLEN. */
const MOST_BYTES = 128 * 1024;

/**
 * Refuses what Linux would refuse without a word of the stack file: Pulumi starts a program with the whole
 * configuration in one variable, maps and lists as JSON in JSON.
 */
function refuseTooLarge(document: Document, name: string): void {
  const bytes = bytesHandedOver(document);
  if (bytes <= MOST_BYTES) return;
  throw new Error(
    `"${name}" is too large: Pulumi hands its configuration to the program in one environment variable, which would have ${bytes} bytes, ` +
      `and Linux takes ${MOST_BYTES}. Move the map of services into a file beside it and name that file: "holdfast:services: services.yaml".`,
  );
}

function bytesHandedOver(document: Document): number {
  try {
    const { config } = (document.toJS() ?? {}) as { config?: unknown };
    const handedOver = Object.entries(config ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const variable = `PULUMI_CONFIG=${JSON.stringify(Object.fromEntries(handedOver))}`;
    return Buffer.byteLength(variable) + 1;
  } catch {
    // Aliases that hold themselves, or multiply without end, are refused by the engine in words of its own.
    return 0;
  }
}

/**
 * Makes a copy of a stack file that can be read with an empty passphrase: only its owner could
 * decrypt the values in it, so each is replaced by a placeholder, which stays a secret.
 *
 * @param name Name of the file, to speak of it.
 * @throws Error when the text is not YAML, with the place.
 */
export function prepareStackFile(text: string, name: string): PreparedStackFile {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem) throw new Error(`"${name}" is not YAML: ${problem.message}`);
  refuseTooLarge(document, name);
  let placeholders = 0;
  visit(document, {
    Map(_key, map) {
      if (map.items.length !== 1 || !isScalar(map.get("secure", true))) return undefined;
      map.set("secure", PLACEHOLDER);
      placeholders += 1;
      return visit.SKIP;
    },
  });
  const keeper = KEEPER_KEYS.filter((key) => isMap(document.contents) && document.has(key));
  // Where nothing has to be replaced, the lines stay where their author put them.
  if (placeholders === 0 && keeper.length === 0) {
    return { text: `${text.trimEnd()}\nencryptionsalt: ${SALT}\n`, placeholders };
  }
  for (const key of keeper) document.delete(key);
  document.set("encryptionsalt", SALT);
  return { text: document.toString(), placeholders };
}
