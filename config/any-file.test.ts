import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStackFile } from "./parse";
import { rules } from "./rules";
import { stackFile } from "./schema/stack-file";
import {
  addStores,
  type Change,
  goodEdge,
  goodFile,
  goodGke,
  goodService,
  problemsOf,
  type Raw,
} from "./stack-file.fixture";

const staging = { stack: "staging" };

/** Values that YAML files have come to hold by accident. */
const accident = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    "on",
    "alloydb",
    "35",
    35,
    0,
    -1,
    1.5,
    Number.MAX_VALUE,
    true,
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    { secure: "v1:a" },
    ["a"],
    "x".repeat(100_000),
    "\u0000\u202e",
  ),
  fc.string(),
  fc.json().map((text): unknown => JSON.parse(text)),
);
const oddKey = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "",
    "a.b",
    "b\u0430ckend",
  ),
  fc.constantFrom("image", "uses", "holdfast:services", "main-db", "auth", "value", "type", "tier"),
  fc.string(),
);

/** One change somewhere in a file: which of its maps, which of its keys, and what is done there. */
const mutation = fc.record({
  map: fc.nat(),
  key: fc.nat(),
  does: fc.constantFrom("replace", "remove", "rename", "add"),
  value: accident,
  name: oddKey,
});

function mapsIn(value: unknown): Raw[] {
  return typeof value === "object" && value !== null
    ? [value as Raw, ...Object.values(value).flatMap(mapsIn)]
    : [];
}

function define(map: Raw, key: string, value: unknown): void {
  if (Array.isArray(map) && key === "length") {
    return;
  }
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(file: Raw, { map, key, does, value: shared, name }: Mutation): void {
  const value = structuredClone(shared);
  const maps = mapsIn(file);
  const target = maps[map % maps.length] ?? file;
  const keys = Object.keys(target);
  const chosen = keys[key % Math.max(keys.length, 1)];
  if (does === "add" || chosen === undefined) {
    define(target, name, value);
  } else if (does === "replace") {
    define(target, chosen, value);
  } else {
    const moved = target[chosen];
    delete target[chosen];
    if (does === "rename") {
      define(target, name, moved);
    }
  }
}

const mutatedFile = fc.array(mutation, { minLength: 1, maxLength: 4 }).map((mutations) => {
  const file: Raw = structuredClone({
    ...goodFile(),
    "holdfast:edge": goodEdge(),
    "holdfast:gke": goodGke(),
  });
  addStores(file);
  for (const each of mutations) {
    mutate(file, each);
  }
  return JSON.parse(JSON.stringify(file)) as Raw;
});

describe("any stack file", () => {
  it("gives a configuration or problems in full sentences, and never fails otherwise", () => {
    fc.assert(
      fc.property(mutatedFile, (file) => {
        const result = parseStackFile(file, staging);
        if (result.ok) {
          expect(result.configuration.project).toEqual(expect.any(String));
          return;
        }
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { path, found, allowed, action } of result.problems) {
          expect(path).not.toBe("");
          expect(found.length).toBeLessThan(2000);
          expect(allowed).not.toBe("");
          expect(action).toMatch(/^[A-Z].*\.$/s);
          expect(`${path}${found}${action}`).not.toMatch(/undefined|\[object|NaN|[^\x20-\x7e]/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused exactly when its schema or a rule refuses it", () => {
    fc.assert(
      fc.property(mutatedFile, (file) => {
        const { ok } = parseStackFile(file, staging);
        fc.pre(Object.keys(file).every((key) => Object.hasOwn(stackFile.shape, key)));
        // The schema's own parse passes over such a key without a word.
        fc.pre(!JSON.stringify(file).includes("__proto__"));
        const parsed = stackFile.safeParse(file);
        const subject = { ...staging, secretKeys: new Set<string>() };
        const accepted =
          parsed.success &&
          rules.every((rule) => rule({ ...subject, file: parsed.data }).length === 0);
        expect(ok).toBe(accepted);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, number, Change]>([
    [
      "uses of what is not declared",
      1000,
      (file) => {
        for (const [name, service] of Object.entries<Raw>(file["holdfast:services"])) {
          service.uses = { [`${name}-x`]: {} };
        }
      },
    ],
    [
      "secrets that are not declared",
      1000,
      (file) => {
        file["holdfast:secrets"] = {};
        for (const [name, service] of Object.entries<Raw>(file["holdfast:services"])) {
          file["holdfast:secrets"][name] = { generate: {} };
          service.secrets = { KEY: `${name}-x` };
        }
      },
    ],
    [
      "users that an instance does not have",
      1000,
      (file) => {
        const database = file["holdfast:postgres"]["main-db"];
        const { users } = database;
        database.maxConnections = 10_000;
        file["holdfast:network"].connector.connectionsPerInstance = 10_000;
        for (const [name, service] of Object.entries<Raw>(file["holdfast:services"])) {
          users[name] = {};
          service.uses = { "main-db": { pool: 1, user: `${name}-x` } };
        }
      },
    ],
    [
      "connections that do not fit",
      3,
      (file) => {
        for (const service of Object.values<Raw>(file["holdfast:services"])) {
          service.uses = { "main-db": { pool: 10_000, overflow: 10_000 } };
        }
      },
    ],
    [
      "required variables that nothing sets",
      1000,
      (file) => {
        const names = Object.keys(file["holdfast:services"]);
        const variables = names.map((name) => name.toUpperCase().replace("-", "_"));
        const service = file["holdfast:services"]["service-0"];
        service.env = Object.fromEntries(variables.map((name) => [name, "1"]));
        service.requires = variables.map((name) => `${name}_X`);
      },
    ],
  ])("has short messages however many are its %s", (_, count, change) => {
    const file = goodFile();
    file["holdfast:services"] = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`service-${index}`, goodService()]),
    );
    change(file);
    const problems = problemsOf(file);
    expect(problems).toHaveLength(count);
    expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(1000);
  });

  it("is read in time that grows with its size only", () => {
    const services = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `service-${index}`,
        { ...goodService(), prot: 1 },
      ]),
    );
    const start = performance.now();
    const problems = problemsOf({ ...goodFile(), "holdfast:services": services });
    expect(problems).toHaveLength(3000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("does not take a key for a property that every object has", () => {
    const file = goodFile();
    file["holdfast:services"].auth.env = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    const result = parseStackFile(file, staging);
    const { services } = result.ok ? result.configuration : { services: undefined };
    expect(Object.entries(services?.auth?.env ?? {})).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });
});
