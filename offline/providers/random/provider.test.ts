import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsSecret, type Properties, revealed, secret, unknown } from "../values/value";
import { random } from "./provider";

const subject = (name: string) => ({
  urn: `urn:pulumi:dev::s::random:index/random${name}:Random${name}::main`,
  type: `random:index/random${name}:Random${name}`,
  logicalName: "main",
});

function created(name: string, inputs: Properties, preview = false) {
  const { id, outputs } = random().create({ ...subject(name), inputs, preview });
  return { id, outputs, open: revealed(outputs) as Properties };
}

describe("a password", () => {
  it("has the length, and at least what is asked for of each kind of character", () => {
    const least = fc.nat(4);
    fc.assert(
      fc.property(
        least,
        least,
        least,
        least,
        fc.integer({ min: 16, max: 40 }),
        (a, b, c, d, length) => {
          const minima = { minLower: a, minUpper: b, minNumeric: c, minSpecial: d };
          const result = String(created("Password", { length, ...minima }).open.result);
          const count = (pattern: RegExp) => result.match(pattern)?.length ?? 0;
          expect(result).toHaveLength(length);
          expect(count(/[a-z]/g)).toBeGreaterThanOrEqual(a);
          expect(count(/[A-Z]/g)).toBeGreaterThanOrEqual(b);
          expect(count(/[0-9]/g)).toBeGreaterThanOrEqual(c);
          expect(count(/[^a-zA-Z0-9]/g)).toBeGreaterThanOrEqual(d);
        },
      ),
    );
  });

  it("has only the kinds of characters that are switched on", () => {
    const plain = { length: 200, special: false, upper: false };
    expect(created("Password", plain).open.result).toMatch(/^[a-z0-9]{200}$/);
    const special = {
      length: 200,
      lower: false,
      upper: false,
      numeric: false,
      overrideSpecial: "_",
    };
    expect(created("Password", special).open.result).toBe("_".repeat(200));
  });

  it("is secret, its hash too, and both are not known in a preview", () => {
    const { outputs } = created("Password", { length: 8 });
    expect(holdsSecret(outputs.result ?? null)).toBe(true);
    expect(revealed(outputs.bcryptHash ?? null)).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(created("Password", { length: 8 }, true).outputs).toMatchObject({
      bcryptHash: secret(unknown),
      length: 8,
      lower: true,
      minLower: 0,
      result: secret(unknown),
    });
  });

  it("is another one each time", () => {
    const result = () => created("Password", { length: 20 }).open.result;
    expect(result()).not.toBe(result());
  });

  it("stays the same when nothing that it is made of changes", () => {
    const inputs = { length: 8 };
    const { id, outputs } = created("Password", inputs);
    const request = { ...subject("Password"), id, inputs, priorInputs: inputs, prior: outputs };
    expect(random().diff(request).changes).toEqual([]);
    expect(random().update({ ...request, preview: false }).result).toEqual(outputs.result);
  });

  it("is replaced when anything that it is made of changes", () => {
    const { id, outputs } = created("Password", { length: 8 });
    const request = { ...subject("Password"), id, priorInputs: { length: 8 }, prior: outputs };
    const { changes } = random().diff({ ...request, inputs: { length: 8, keepers: { a: "1" } } });
    expect(changes.map(({ replaces }) => replaces)).toEqual([true]);
    const spelled = { length: 8, special: true, minLower: 0 };
    expect(random().diff({ ...request, inputs: spelled }).changes).toEqual([]);
  });

  it("fails when it is shorter than its minima together", () => {
    const { failures } = random().check({
      ...subject("Password"),
      inputs: { length: 3, minLower: 2, minUpper: 2 },
      priorInputs: undefined,
      randomSeed: new Uint8Array(),
      naming: undefined,
    });
    expect(failures).toEqual([
      `"length" is 3. Allowed is 4 or more, the sum of all minima. Raise it.`,
    ]);
  });
});

it("a text is not secret, and is its own id", () => {
  const { id, outputs } = created("String", { length: 6 });
  expect(id).toBe(outputs.result);
  expect(id).toHaveLength(6);
});

it("all notations of an id say the same bytes", () => {
  const { id, outputs } = created("Id", { byteLength: 6, prefix: "db-" });
  const { hex, dec, b64Std, b64Url } = outputs as Record<string, string>;
  const bytes = Buffer.from(String(hex).slice(3), "hex");
  expect(bytes).toHaveLength(6);
  expect(b64Std).toBe(`db-${bytes.toString("base64")}`);
  expect(b64Url).toBe(`db-${id}`);
  expect(dec).toBe(`db-${BigInt(`0x${bytes.toString("hex")}`)}`);
});

it("bytes are secret in both notations, which say the same", () => {
  const { outputs, open } = created("Bytes", { length: 16 });
  expect(holdsSecret(outputs.hex ?? null)).toBe(true);
  expect(Buffer.from(String(open.hex), "hex").toString("base64")).toBe(open.base64);
});

it("an integer lies within its bounds, both included", () => {
  fc.assert(
    fc.property(fc.integer({ max: 1e6, min: -1e6 }), fc.nat(1e6), (min, span) => {
      const result = Number(created("Integer", { min, max: min + span }).outputs.result);
      expect(result).toBeGreaterThanOrEqual(min);
      expect(result).toBeLessThanOrEqual(min + span);
    }),
  );
});

it("a pet has as many words as asked for, after its prefix", () => {
  expect(created("Pet", {}).id).toMatch(/^[a-z]+-[a-z]+$/);
  expect(created("Pet", { length: 3, separator: "_", prefix: "x" }).id).toMatch(/^x(_[a-z]+){3}$/);
});

it("a shuffle keeps the items, and as many as asked for", () => {
  const { outputs } = created("Shuffle", { inputs: ["a", "b", "c"] });
  expect([...(outputs.results as string[])].sort()).toEqual(["a", "b", "c"]);
  expect(
    created("Shuffle", { inputs: ["a", "b", "c"], resultCount: 2 }).outputs.results,
  ).toHaveLength(2);
});

it("a UUID has the form of one", () => {
  expect(created("Uuid", {}).id).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
