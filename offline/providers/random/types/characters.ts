import { randomBytes, randomInt } from "node:crypto";
import type {
  RandomPasswordArgs,
  RandomPasswordState,
  RandomStringArgs,
  RandomStringState,
} from "@pulumi/random";
import { describe } from "../../declared/describe";
import { assigned, planned } from "../../declared/resource-type";
import { between, type Failure } from "../../declared/rules";
import type { Reading } from "../../values/reading";
import type { Properties } from "../../values/value";

/** Sets of characters, each with the inputs that switch it on and that say how many of it there are at least. */
const sets = [
  { wanted: "lower", least: "minLower", characters: "abcdefghijklmnopqrstuvwxyz" },
  { wanted: "upper", least: "minUpper", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { wanted: "numeric", least: "minNumeric", characters: "0123456789" },
  { wanted: "special", least: "minSpecial", characters: "!@#$%&*()-_=+[]{}<>:?" },
] as const;

const switchedOn = planned(() => true);
const none = planned(() => 0);

/** What passwords and strings have in common. Every input decides the text, so every change makes a new one. */
const ofCharacters = {
  required: ["length"],
  rules: [
    between("length", 1, Number.MAX_SAFE_INTEGER),
    { about: ["length"], failures: minimaOverLength },
  ],
  replaces: [
    "keepers",
    "length",
    "lower",
    "minLower",
    "minNumeric",
    "minSpecial",
    "minUpper",
    "number",
    "numeric",
    "overrideSpecial",
    "special",
    "upper",
  ],
  decided: {
    lower: switchedOn,
    upper: switchedOn,
    number: switchedOn,
    numeric: planned((r) => r.get("number") ?? true),
    special: switchedOn,
    minLower: none,
    minNumeric: none,
    minSpecial: none,
    minUpper: none,
  },
} as const;

/** A random text that is secret. */
export const password = describe<RandomPasswordArgs, RandomPasswordState>({
  ...ofCharacters,
  token: "random:index/randomPassword:RandomPassword",
  id: () => "none",
  computed: {
    result: assigned(randomText),
    // Of the form of a bcrypt hash, and not one: nothing offline ever checks a password against it.
    bcryptHash: assigned(
      () => `$2a$10$${randomBytes(40).toString("base64").replace(/[+=]/g, ".").slice(0, 53)}`,
    ),
  },
  secrets: ["result", "bcryptHash"],
});

/** A random text. */
export const text = describe<RandomStringArgs, RandomStringState>({
  ...ofCharacters,
  token: "random:index/randomString:RandomString",
  id: (r) => r.text("result"),
  computed: { result: assigned(randomText) },
});

function randomText(r: Reading): string {
  const chosen = sets
    .filter(({ wanted }) => r.flag(wanted))
    .map(({ wanted, least, characters }) => ({
      least: r.number(least),
      characters: wanted === "special" ? r.text("overrideSpecial") || characters : characters,
    }));
  const all = chosen.map(({ characters }) => characters).join("");
  const demanded = chosen.flatMap(({ least, characters }) => pickFrom(characters, least));
  const rest = pickFrom(all, r.number("length") - demanded.length);
  return shuffled([...demanded, ...rest]).join("");
}

function pickFrom(characters: string, count: number): string[] {
  return Array.from({ length: count }, () => characters.charAt(randomInt(characters.length)));
}

/** The items in a random order. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: randomInt(2 ** 47) }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

function minimaOverLength(inputs: Properties): Failure[] {
  const { length } = inputs;
  const least = sets.map((set) => inputs[set.least] ?? 0);
  if (typeof length !== "number" || least.some((count) => typeof count !== "number")) return [];
  const sum = least.reduce<number>((total, count) => total + Number(count), 0);
  if (sum <= length) return [];
  return [`"length" is ${length}. Allowed is ${sum} or more, the sum of all minima. Raise it.`];
}
