import * as gcp from "@pulumi/gcp";
import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { isWorkload, readWorkloads } from "./read-workloads";
import type { Container, Workload } from "./workload";

const unknown = new Unknown("is known only after deployment");

function read(type: string, props: { [key: string]: Data }): Workload {
  const [workload, ...others] = readWorkloads({ type, name: "api", props });
  expect(others).toEqual([]);
  if (workload === undefined) {
    throw new Error(`"${type}" was not read.`);
  }
  return workload;
}

const SERVICE = "gcp:cloudrunv2/service:Service";

function readService(...containers: Data[]): Workload {
  return read(SERVICE, { template: { containers } });
}

/** A container of which a test cares for some properties only. */
function only<Key extends keyof Container>(workload: Workload, ...keys: Key[]) {
  return workload.containers.map((container) =>
    Object.fromEntries(keys.map((key) => [key, container[key]])),
  );
}

describe("the types of Cloud Run", () => {
  const types = [
    gcp.cloudrun.Service,
    gcp.cloudrunv2.Service,
    gcp.cloudrunv2.Job,
    gcp.cloudrunv2.WorkerPool,
  ].map((resource) => (resource as unknown as { __pulumiType: string }).__pulumiType);

  it.each(types)("%s is a workload under the name that the provider gives it", (type) => {
    expect(isWorkload(type)).toBe(true);
  });

  it.each([
    "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
    "gcp:cloudrun/domainMapping:DomainMapping",
    "gcp:cloudfunctionsv2/function:Function",
    "gcp:cloudrunv2/service",
    "",
  ])("%j is none", (type) => {
    expect(isWorkload(type)).toBe(false);
    expect(readWorkloads({ type, name: "api", props: {} })).toEqual([]);
  });
});

describe("a Cloud Run service", () => {
  it("is read with everything that a container says", () => {
    const workload = readService({
      name: "app",
      image: "nginx:1.27",
      commands: ["/app"],
      args: ["--port", "8080"],
      ports: { containerPort: 8080 },
      envs: [
        { name: "HOST", value: "10.0.0.1" },
        { name: "KEY", valueSource: { secretKeyRef: { secret: "key", version: "3" } } },
      ],
    });
    expect(workload).toEqual({
      platform: "cloud-run",
      kind: "Cloud Run service",
      name: "api",
      volumeImages: [],
      unknowns: [],
      containers: [
        {
          path: "template.containers[0]",
          role: "main",
          name: "app",
          image: "nginx:1.27",
          command: ["/app"],
          args: ["--port", "8080"],
          ports: [8080],
          environment: [
            { path: "template.containers[0].envs[0].value", name: "HOST", value: "10.0.0.1" },
            {
              path: "template.containers[0].envs[1].value",
              name: "KEY",
              reference: {
                source: "secret",
                name: "key",
                key: "3",
                keyPath: "template.containers[0].envs[1].valueSource.secretKeyRef.version",
              },
            },
          ],
        },
      ],
    });
  });

  it("has its physical name where the program gives one", () => {
    expect(read(SERVICE, { name: "api-staging" }).name).toBe("api-staging");
    expect(read(SERVICE, { name: unknown }).name).toBe("api");
  });

  it("has the container with a port as its main one, in both orders", () => {
    const main = { image: "a:1", ports: { containerPort: 80 } };
    const sidecar = { image: "b:1" };
    expect(only(readService(main, sidecar), "role")).toEqual([
      { role: "main" },
      { role: "sidecar" },
    ]);
    expect(only(readService(sidecar, main), "role")).toEqual([
      { role: "sidecar" },
      { role: "main" },
    ]);
  });

  it("of v1, which declares ports as a list, has the container with a port as its main one", () => {
    const containers = [{ image: "b:1" }, { image: "a:1", ports: [{ containerPort: 80 }] }];
    const workload = read("gcp:cloudrun/service:Service", { template: { spec: { containers } } });
    expect(only(workload, "role")).toEqual([{ role: "sidecar" }, { role: "main" }]);
  });

  it("has its first container as the main one when none declares a port", () => {
    expect(only(readService({ image: "a:1" }, { image: "b:1" }), "role")).toEqual([
      { role: "main" },
      { role: "sidecar" },
    ]);
  });

  it("has no image where it is deployed from source", () => {
    const source = { cloudStorageSource: { bucket: "b", object: "o" } };
    expect(only(readService({ image: "scratch", sourceCode: source }), "image")).toEqual([
      { image: undefined },
    ]);
    expect(only(readService({ image: "scratch" }), "image")).toEqual([{ image: "scratch" }]);
    expect(only(readService({ image: "base:1", sourceCode: source }), "image")).toEqual([
      { image: "base:1" },
    ]);
  });

  it.each<[string, Data, string]>([
    ["template", unknown, "template"],
    ["containers", { containers: unknown }, "template.containers"],
    ["container", { containers: [{ image: "a:1" }, unknown] }, "template.containers[1]"],
  ])("with an unknown %s says so", (_what, template, path) => {
    expect(read(SERVICE, { template }).unknowns).toEqual([
      { path, reason: "is known only after deployment" },
    ]);
  });

  it("with an unknown container still has the others, in both orders", () => {
    expect(only(readService({ image: "a:1" }, unknown), "image")).toEqual([{ image: "a:1" }]);
    expect(only(readService(unknown, { image: "a:1" }), "path", "image")).toEqual([
      { path: "template.containers[1]", image: "a:1" },
    ]);
  });

  it.each<[string, Data, string | undefined]>([
    ["all variables", unknown, "is known only after deployment"],
    ["one variable", [{ name: "A", value: "1" }, unknown], "is known only after deployment"],
    ["a value", [{ name: "A", value: unknown }], undefined],
  ])("tells of unknown %s", (_what, envs, reason) => {
    expect(readService({ envs }).containers[0]?.environmentUnknown).toBe(reason);
  });

  it("keeps the known variables beside an unknown one", () => {
    const [container] = readService({ envs: [unknown, { name: "A", value: "1" }] }).containers;
    expect(container?.environment).toEqual([
      { path: "template.containers[0].envs[1].value", name: "A", value: "1" },
    ]);
  });

  it("keeps variables with unknown names and values", () => {
    const [container] = readService({ envs: [{ name: unknown, value: unknown }] }).containers;
    expect(container?.environment).toMatchObject([{ name: unknown, value: unknown }]);
  });

  it("tells an unknown command from none", () => {
    expect(
      only(readService({ commands: unknown, args: [unknown, "b"] }), "command", "args"),
    ).toEqual([{ command: unknown, args: [unknown, "b"] }]);
    expect(only(readService({}), "command", "args")).toEqual([
      { command: undefined, args: undefined },
    ]);
  });

  it.each<[string, Data, string]>([
    ["the source", unknown, "valueSource"],
    ["the secret", { secretKeyRef: unknown }, "valueSource.secretKeyRef"],
  ])(
    "knows that a variable comes from elsewhere when %s is unknown",
    (_what, valueSource, path) => {
      const [container] = readService({ envs: [{ name: "A", valueSource }] }).containers;
      const unread = {
        path: `template.containers[0].envs[0].${path}`,
        reason: "is known only after deployment",
      };
      expect(container?.environment).toMatchObject([{ reference: { source: "other", unread } }]);
    },
  );

  it("has the place of a version that is not given", () => {
    const valueSource = { secretKeyRef: { secret: "key" } };
    const [container] = readService({ envs: [{ name: "A", valueSource }] }).containers;
    expect(container?.environment[0]?.reference).toEqual({
      source: "secret",
      name: "key",
      key: undefined,
      keyPath: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    });
  });
});

describe("the other kinds of Cloud Run", () => {
  const container = { image: "app:1", envs: [{ name: "A", value: "1" }] };

  it.each([
    [
      "gcp:cloudrun/service:Service",
      { template: { spec: { containers: [container] } } },
      "Cloud Run service",
      "template.spec.containers[0]",
    ],
    [
      "gcp:cloudrunv2/job:Job",
      { template: { template: { containers: [container] } } },
      "Cloud Run job",
      "template.template.containers[0]",
    ],
    [
      "gcp:cloudrunv2/workerPool:WorkerPool",
      { template: { containers: [container] } },
      "Cloud Run worker pool",
      "template.containers[0]",
    ],
  ])("%s is read", (type, props, kind, path) => {
    const workload = read(type, props);
    expect(workload.kind).toBe(kind);
    expect(only(workload, "path", "image")).toEqual([{ path, image: "app:1" }]);
    expect(workload.containers[0]?.environment).toEqual([
      { path: `${path}.envs[0].value`, name: "A", value: "1" },
    ]);
  });

  it("declare ports as a list, and v1 refers to secrets by name and key", () => {
    const workload = read("gcp:cloudrun/service:Service", {
      template: {
        spec: {
          containers: [
            {
              ports: [{ containerPort: 8080 }],
              envs: [{ name: "KEY", valueFrom: { secretKeyRef: { name: "key", key: "latest" } } }],
            },
          ],
        },
      },
    });
    expect(workload.containers[0]?.ports).toEqual([8080]);
    expect(workload.containers[0]?.environment).toMatchObject([
      { reference: { source: "secret", name: "key", key: "latest" } },
    ]);
  });
});
