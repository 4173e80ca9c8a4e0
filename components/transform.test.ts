import { describe, expect, it } from "vitest";
import { transformed } from "./transform";

interface Args {
  tier: string;
  settings: { edition?: string; zone?: string };
}

const args: Args = { tier: "small", settings: { edition: "ENTERPRISE", zone: "a" } };

describe("transformed", () => {
  it("passes name, arguments and options on when there is no transform", () => {
    const options = { protect: true };
    expect(transformed(undefined, "db", args, options)).toEqual(["db", args, options]);
  });

  it("merges an object one level deep, so that a nested object is replaced whole", () => {
    const [, merged] = transformed<Args>({ settings: { zone: "b" } }, "db", args, {});
    expect(merged).toEqual({ tier: "small", settings: { zone: "b" } });
  });

  it("lets a function change arguments from what the component chose", () => {
    const [, changed] = transformed<Args>(
      (child) => ({ args: { ...child.args, settings: { ...child.args.settings, zone: "b" } } }),
      "db",
      args,
      {},
    );
    expect(changed).toEqual({ tier: "small", settings: { edition: "ENTERPRISE", zone: "b" } });
  });

  it("lets a function change options and keeps the arguments that it does not return", () => {
    const [name, sameArgs, options] = transformed<Args>(
      (child) => ({ options: { ...child.options, protect: false } }),
      "db",
      args,
      { protect: true, retainOnDelete: true },
    );
    expect(name).toBe("db");
    expect(sameArgs).toBe(args);
    expect(options).toEqual({ protect: false, retainOnDelete: true });
  });

  it("leaves the component's own arguments untouched", () => {
    transformed<Args>({ tier: "large" }, "db", args, {});
    expect(args.tier).toBe("small");
  });
});
