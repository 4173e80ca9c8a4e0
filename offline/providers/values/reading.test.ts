import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { properties } from "./arbitrary";
import { digitsOf, evaluate, type Source } from "./reading";
import { holdsSecret, holdsUnknown, type Properties, secret, unknown } from "./value";

function sourceOf(given: Properties, prior?: Properties): Source {
  return {
    urn: "urn:pulumi:dev::project::gcp:a/b:B::the name",
    inputs: given,
    configuration: { project: "netra", token: secret("x"), region: unknown },
    prior,
    ids: new Set(["a/1", "a/2", "b/1"]),
    property: (name) => given[name],
  };
}

describe("a computation", () => {
  it("is unknown exactly when it reads something unknown", () => {
    fc.assert(
      fc.property(properties, fc.constantFrom("a", "b", "name"), (given, name) => {
        const result = evaluate(sourceOf(given), (r) => `read ${JSON.stringify(r.get(name))}`);
        expect(holdsUnknown(result ?? null)).toBe(holdsUnknown(given[name] ?? null));
      }),
    );
  });

  it("is secret when it reads something secret and known", () => {
    fc.assert(
      fc.property(properties, fc.constantFrom("a", "b", "name"), (given, name) => {
        const value = given[name] ?? null;
        fc.pre(!holdsUnknown(value));
        const result = evaluate(sourceOf(given), (r) => `read ${JSON.stringify(r.get(name))}`);
        expect(holdsSecret(result ?? null)).toBe(holdsSecret(value));
      }),
    );
  });

  it("is both when what it reads is a secret that is not known yet", () => {
    const source = sourceOf({ password: secret(unknown) });
    expect(evaluate(source, (r) => `x${r.text("password")}`)).toEqual(secret(unknown));
  });

  it("is neither when it reads only what lies beside", () => {
    const source = sourceOf({ name: "a", password: secret("b"), id: unknown });
    expect(evaluate(source, (r) => r.text("name"))).toBe("a");
  });

  it("is secret when a secret lies on the way to what it reads", () => {
    const source = sourceOf({ auth: secret({ user: "a" }) });
    expect(evaluate(source, (r) => r.text("auth.user"))).toEqual(secret("a"));
  });

  it("fails with its own errors", () => {
    const fail = () => {
      throw new Error("broken");
    };
    expect(() => evaluate(sourceOf({}), fail)).toThrow("broken");
  });
});

it("elements of lists are read by their position", () => {
  const source = sourceOf({ list: [{ name: "a" }, { name: "b" }] });
  expect(evaluate(source, (r) => r.text("list.1.name"))).toBe("b");
  expect(evaluate(source, (r) => r.text("list.2.name", "none"))).toBe("none");
});

it("what is absent or null takes the value for that", () => {
  const source = sourceOf({ zero: 0, nothing: null });
  expect(evaluate(source, (r) => r.number("zero", 5))).toBe(0);
  expect(evaluate(source, (r) => r.number("nothing", 5))).toBe(5);
  expect(evaluate(source, (r) => r.text("absent", "b"))).toBe("b");
  expect(evaluate(source, (r) => r.flag("absent"))).toBe(false);
});

it("the provider's options are read like properties", () => {
  expect(evaluate(sourceOf({}), (r) => r.configured("project"))).toBe("netra");
  expect(evaluate(sourceOf({}), (r) => r.configured("token"))).toEqual(secret("x"));
  expect(evaluate(sourceOf({}), (r) => r.configured("region"))).toBe(unknown);
});

it("what exists already is found by how its id begins", () => {
  expect(evaluate(sourceOf({}), (r) => r.existing("a/"))).toEqual(["1", "2"]);
  expect(evaluate(sourceOf({}), (r) => r.existing("c/"))).toEqual([]);
});

it("the values before are read from the state", () => {
  const source = sourceOf({}, { generation: "3" });
  expect(evaluate(source, (r) => r.prior("generation"))).toBe("3");
  expect(evaluate(sourceOf({}), (r) => r.prior("generation"))).toBeUndefined();
});

it("made-up values are the same for one resource and purpose, and differ for another", () => {
  const hex = (purpose: string) => evaluate(sourceOf({}), (r) => r.hex(purpose, 12));
  expect(hex("a")).toBe(hex("a"));
  expect(hex("a")).not.toBe(hex("b"));
  expect(evaluate(sourceOf({}), (r) => r.logicalName)).toBe("the name");
});

it("made-up numbers have the length and the bounds that were asked for", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (seed, length) => {
      expect(digitsOf(seed, length)).toMatch(new RegExp(`^[1-9]\\d{${length - 1}}$`));
    }),
  );
  fc.assert(
    fc.property(
      fc.string(),
      fc.nat(1000),
      fc.integer({ min: 1, max: 1000 }),
      (purpose, least, span) => {
        const picked = Number(evaluate(sourceOf({}), (r) => r.pick(purpose, least, least + span)));
        expect(picked).toBeGreaterThanOrEqual(least);
        expect(picked).toBeLessThan(least + span);
      },
    ),
  );
});
