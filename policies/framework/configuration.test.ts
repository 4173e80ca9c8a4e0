import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configurationOf } from "./configuration";

const make = () =>
  configurationOf("image-exists", {
    unavailable: z.enum(["block", "warn"]).default("block").describe("What to do."),
    retries: z.number().int().min(0).max(5).default(3).describe("How often."),
    hosts: z.array(z.string().min(3)).min(1).optional().describe("Where."),
    mirrors: z.record(z.string(), z.string()).default({}).describe("Instead."),
  });

function refusal(given: object): string {
  try {
    make().read(given);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("Nothing was refused.");
}

describe("the options of a policy", () => {
  it("have all defaults when nothing is configured", () => {
    expect(make().read({})).toEqual({
      unavailable: "block",
      retries: 3,
      mirrors: {},
      undetermined: "warn",
      deadlineSeconds: 60,
    });
  });

  it("are a JSON Schema for the engine, with defaults and descriptions", () => {
    const { schema } = make();
    expect(schema.required).toBeUndefined();
    expect(schema.properties.unavailable).toEqual({
      type: "string",
      enum: ["block", "warn"],
      default: "block",
      description: "What to do.",
    });
    expect(schema.properties.deadlineSeconds).toMatchObject({ type: "number", default: 60 });
  });

  it.each<[string, object, string]>([
    ["a wrong word", { unavailable: "stop" }, '"unavailable" must be one of "block", "warn".'],
    ["a wrong type", { retries: "3" }, '"retries" must be of type number.'],
    ["a number that is too great", { retries: 9 }, '"retries" must be at most 5.'],
    ["a number that is too small", { retries: -1 }, '"retries" must be at least 0.'],
    ["a number on an open limit", { deadlineSeconds: 0 }, '"deadlineSeconds" must be more than 0.'],
    ["an empty list", { hosts: [] }, '"hosts" must have at least 1 entry.'],
    ["a short text", { hosts: ["ab"] }, '"hosts[0]" must have at least 3 characters.'],
    [
      "a misspelt option",
      { unavailabel: "warn" },
      '"unavailabel" is not an option of this policy; it has "unavailable", "retries", "hosts", "mirrors", "undetermined", "deadlineSeconds". Did you mean "unavailable"?',
    ],
  ])("refuse %s", (_what, given, problem) => {
    expect(refusal(given)).toBe(
      `Configuration of policy "image-exists": ${problem} Correct the file that --policy-pack-config names.`,
    );
  });

  it.each<[string, object, string]>([
    [
      "an unknown key in an entry",
      { rules: [{ name: "a", nam: "b" }] },
      '"rules[0]" has the unknown key "nam".',
    ],
    ["an empty text", { rules: [{ name: "" }] }, '"rules[0].name" must have at least 1 character.'],
    ["too few entries", { pairs: ["a"] }, '"pairs" must have at least 2 entries.'],
    [
      "an option like no other",
      { supervision: true },
      '"supervision" is not an option of this policy; it has "rules", "pairs", "undetermined", "deadlineSeconds".',
    ],
  ])("refuse %s", (_what, given, problem) => {
    const configuration = configurationOf("p", {
      rules: z.array(z.strictObject({ name: z.string().min(1) })).optional(),
      pairs: z.array(z.string()).min(2).optional(),
    });
    expect(() => configuration.read(given)).toThrow(
      `Configuration of policy "p": ${problem} Correct the file that --policy-pack-config names.`,
    );
  });

  it("refuse everything that is wrong at once, and show no value", () => {
    const message = refusal({ retries: "supersecret", mirrors: { a: 1 }, other: "supersecret" });
    expect(message).toContain('"retries"');
    expect(message).toContain('"mirrors.a"');
    expect(message).toContain('"other"');
    expect(message).not.toContain("supersecret");
  });

  it("are read once for the same values, and again for others", () => {
    const configuration = make();
    const mirrors = {};
    const first = configuration.read({ mirrors });
    expect(configuration.read({ mirrors })).toBe(first);
    expect(configuration.read({ mirrors, retries: 1 }).retries).toBe(1);
    expect(configuration.read({ mirrors }).retries).toBe(3);
    expect(configuration.read({ retries: 1 }).retries).toBe(1);
    expect(configuration.read({ retries: 2 }).retries).toBe(2);
  });
});
