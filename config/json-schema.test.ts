import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { stackFileJsonSchema } from "./json-schema";
import { addStores, type Change, goodFile } from "./stack-file.fixture";

const root = join(__dirname, "..");
const ajv = new Ajv({ allErrors: true });
// A word of editors, which show it in place of a pattern.
ajv.addKeyword("patternErrorMessage");
const isStackFile = ajv.compile(
  JSON.parse(readFileSync(join(root, "config", "stack-file.schema.json"), "utf8")),
);

function placesOfErrors(file: unknown): string[] {
  isStackFile(file);
  return [...new Set((isStackFile.errors ?? []).map(({ instancePath }) => instancePath))].sort();
}

function changed(change: Change): { config: unknown } {
  const config = goodFile();
  change(config);
  return { config };
}

type Node = Record<string, unknown>;

function nodesBelow(node: Node, path: string): [string, Node][] {
  const children = Object.entries((node.properties ?? {}) as Record<string, Node>);
  const forms = ((node.allOf ?? []) as { then: Node }[]).map(({ then }) => then);
  const entries = node.additionalProperties;
  const all: [string, Node][] =
    typeof entries === "object" && entries !== null
      ? [...children, ["*", entries as Node]]
      : children;
  const below = all.flatMap(([key, child]): [string, Node][] => [
    [`${path}/${key}`, child],
    ...nodesBelow(child, `${path}/${key}`),
  ]);
  return [...below, ...forms.flatMap((form) => nodesBelow(form, path))];
}

describe("the JSON Schema of stack files", () => {
  it("accepts Netra's staging stack", () => {
    const text = readFileSync(join(root, "Pulumi.staging.yaml"), "utf8");
    expect(placesOfErrors(parseYaml(text))).toEqual([]);
  });

  it("is named by Netra's staging stack, so that editors find it", () => {
    const [first] = readFileSync(join(root, "Pulumi.staging.yaml"), "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=./config/stack-file.schema.json");
  });

  it.each<[string, Change]>([
    ["a good file", () => undefined],
    [
      "settings of other programs",
      (file) => Object.assign(file, { "gcp:zone": { secure: "v1:a" } }),
    ],
    [
      "an encrypted value of a secret",
      (file) => Object.assign(file["holdfast:secrets"], { key: { value: { secure: "v1:a" } } }),
    ],
    ["a database and a cache of each type", addStores],
  ])("accepts %s", (_, change) => {
    expect(placesOfErrors(changed(change))).toEqual([]);
  });

  it("accepts what Pulumi itself keeps beside the configuration", () => {
    expect(placesOfErrors({ encryptionsalt: "v1:a", config: goodFile() })).toEqual([]);
  });

  it.each<[string, Change, string]>([
    [
      "a misspelt key",
      (file) => Object.assign(file["holdfast:services"].auth, { memry: "1Gi" }),
      "/holdfast:services/auth",
    ],
    ["an unknown key of ours", (file) => Object.assign(file, { "holdfast:egde": {} }), ""],
    ["a key without a namespace", (file) => Object.assign(file, { network: {} }), ""],
    [
      "a missing key",
      (file) => delete file["holdfast:services"].auth.port,
      "/holdfast:services/auth",
    ],
    [
      "a number without its unit",
      (file) => Object.assign(file["holdfast:services"].auth, { memory: 2 }),
      "/holdfast:services/auth/memory",
    ],
    [
      "a duration in the place of an amount",
      (file) => Object.assign(file["holdfast:services"].auth, { memory: "35s" }),
      "/holdfast:services/auth/memory",
    ],
    [
      "a number out of its range",
      (file) => Object.assign(file["holdfast:network"].connector, { minInstances: 1 }),
      "/holdfast:network/connector/minInstances",
    ],
    [
      "an unknown word",
      (file) => Object.assign(file["holdfast:network"], { egress: "all" }),
      "/holdfast:network/egress",
    ],
    [
      "an unknown type of database",
      (file) => Object.assign(file["holdfast:postgres"]["main-db"], { type: "aloydb" }),
      "/holdfast:postgres/main-db/type",
    ],
    [
      "a key that belongs to another type",
      (file) => {
        addStores(file);
        file["holdfast:postgres"].alloy.tier = "db-custom-4-15360";
      },
      "/holdfast:postgres/alloy",
    ],
    [
      "a wrong value within a type",
      (file) => {
        addStores(file);
        file["holdfast:redis"].local.persistence = "RDB";
      },
      "/holdfast:redis/local/persistence",
    ],
    [
      "a value of a secret in clear",
      (file) => Object.assign(file["holdfast:secrets"], { key: { value: "a" } }),
      "/holdfast:secrets/key/value",
    ],
    [
      "a name that is none",
      (file) => Object.assign(file["holdfast:services"], { "a b": file["holdfast:services"].auth }),
      "/holdfast:services",
    ],
  ])("refuses %s", (_, change, place) => {
    expect(placesOfErrors(changed(change))).toContain(`/config${place}`);
  });

  it("refuses an empty file", () => {
    expect(placesOfErrors({})).toEqual([""]);
  });

  it("describes every key, so that editors explain what they complete", () => {
    const { config } = stackFileJsonSchema().properties as { config: Node };
    const nodes = nodesBelow(config, "");
    expect(nodes.length).toBeGreaterThan(80);
    const silent = nodes.filter(([path, node]) => !path.endsWith("*") && !node.description);
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it("says what is allowed in words wherever it has a pattern", () => {
    const { config } = stackFileJsonSchema().properties as { config: Node };
    const patterns = nodesBelow(config, "").filter(([, node]) => node.pattern !== undefined);
    expect(patterns.length).toBeGreaterThan(10);
    for (const [, node] of patterns) {
      expect(node.patternErrorMessage).toMatch(/^Allowed: .*\.$/);
    }
  });

  it("complains of one form of a map only, so that an editor shows what is wrong with that one", () => {
    const places = placesOfErrors(
      changed((file) => {
        addStores(file);
        delete file["holdfast:postgres"].alloy.machineType;
        delete file["holdfast:postgres"]["main-db"].tier;
      }),
    );
    const faults = (isStackFile.errors ?? []).filter(({ keyword }) => keyword !== "if");
    expect(faults.map(({ message }) => message)).toEqual([
      "must have required property 'tier'",
      "must have required property 'machineType'",
    ]);
    expect(places).toEqual([
      "/config/holdfast:postgres/alloy",
      "/config/holdfast:postgres/main-db",
    ]);
  });

  it("has no words of our own", () => {
    const text = JSON.stringify(stackFileJsonSchema());
    expect(text).not.toMatch(/"(allowed|absent|change|form|hidden|discriminator)":/);
  });
});
