import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Raw } from "../../config/stack-file.fixture";

const ROOT = join(__dirname, "..", "..");

/** A stack file of this repository. */
export interface GoodFile {
  /** Name of the stack. */
  readonly stack: string;
  /** The file as it is written. */
  readonly text: string;
}

/** The stacks of this repository, and files that switch on what those leave at its defaults. */
const FOLDERS = [".", "test/cluster/stack-files"];

/** Every stack file of this repository. */
export function goodFiles(): GoodFile[] {
  const names = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((file) => join(folder, file)),
  );
  return names.flatMap((file) => {
    const [, stack] = /(?:^Pulumi\.|stack-files\/)([a-z-]+)\.yaml$/.exec(file) ?? [];
    return stack === undefined ? [] : [{ stack, text: readFileSync(join(ROOT, file), "utf8") }];
  });
}

/** The configuration in the form in which Pulumi hands it over: values at the top are text, unless they are maps or lists. */
export function handedOver(text: string): Raw {
  const { config } = parse(text) as { config: Raw };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null ? value : String(value),
    ]),
  );
}
