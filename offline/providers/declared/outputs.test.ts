import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { values } from "../values/arbitrary";
import { holdsSecret, holdsUnknown, type Properties, secret, unknown } from "../values/value";
import { deploy, type Phase } from "./outputs";
import { assigned } from "./resource-type";
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

describe("what is computed inside an object that the program gives", () => {
  const type = {
    ...sample,
    computedWithin: { "settings.uri": assigned((r) => `https://${r.text("name")}`) },
  };
  const within = (phase: Phase, more: Properties, prior?: Properties) =>
    deploy({
      type,
      configuration,
      urn: "urn::x::main",
      inputs: { ...inputs, ...more },
      prior,
      ids: new Set(),
      phase,
    }).outputs.settings;

  it("is unknown in the preview of a creation, and known after it", () => {
    expect(within("plan", { settings: { memory: 1 } })).toEqual({ memory: 1, uri: unknown });
    expect(within("apply", { settings: { memory: 1 } })).toEqual({
      memory: 1,
      uri: "https://main",
    });
  });

  it("stays through an update", () => {
    const prior = { settings: { memory: 1, uri: "https://first" } };
    expect(within("plan", { settings: { memory: 2 } }, prior)).toEqual({
      memory: 2,
      uri: "https://first",
    });
  });

  it("is not there without the object, and never replaces what the program gives", () => {
    expect(within("apply", {})).toBeUndefined();
    expect(within("apply", { settings: unknown })).toEqual(unknown);
    expect(within("apply", { settings: { uri: "mine" } })).toEqual({ uri: "mine" });
  });
});
