import { type BrokenFile, type Fault, shown, withKey } from "../broken-file";
import type { Place } from "../places";

type Slip = readonly [name: string, slip: (key: string) => string];

const SLIPS: readonly Slip[] = [
  ["a letter left out", (key) => key.slice(0, 1) + key.slice(2)],
  ["a letter twice", (key) => key.slice(0, 2) + key.slice(1)],
  ["two letters exchanged", (key) => `${key.slice(0, -2)}${key.at(-1)}${key.at(-2)}`],
  ["another letter", (key) => `${key.slice(0, -1)}q`],
  ["in upper case", (key) => key.toUpperCase()],
  ["with underscores", (key) => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)],
  ["with hyphens", (key) => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)],
  ["with a space behind it", (key) => `${key} `],
  ["in the plural", (key) => `${key}s`],
];

function slipped(key: string, slip: (key: string) => string): string {
  const [, prefix = "", name = key] = /^([a-z]+:)(.*)$/.exec(key) ?? [];
  return prefix + slip(name);
}

/** A key of the schema in another spelling. */
export const misspelt: Fault = {
  name: "a key that is misspelt",
  *broken(file, places) {
    for (const place of places.filter(({ isKey }) => isKey)) {
      yield* spellings(file, place, true);
    }
  },
};

/** A name of the file's own in another spelling, so that what refers to it leads nowhere. */
export const renamed: Fault = {
  name: "a name that is misspelt",
  *broken(file, places) {
    for (const place of places) {
      if (!place.isKey && typeof place.path.at(-1) === "string") {
        yield* spellings(file, place, false);
      }
    }
  },
};

function* spellings(
  file: BrokenFile["file"],
  { path }: Place,
  mustBeRefused: boolean,
): Iterable<BrokenFile> {
  const key = String(path.at(-1));
  const holder = path.slice(0, -1).reduce((value, segment) => value[segment], file);
  for (const [name, slip] of SLIPS) {
    const written = slipped(key, slip);
    if (Object.hasOwn(holder, written) || written.length === 0) {
      continue;
    }
    yield {
      what: `${shown(path)} is written ${JSON.stringify(written)}: ${name}`,
      file: withKey(file, path, written),
      at: [...path.slice(0, -1), written],
      mustBeRefused,
    };
  }
}
