import { describe, expect, it } from "vitest";
import { type Properties, secret, unknown } from "../values/value";
import { kubernetes } from "./provider";

const subject = (type: string) => ({
  urn: `urn:pulumi:dev::s::${type}::main`,
  type,
  logicalName: "main",
});

function create(type: string, inputs: Properties, preview = false) {
  const provider = kubernetes();
  provider.configure({});
  return provider.create({ ...subject(type), inputs, preview });
}

const deployment = "kubernetes:apps/v1:Deployment";
const service = "kubernetes:core/v1:Service";
const metadata = { name: "a" };

describe("a creation", () => {
  it("stores what it is given, with what the server adds", () => {
    const spec = { replicas: 2 };
    const { id, outputs } = create(deployment, { metadata, spec });
    expect(id).toBe("default/a");
    expect(outputs).toMatchObject({
      metadata: { generation: 1, name: "a", namespace: "default" },
      spec,
      status: { readyReplicas: 2 },
    });
    expect(outputs.metadata).toHaveProperty("uid");
  });

  it("names an object that is in no namespace by its name alone", () => {
    const { id, outputs } = create("kubernetes:core/v1:Namespace", { metadata });
    expect(id).toBe("a");
    expect(outputs.metadata).not.toHaveProperty("namespace");
    expect(outputs.status).toEqual({ phase: "Active" });
  });

  it("keeps secrets secret", () => {
    const data = secret({ p: "aHVudGVyMg==" });
    expect(create("kubernetes:core/v1:Secret", { metadata, data }).outputs.data).toEqual(data);
  });

  it("takes any kind of the cluster's own", () => {
    const { id, outputs } = create("kubernetes:cert-manager.io/v1:Certificate", {
      metadata: { name: "a", namespace: "apps" },
      spec: { anything: [1] },
    });
    expect(id).toBe("apps/a");
    expect(outputs).toMatchObject({ spec: { anything: [1] } });
    expect(outputs).not.toHaveProperty("status");
  });
});

describe("a Service", () => {
  it("gets an address of the cluster, and one outside where it balances load", () => {
    const { outputs } = create(service, { metadata, spec: { type: "LoadBalancer" } });
    expect(outputs.spec).toMatchObject({ clusterIP: expect.stringMatching(/^10\.96\.\d+\.\d+$/) });
    expect(outputs.status).toEqual({
      loadBalancer: { ingress: [{ ip: expect.stringMatching(/^34\.\d+\.\d+\.\d+$/) }] },
    });
  });

  it("keeps its address in an update", () => {
    const inputs = { metadata, spec: { ports: [{ port: 80 }] } };
    const { id, outputs } = create(service, inputs);
    const provider = kubernetes();
    provider.configure({});
    const next = provider.update({
      ...subject(service),
      id,
      inputs: { metadata, spec: { ports: [{ port: 81 }] } },
      priorInputs: inputs,
      prior: outputs,
      preview: false,
    });
    const address = (outputs.spec as Properties).clusterIP;
    expect(next).toMatchObject({ metadata: { generation: 2 }, spec: { clusterIP: address } });
  });

  it.each([
    ["is headless", { clusterIP: "None" }],
    ["is a name elsewhere", { type: "ExternalName", externalName: "example.com" }],
  ])("gets none where it %s", (_, spec) => {
    expect(create(service, { metadata, spec }).outputs.spec).toEqual(spec);
  });
});

describe("the preview of a creation", () => {
  it("knows the name and the inputs, and neither the status nor the address", () => {
    const { id, outputs } = create(service, { metadata, spec: { ports: [{ port: 80 }] } }, true);
    expect(id).toBe("");
    expect(outputs).toEqual({
      metadata: { name: "a", namespace: "default" },
      spec: { clusterIP: unknown, clusterIPs: [unknown], ports: [{ port: 80 }] },
      status: unknown,
    });
  });

  it("passes on what is not known yet", () => {
    const inputs = { metadata, spec: { replicas: unknown, template: secret(unknown) } };
    expect(create(deployment, inputs, true).outputs.spec).toEqual(inputs.spec);
    expect(create(deployment, { metadata: unknown, spec: unknown }, true).outputs).toMatchObject({
      metadata: unknown,
      spec: unknown,
    });
  });
});

describe("a provider that renders YAML", () => {
  it("plans, and is refused where it would have to write", () => {
    const provider = kubernetes();
    provider.configure({ renderYamlToDirectory: "out" });
    const request = { ...subject(deployment), inputs: { metadata } };
    expect(provider.create({ ...request, preview: true }).id).toBe("");
    expect(() => provider.create({ ...request, preview: false })).toThrow(
      `writes no YAML, and "renderYamlToDirectory" is set.`,
    );
  });
});

describe("a refresh", () => {
  const read = (inputs: Properties, outputs: Properties) =>
    kubernetes().read({ ...subject(deployment), id: "default/a", inputs, outputs });

  it("finds the object as it was left", () => {
    const { outputs } = create(deployment, { metadata });
    expect(read({ metadata }, outputs)).toEqual({ id: "default/a", inputs: { metadata }, outputs });
  });

  it("is refused for an object that the stack did not create", () => {
    expect(() => read({ metadata }, { metadata })).toThrow(`has no cloud to look up "default/a"`);
  });
});

it("fails for YAML that is not valid, without quoting it", () => {
  const decode = () =>
    kubernetes().invoke("kubernetes:yaml:decode", { text: "a: 1\na: hunter2\n" });
  expect(decode).toThrow("The YAML is not valid. Map keys must be unique at line 2, column 1");
  expect(decode).not.toThrow("hunter2");
});

it("YAML is decoded into its objects", () => {
  const text = "kind: A\nn: 1\n---\n---\nkind: B\n";
  expect(kubernetes().invoke("kubernetes:yaml:decode", { text })).toEqual({
    result: [{ kind: "A", n: 1 }, { kind: "B" }],
  });
});
