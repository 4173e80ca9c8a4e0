import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { isWorkload, readWorkloads } from "./read-workloads";
import type { Workload } from "./workload";

const unknown = new Unknown("is known only after deployment");

function read(type: string, props: { [key: string]: Data }): readonly Workload[] {
  return readWorkloads({ type, name: "web", props });
}

function readPod(spec: Data): Workload {
  const [workload] = read("kubernetes:core/v1:Pod", { spec });
  if (workload === undefined) {
    throw new Error("The pod was not read.");
  }
  return workload;
}

const podSpec = { containers: [{ name: "app", image: "app:1" }] };
const inTemplate = { spec: { template: { spec: podSpec } } };
const inCronJob = { spec: { jobTemplate: { spec: { template: { spec: podSpec } } } } };

const KINDS: readonly [string, { [key: string]: Data }, string][] = [
  ["core/v1:Pod", { spec: podSpec }, "spec"],
  ["core/v1:PodTemplate", { template: { spec: podSpec } }, "template.spec"],
  ["core/v1:ReplicationController", inTemplate, "spec.template.spec"],
  ["apps/v1:Deployment", inTemplate, "spec.template.spec"],
  ["apps/v1:StatefulSet", inTemplate, "spec.template.spec"],
  ["apps/v1:DaemonSet", inTemplate, "spec.template.spec"],
  ["apps/v1:ReplicaSet", inTemplate, "spec.template.spec"],
  ["apps/v1beta1:Deployment", inTemplate, "spec.template.spec"],
  ["apps/v1beta1:StatefulSet", inTemplate, "spec.template.spec"],
  ["apps/v1beta2:DaemonSet", inTemplate, "spec.template.spec"],
  ["extensions/v1beta1:Deployment", inTemplate, "spec.template.spec"],
  ["extensions/v1beta1:DaemonSet", inTemplate, "spec.template.spec"],
  ["extensions/v1beta1:ReplicaSet", inTemplate, "spec.template.spec"],
  ["batch/v1:Job", inTemplate, "spec.template.spec"],
  ["batch/v1:CronJob", inCronJob, "spec.jobTemplate.spec.template.spec"],
  ["batch/v1beta1:CronJob", inCronJob, "spec.jobTemplate.spec.template.spec"],
  ["batch/v2alpha1:CronJob", inCronJob, "spec.jobTemplate.spec.template.spec"],
  ["serving.knative.dev/v1:Service", inTemplate, "spec.template.spec"],
  ["serving.knative.dev/v1:Configuration", inTemplate, "spec.template.spec"],
  ["serving.knative.dev/v1:Revision", { spec: podSpec }, "spec"],
  ["v1:Pod", { spec: podSpec }, "spec"],
];

describe("the kinds of Kubernetes that run containers", () => {
  it.each(KINDS)("%s is read", (token, props, path) => {
    expect(read(`kubernetes:${token}`, props)).toMatchObject([
      {
        platform: "kubernetes",
        kind: token.split(":")[1],
        name: "web",
        containers: [{ path: `${path}.containers[0]`, role: "main", image: "app:1" }],
      },
    ]);
  });

  it.each(KINDS)("the Patch twin of %s is read alike", (token, props, path) => {
    expect(read(`kubernetes:${token}Patch`, props)).toMatchObject([
      { containers: [{ path: `${path}.containers[0]`, image: "app:1" }] },
    ]);
  });

  it.each(KINDS)("the List of %s is read as one workload for each item", (token, props, path) => {
    const list = { items: [props, { ...props, metadata: { name: "second" } }] };
    expect(read(`kubernetes:${token}List`, list)).toMatchObject([
      { name: "web", containers: [{ path: `items[0].${path}.containers[0]` }] },
      { name: "second", containers: [{ path: `items[1].${path}.containers[0]` }] },
    ]);
  });

  it.each([
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:List",
    "kubernetes:core/v1:Patch",
    "kubernetes:apps/v1:ControllerRevision",
    "kubernetes:apps/v1:Pod",
    "kubernetes:batch.volcano.sh/v1alpha1:Job",
    "kubernetes:policy/v1:PodDisruptionBudget",
    "kubernetes:yaml:ConfigFile",
    "pulumi:providers:kubernetes",
    "kubernetes",
  ])("%s is none of them", (type) => {
    expect(isWorkload(type)).toBe(false);
    expect(read(type, { spec: podSpec, items: [{ spec: podSpec }] })).toEqual([]);
  });

  it.each(["initContainers", "containers", "ephemeralContainers"])(
    "an unknown entry of %s is told of once and does not hide the others, in both orders",
    (list) => {
      const known = { image: "app:1" };
      for (const [entries, at] of [
        [[unknown, known], 0],
        [[known, unknown], 1],
      ] as const) {
        const [workload] = read("kubernetes:core/v1:Pod", { spec: { [list]: [...entries] } });
        expect(workload?.containers).toMatchObject([{ path: `spec.${list}[${1 - at}]` }]);
        expect(workload?.unknowns.map(({ path }) => path)).toEqual([`spec.${list}[${at}]`]);
      }
    },
  );

  it("a List whose items are unknown says so, and an unknown item does not hide the others", () => {
    const reason = "is known only after deployment";
    const item = { spec: podSpec };
    expect(read("kubernetes:core/v1:PodList", { items: unknown })).toMatchObject([
      { containers: [], unknowns: [{ path: "items", reason }] },
    ]);
    expect(read("kubernetes:core/v1:PodList", { items: [unknown, item] })).toMatchObject([
      { containers: [], unknowns: [{ path: "items[0]", reason }] },
      { containers: [{ path: "items[1].spec.containers[0]" }], unknowns: [] },
    ]);
  });

  it("have the physical name and the namespace that the program gives", () => {
    const metadata = { name: "aia-api", namespace: "aia-backend" };
    expect(read("kubernetes:apps/v1:Deployment", { metadata })).toMatchObject([metadata]);
    expect(
      read("kubernetes:apps/v1:Deployment", { metadata: { namespace: unknown } }),
    ).toMatchObject([{ name: "web", namespace: unknown }]);
  });
});

describe("a pod", () => {
  it("has init containers, sidecars among them, and ephemeral ones", () => {
    const workload = readPod({
      initContainers: [{ name: "migrate" }, { name: "proxy", restartPolicy: "Always" }],
      containers: [{ name: "app" }, { name: "log" }],
      ephemeralContainers: [{ name: "debug" }],
    });
    expect(workload.containers.map(({ path, role, name }) => [path, role, name])).toEqual([
      ["spec.initContainers[0]", "init", "migrate"],
      ["spec.initContainers[1]", "sidecar", "proxy"],
      ["spec.containers[0]", "main", "app"],
      ["spec.containers[1]", "main", "log"],
      ["spec.ephemeralContainers[0]", "ephemeral", "debug"],
    ]);
  });

  it("is read with everything that a container says", () => {
    const [container] = readPod({
      containers: [
        {
          image: "app:1",
          command: ["/app"],
          args: ["--verbose"],
          ports: [{ containerPort: 80 }, { containerPort: unknown }, { name: "none" }],
          env: [
            { name: "A", value: "1" },
            { name: "B", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
            { name: "C", valueFrom: { configMapKeyRef: { name: "c", key: unknown } } },
            { name: "D", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            { name: "E", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
            { name: "F", valueFrom: { fileKeyRef: { path: "p", key: "k" } } },
          ],
        },
      ],
    }).containers;
    expect(container).toMatchObject({
      command: ["/app"],
      args: ["--verbose"],
      ports: [80, unknown],
      environment: [
        { path: "spec.containers[0].env[0].value", name: "A", value: "1" },
        { name: "B", reference: { source: "secret", name: "s", key: "k" } },
        { name: "C", reference: { source: "config-map", name: "c", key: unknown } },
        { name: "D", reference: { source: "field" } },
        { name: "E", reference: { source: "resource-field" } },
        { name: "F", reference: { source: "other" } },
      ],
    });
  });

  it("has the images that it mounts as volumes", () => {
    const workload = readPod({
      volumes: [
        { name: "data", emptyDir: {} },
        { name: "model", image: { reference: "models/m:1" } },
        { name: "later", image: unknown },
      ],
    });
    expect(workload.volumeImages).toEqual([
      { path: "spec.volumes[1].image.reference", image: "models/m:1" },
      { path: "spec.volumes[2].image", image: unknown },
    ]);
    expect(readPod({ volumes: unknown }).volumeImages).toEqual([
      { path: "spec.volumes", image: unknown },
    ]);
  });

  it.each<[string, Data, readonly string[]]>([
    ["specification", unknown, ["spec"]],
    ["list of containers", { containers: unknown }, ["spec.containers"]],
    [
      "list beside known ones",
      { initContainers: unknown, containers: [{ image: "a:1" }] },
      ["spec.initContainers"],
    ],
    [
      "container in each list",
      { initContainers: [unknown], ephemeralContainers: [unknown] },
      ["spec.initContainers[0]", "spec.ephemeralContainers[0]"],
    ],
  ])("with an unknown %s says so", (_what, spec, paths) => {
    expect(readPod(spec).unknowns.map(({ path }) => path)).toEqual(paths);
  });
});
