import { type Fault, shown, withKey, withValue } from "../broken-file";

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: "\u0430",
  c: "\u0441",
  e: "\u0435",
  i: "\u0456",
  o: "\u043e",
  p: "\u0440",
  s: "\u0455",
  "-": "\u2010",
  "0": "\uff10",
  "1": "\uff11",
};

type Change = readonly [name: string, change: (text: string) => string];

const CHANGES: readonly Change[] = [
  [
    "a letter of another script",
    (text) => text.replace(/[aceiops01-]/, (c) => LOOK_ALIKES[c] ?? c),
  ],
  ["no width within", (text) => `${text.slice(0, 1)}\u200b${text.slice(1)}`],
  ["a mark of byte order", (text) => `\ufeff${text}`],
  ["the direction turned", (text) => `\u202e${text}\u202c`],
  ["a hard space", (text) => `${text}\u00a0`],
  ["half a pair", (text) => `${text}\ud800`],
  ["a combining accent", (text) => `${text}\u0301`],
  ["a picture", (text) => `${text}\u{1f525}`],
  ["a control character", (text) => `${text}\u0007`],
  ["an end of line", (text) => `${text}\nb`],
  ["the null character", (text) => `${text}\u0000`],
];

/** Characters that look like others, or like nothing, in keys and in values. */
export const unicode: Fault = {
  name: "characters that look like others",
  *broken(file, places) {
    for (const { path, value, isKey } of places) {
      const key = path.at(-1);
      for (const [name, change] of CHANGES) {
        const written = change(String(key));
        if (typeof key === "string" && written !== key) {
          yield {
            what: `${shown(path)} is written with ${name}`,
            file: withKey(file, path, written),
            at: [...path.slice(0, -1), written],
            mustBeRefused: isKey,
          };
        }
        if (typeof value === "string" && change(value) !== value) {
          yield {
            what: `${shown(path)} has ${name}`,
            file: withValue(file, path, change(value)),
            at: path,
            mustBeRefused: false,
          };
        }
      }
    }
  },
};
