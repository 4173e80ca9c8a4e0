import { describe, expect, it } from "vitest";
import { type Properties, secret, unknown } from "../values/value";
import { kubernetes } from "./provider";

function check(
  type: string,
  inputs: Properties,
  more: { prior?: Properties; options?: Properties } = {},
) {
  const provider = kubernetes();
  provider.configure(more.options ?? {});
  return provider.check({
    urn: `urn:pulumi:dev::s::${type}::main`,
    type,
    logicalName: "main",
    inputs,
    priorInputs: more.prior,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  }).inputs;
}

const configMap = "kubernetes:core/v1:ConfigMap";
const secretType = "kubernetes:core/v1:Secret";

describe("a name", () => {
  const made = expect.stringMatching(/^main-[0-9a-f]{8}$/);

  it("is made of the logical name and eight digits, and noted as made", () => {
    expect(check(configMap, { kind: "ConfigMap" })).toEqual({
      kind: "ConfigMap",
      metadata: { annotations: { "pulumi.com/autonamed": "true" }, name: made },
    });
  });

  it("stays what it was made before", () => {
    const prior = check(configMap, {});
    expect(check(configMap, { data: { a: "1" } }, { prior }).metadata).toEqual(prior.metadata);
  });

  it("is made anew where the program gave it before", () => {
    const prior = { metadata: { name: "mine" } };
    expect(check(configMap, {}, { prior })).toMatchObject({ metadata: { name: made } });
  });

  it("is left alone where the program gives it, even while it is not known yet", () => {
    expect(check(configMap, { metadata: { name: "mine" } }).metadata).toEqual({ name: "mine" });
    const open = { metadata: { name: unknown } };
    expect(check(configMap, open)).toEqual(open);
    expect(check(configMap, { metadata: unknown })).toEqual({ metadata: unknown });
  });

  it("keeps the annotations that the program gives", () => {
    const metadata = { annotations: { team: "a" } };
    expect(check(configMap, { metadata })).toMatchObject({
      metadata: { annotations: { team: "a", "pulumi.com/autonamed": "true" } },
    });
  });
});

describe("the provider's namespace", () => {
  const options = { namespace: "apps" };

  it("is that of objects which name none", () => {
    expect(check(configMap, {}, { options })).toMatchObject({ metadata: { namespace: "apps" } });
    const named = { metadata: { namespace: "other" } };
    expect(check(configMap, named, { options })).toMatchObject(named);
  });

  it("is not that of objects which are in none", () => {
    const inputs = check("kubernetes:core/v1:Namespace", {}, { options });
    expect(inputs.metadata).not.toHaveProperty("namespace");
  });
});

describe("a Secret", () => {
  const object = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" } };

  it("has its texts as data, and all of it secret", () => {
    expect(
      check(secretType, { ...object, stringData: { p: "hunter2" }, data: { a: "Yg==" } }),
    ).toEqual({
      ...object,
      data: secret({ a: "Yg==", p: "aHVudGVyMg==" }),
    });
  });

  it("keeps a text that is not known yet, as a secret", () => {
    expect(check(secretType, { ...object, stringData: { p: unknown } })).toEqual({
      ...object,
      stringData: secret({ p: unknown }),
    });
  });

  it("has data that is secret where the program does not say so", () => {
    expect(check(secretType, { ...object, data: { a: "Yg==" } }).data).toEqual(
      secret({ a: "Yg==" }),
    );
  });
});

it("what only the server writes is dropped from an exported object", () => {
  const metadata = { name: "a", uid: "1", resourceVersion: "2", creationTimestamp: null };
  expect(check(configMap, { metadata }).metadata).toEqual({ name: "a" });
});

describe("fails", () => {
  it("for a list", () => {
    expect(() => check("kubernetes:core/v1:ConfigMapList", {})).toThrow(
      `"main" is a list, "kubernetes:core/v1:ConfigMapList". Lists cannot be created.`,
    );
  });

  it("for a patch that does not say of what", () => {
    expect(() => check("kubernetes:apps/v1:DeploymentPatch", {})).toThrow(
      `"main" has no "metadata.name". A patch needs the name of the object that it changes.`,
    );
  });

  it("for a name that the server is to make", () => {
    expect(() => check(configMap, { metadata: { generateName: "a-" } })).toThrow(
      `"main" has "metadata.generateName". Server-side apply needs a name.`,
    );
  });

  it("for what is no object of the API", () => {
    expect(() => check("kubernetes:helm.sh/v3:Release", {})).toThrow(
      `does not know the type "kubernetes:helm.sh/v3:Release", which is no object of the API.`,
    );
  });
});

it("a cluster's own kind may end like a list or a patch", () => {
  const type = "kubernetes:example.com/v1:AllowList";
  expect(check(type, { metadata: { name: "a" } })).toEqual({ metadata: { name: "a" } });
});
