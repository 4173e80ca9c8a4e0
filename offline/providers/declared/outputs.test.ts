import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { values } from "../values/arbitrary";
import { holdsSecret, holdsUnknown, type Properties, secret, unknown } from "../values/value";
import { deploy, type Phase } from "./outputs";
import { configuration, sample } from "./sample";

function deployed(phase: Phase, inputs: Properties, prior?: Properties) {
  return deploy({
    type: sample,
    configuration,
    urn: "urn::x::main",
    inputs,
    prior,
    ids: new Set(),
    phase,
  });
}

const inputs = { name: "main", size: 5, password: secret("hunter2"), __defaults: ["name"] };

describe("the preview of a creation", () => {
  it("knows the inputs and what the provider decides, and nothing that the cloud computes", () => {
    expect(deployed("plan", inputs)).toEqual({
      id: "",
      outputs: {
        count: unknown,
        link: unknown,
        mode: unknown,
        name: "main",
        password: secret("hunter2"),
        project: "netra",
        serial: secret(unknown),
        size: 5,
        url: unknown,
      },
    });
  });
});

describe("a creation", () => {
  it("computes everything, and keeps secret what was computed from a secret", () => {
    expect(deployed("apply", inputs)).toEqual({
      id: "projects/netra/samples/main",
      outputs: {
        count: 1,
        link: "https://api/netra/main",
        mode: "AUTO",
        name: "main",
        password: secret("hunter2"),
        project: "netra",
        serial: secret("AUTO-new"),
        size: 5,
        url: secret("db://user:hunter2@main"),
      },
    });
  });

  it("takes what the program gives before what would be decided", () => {
    const { id, outputs } = deployed("apply", { ...inputs, project: "other", mode: "MANUAL" });
    expect(id).toBe("projects/other/samples/main");
    expect(outputs).toMatchObject({
      project: "other",
      mode: "MANUAL",
      link: "https://api/other/main",
    });
  });

  it("never lets a secret out of what is computed from it, nor an unknown value", () => {
    fc.assert(
      fc.property(values, values, (password, name) => {
        const { outputs } = deployed("apply", { size: 1, password, name });
        expect(outputs.password).toEqual(password);
        const url = outputs.url ?? null;
        const mayBeOpen = holdsUnknown(password) || !holdsSecret(password);
        expect(holdsSecret(url) || mayBeOpen).toBe(true);
        expect(holdsUnknown(url)).toBe(holdsUnknown(password) || holdsUnknown(name));
      }),
    );
  });
});

describe("an update", () => {
  const prior = deployed("apply", inputs).outputs;

  it("keeps what the creation assigned and computes the rest anew", () => {
    const { outputs } = deployed("apply", { ...inputs, name: "other" }, prior);
    expect(outputs).toMatchObject({
      count: 2,
      link: "https://api/netra/other",
      serial: secret("AUTO-new"),
    });
  });

  it("shows in its preview the values that the resource has now", () => {
    const { outputs } = deployed("plan", { ...inputs, size: 6 }, prior);
    expect(outputs).toMatchObject({ size: 6, count: 1, link: "https://api/netra/main" });
  });

  it("drops an input that the program no longer gives", () => {
    const { password: _, ...without } = inputs;
    expect(deployed("apply", without, prior).outputs).not.toHaveProperty("password");
  });
});
