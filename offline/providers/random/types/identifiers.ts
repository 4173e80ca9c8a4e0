import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type {
  RandomBytesArgs,
  RandomBytesState,
  RandomIdArgs,
  RandomIdState,
  RandomIntegerArgs,
  RandomIntegerState,
  RandomPetArgs,
  RandomPetState,
  RandomShuffleArgs,
  RandomShuffleState,
  RandomUuidArgs,
  RandomUuidState,
} from "@pulumi/random";
import { describe } from "../../declared/describe";
import { assigned, planned } from "../../declared/resource-type";
import { between } from "../../declared/rules";
import type { Reading } from "../../values/reading";
import { shuffled } from "./characters";
import { adjectives, animals } from "./words";

const atLeastOneByte = Number.MAX_SAFE_INTEGER;

/** Random bytes in several notations, which all follow from the hexadecimal one. */
export const id = describe<RandomIdArgs, RandomIdState>({
  token: "random:index/randomId:RandomId",
  id: (r) => r.text("b64Url").slice(r.text("prefix").length),
  required: ["byteLength"],
  rules: [between("byteLength", 1, atLeastOneByte)],
  replaces: ["byteLength", "keepers", "prefix"],
  computed: {
    hex: assigned((r) => r.text("prefix") + randomBytes(r.number("byteLength")).toString("hex")),
    dec: assigned((r) => r.text("prefix") + BigInt(`0x${bytesOf(r).toString("hex")}`)),
    b64Std: assigned((r) => r.text("prefix") + bytesOf(r).toString("base64")),
    b64Url: assigned((r) => r.text("prefix") + bytesOf(r).toString("base64url")),
  },
});

/** Random bytes that are secret. */
export const bytes = describe<RandomBytesArgs, RandomBytesState>({
  token: "random:index/randomBytes:RandomBytes",
  id: () => "none",
  required: ["length"],
  rules: [between("length", 1, atLeastOneByte)],
  replaces: ["keepers", "length"],
  computed: {
    base64: assigned((r) => randomBytes(r.number("length")).toString("base64")),
    hex: assigned((r) => Buffer.from(r.text("base64"), "base64").toString("hex")),
  },
  secrets: ["base64", "hex"],
});

/** A random whole number, both bounds included. */
export const integer = describe<RandomIntegerArgs, RandomIntegerState>({
  token: "random:index/randomInteger:RandomInteger",
  id: (r) => r.text("result"),
  required: ["max", "min"],
  replaces: ["keepers", "max", "min", "seed"],
  computed: { result: assigned((r) => randomInt(r.number("min"), r.number("max") + 1)) },
});

/** A random UUID. */
export const uuid = describe<RandomUuidArgs, RandomUuidState>({
  token: "random:index/randomUuid:RandomUuid",
  id: (r) => r.text("result"),
  required: [],
  replaces: ["keepers"],
  computed: { result: assigned(() => randomUUID()) },
});

/** Words that people can remember. The name is the id of the resource, so it is computed there. */
export const pet = describe<RandomPetArgs, RandomPetState>({
  token: "random:index/randomPet:RandomPet",
  id: (r) =>
    [r.text("prefix"), ...petWords(r.number("length"))].filter(Boolean).join(r.text("separator")),
  required: [],
  replaces: ["keepers", "length", "prefix", "separator"],
  computed: {},
  decided: { length: planned(() => 2), separator: planned(() => "-") },
});

/** A list in a random order. */
export const shuffle = describe<RandomShuffleArgs, RandomShuffleState>({
  token: "random:index/randomShuffle:RandomShuffle",
  id: () => "-",
  required: ["inputs"],
  replaces: ["inputs", "keepers", "resultCount", "seed"],
  computed: {
    results: assigned((r) => {
      const inputs = r.get("inputs");
      const items = Array.isArray(inputs) ? inputs : [];
      return shuffled(items).slice(0, r.number("resultCount", items.length));
    }),
  },
});

function bytesOf(r: Reading): Buffer {
  return Buffer.from(r.text("hex").slice(r.text("prefix").length), "hex");
}

function petWords(length: number): string[] {
  return Array.from({ length }, (_, index) => {
    const words = index === length - 1 ? animals : adjectives;
    return words[randomInt(words.length)] ?? "";
  });
}
