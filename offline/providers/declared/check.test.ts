import { describe, expect, it } from "vitest";
import { type Properties, secret, unknown } from "../values/value";
import { check } from "./check";
import { checkRequest, configuration, sample } from "./sample";

const checked = (...args: Parameters<typeof checkRequest>) =>
  check(sample, configuration, checkRequest(...args));

describe("a name that the program leaves out", () => {
  it("is the logical name in lower case and seven random digits", () => {
    expect(checked({ size: 1 }).inputs.name).toMatch(/^main-[0-9a-f]{7}$/);
  });

  it("is the same for the same seed and another for another one", () => {
    const name = (seed: number) =>
      checked({ size: 1 }, { randomSeed: new Uint8Array([seed]) }).inputs.name;
    expect(name(1)).toBe(name(1));
    expect(name(1)).not.toBe(name(2));
  });

  it("is random without a seed", () => {
    const name = () => checked({ size: 1 }, { randomSeed: new Uint8Array() }).inputs.name;
    expect(name()).not.toBe(name());
  });

  it("stays what it was made before", () => {
    const priorInputs = { name: "main-1234567", __defaults: ["name"] };
    expect(checked({ size: 1 }, { priorInputs }).inputs.name).toBe("main-1234567");
  });

  it("is made anew when the program gave it before", () => {
    const priorInputs = { name: "mine", __defaults: [] };
    expect(checked({ size: 1 }, { priorInputs }).inputs.name).toMatch(/^main-[0-9a-f]{7}$/);
  });

  it("is what the project's configuration proposes", () => {
    const naming = { mode: "proposed", proposed: "stack-main" } as const;
    expect(checked({ size: 1 }, { naming }).inputs.name).toBe("stack-main");
  });

  it("is refused where the project's configuration forbids to make names up", () => {
    const { failures } = checked({ size: 1 }, { naming: { mode: "disabled" } });
    expect(failures).toEqual([
      `"name" is missing. The project's configuration forbids to make names up. Give it.`,
    ]);
  });

  it("is refused when it would be too long", () => {
    const { failures } = checked({ size: 1 }, { logicalName: "a-rather-long-name" });
    expect(failures).toEqual([
      expect.stringMatching(/has 26 characters\. Allowed are 20\. Give "name", or a shorter/),
    ]);
  });

  it("is not made where the program gives one, even one that is not known yet", () => {
    expect(checked({ size: 1, name: "mine" }).inputs.name).toBe("mine");
    expect(checked({ size: 1, name: unknown }).inputs.name).toBe(unknown);
  });
});

describe("defaults", () => {
  it("are filled in and noted, in nested objects and lists too", () => {
    const settings: Properties = { flags: [{ name: "a" }, { name: "b", value: "1" }] };
    expect(checked({ size: 1, name: "mine", settings }).inputs).toEqual({
      __defaults: ["deletionProtection"],
      deletionProtection: true,
      name: "mine",
      settings: {
        __defaults: ["disk"],
        disk: 10,
        flags: [
          { __defaults: ["value"], name: "a", value: "" },
          { __defaults: [], name: "b", value: "1" },
        ],
      },
      size: 1,
    });
  });

  it("are not filled in where the object itself is absent or not known yet", () => {
    expect(checked({ size: 1 }).inputs).not.toHaveProperty("settings");
    expect(checked({ size: 1, settings: unknown }).inputs.settings).toBe(unknown);
  });

  it("leave a secret object secret", () => {
    const settings = secret({ network: "a" });
    expect(checked({ size: 1, settings }).inputs.settings).toEqual(
      secret({ __defaults: ["disk"], disk: 10, network: "a" }),
    );
  });

  it("do not replace false, zero or an empty text", () => {
    const inputs = { size: 1, deletionProtection: false, settings: { disk: 0 } };
    expect(checked(inputs).inputs).toMatchObject(inputs);
  });
});

describe("failures", () => {
  const reasons = (inputs: Properties) => checked(inputs).failures;

  it("name a property that is required and missing", () => {
    expect(reasons({})).toEqual([`"size" is missing. It is required. Give it.`]);
    expect(reasons({ size: null })).toHaveLength(1);
  });

  it("name what was found and what is allowed, all of them at once", () => {
    expect(reasons({ size: 500, tier: "LOW" })).toEqual([
      `"tier" is "LOW". Allowed are "BASIC", "HIGH". Change it.`,
      `"size" is 500. Allowed are 1 to 100. Change it.`,
    ]);
  });

  it("hide a secret", () => {
    expect(reasons({ size: 1, tier: secret("LOW") })).toEqual([
      `"tier" is (hidden). Allowed are "BASIC", "HIGH". Change it.`,
    ]);
  });

  it("are not made of what is not known yet", () => {
    expect(reasons({ size: unknown, tier: secret(unknown) })).toEqual([]);
  });
});
