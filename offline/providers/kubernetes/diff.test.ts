import { describe, expect, it } from "vitest";
import { formatPath } from "../values/path";
import { type Properties, secret, unknown } from "../values/value";
import { clusterChanges } from "./cluster";
import { kubernetes } from "./provider";

function diff(type: string, before: Properties, after: Properties, options: Properties = {}) {
  const provider = kubernetes();
  provider.configure(options);
  return provider.diff({
    urn: `urn:pulumi:dev::s::${type}::main`,
    type,
    logicalName: "main",
    id: "default/a",
    inputs: after,
    priorInputs: before,
    prior: before,
  });
}

/** The changes in words; a `!` marks those that replace. */
const changes = (...args: Parameters<typeof diff>) =>
  diff(...args).changes.map(
    ({ path, kind, replaces }) => `${kind} ${formatPath(path)}${replaces ? " !" : ""}`,
  );

const metadata = { name: "a" };
const pod = (image: string) => ({ spec: { containers: [{ name: "c", image }] } });
const selector = (app: string) => ({ matchLabels: { app } });

it.each<[string, string, Properties, Properties, string[]]>([
  [
    "a Deployment rolls out in place",
    "kubernetes:apps/v1:Deployment",
    { metadata, spec: { replicas: 1, template: pod("i:1") } },
    { metadata, spec: { replicas: 2, template: pod("i:2") } },
    ["update spec.replicas", "update spec.template.spec.containers[0].image"],
  ],
  [
    "a Deployment selects other pods by a replacement",
    "kubernetes:apps/v1:Deployment",
    { metadata, spec: { selector: selector("a") } },
    { metadata, spec: { selector: selector("b") } },
    ["update spec.selector.matchLabels.app !"],
  ],
  [
    "a Job runs another template by a replacement",
    "kubernetes:batch/v1:Job",
    { metadata, spec: { template: pod("i:1"), backoffLimit: 1 } },
    { metadata, spec: { template: pod("i:2"), backoffLimit: 2 } },
    ["update spec.template.spec.containers[0].image !", "update spec.backoffLimit"],
  ],
  [
    "a CronJob runs another template in place",
    "kubernetes:batch/v1:CronJob",
    { metadata, spec: { jobTemplate: { spec: { template: pod("i:1") } } } },
    { metadata, spec: { jobTemplate: { spec: { template: pod("i:2") } } } },
    ["update spec.jobTemplate.spec.template.spec.containers[0].image"],
  ],
  [
    "a Pod runs another image by a replacement",
    "kubernetes:core/v1:Pod",
    { metadata, ...pod("i:1") },
    { metadata, ...pod("i:2") },
    ["update spec.containers[0].image !"],
  ],
  [
    "a StatefulSet keeps its volumes",
    "kubernetes:apps/v1:StatefulSet",
    {
      metadata,
      spec: { replicas: 1, volumeClaimTemplates: [{ spec: { storageClassName: "a" } }] },
    },
    {
      metadata,
      spec: { replicas: 2, volumeClaimTemplates: [{ spec: { storageClassName: "b" } }] },
    },
    ["update spec.replicas", "update spec.volumeClaimTemplates[0].spec.storageClassName !"],
  ],
  [
    "a Service keeps its address",
    "kubernetes:core/v1:Service",
    { metadata, spec: { type: "ClusterIP", clusterIP: "10.0.0.1" } },
    { metadata, spec: { type: "NodePort", clusterIP: "10.0.0.2" } },
    ["update spec.type", "update spec.clusterIP !"],
  ],
  [
    "an object moves to another namespace by a replacement",
    "kubernetes:core/v1:ServiceAccount",
    { metadata },
    { metadata: { name: "a", namespace: "apps" } },
    ["update metadata.namespace !"],
  ],
  [
    "an object does not move when the default namespace is named",
    "kubernetes:core/v1:ServiceAccount",
    { metadata },
    { metadata: { name: "a", namespace: "default" } },
    [],
  ],
  [
    "an object that is in no namespace does not move",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
    { metadata },
    { metadata: { name: "a", namespace: "apps" } },
    [],
  ],
  [
    "a RoleBinding is bound to another role by a replacement",
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    { metadata, roleRef: { name: "a" } },
    { metadata, roleRef: { name: "b" } },
    ["update roleRef.name !"],
  ],
  [
    "a Secret is the same as text and as data",
    "kubernetes:core/v1:Secret",
    { apiVersion: "v1", kind: "Secret", metadata, data: secret({ p: "aHVudGVyMg==" }) },
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { p: "hunter2" } },
    [],
  ],
  [
    "a patch changes anything in place",
    "kubernetes:apps/v1:DeploymentPatch",
    { metadata, spec: { selector: selector("a") } },
    { metadata, spec: { selector: selector("b") } },
    ["update spec.selector.matchLabels.app"],
  ],
  [
    "a cluster's own kind of a known name has no rules of that kind",
    "kubernetes:example.com/v1:Job",
    { metadata, spec: { template: 1 } },
    { metadata, spec: { template: 2 } },
    ["update spec.template"],
  ],
])("%s", (_, type, before, after, expected) => {
  expect(changes(type, before, after)).toEqual(expected);
});

describe.each([
  { type: "ConfigMap", option: "enableConfigMapMutable" },
  { type: "Secret", option: "enableSecretMutable" },
])("the data of a $type", ({ type, option }) => {
  const token = `kubernetes:core/v1:${type}`;
  const object = (a: string, more: Properties = {}) => ({ metadata, data: { a }, ...more });

  it("changes by a replacement, which deletes first where the name stays", () => {
    expect(changes(token, object("1"), object("2"))).toEqual(["update data.a !"]);
    expect(diff(token, object("1"), object("2")).deleteBeforeReplace).toBe(true);
  });

  it("changes in place where the provider is told so", () => {
    expect(changes(token, object("1"), object("2"), { [option]: true })).toEqual(["update data.a"]);
  });

  it("changes by a replacement even so where the object is immutable", () => {
    const sealed = { immutable: true };
    expect(changes(token, object("1", sealed), object("2", sealed), { [option]: true })).toEqual([
      "update data.a !",
    ]);
  });
});

it("a replacement creates first where the name was made up", () => {
  const made = { name: "a-12345678", annotations: { "pulumi.com/autonamed": "true" } };
  const { deleteBeforeReplace } = diff(
    "kubernetes:core/v1:ConfigMap",
    { metadata: made, data: { a: "1" } },
    { metadata: made, data: { a: "2" } },
  );
  expect(deleteBeforeReplace).toBe(false);
});

describe("another cluster", () => {
  const kubeconfig = (server: string) =>
    JSON.stringify({
      "current-context": "main",
      contexts: [{ name: "main", context: { cluster: "here", user: server } }],
      clusters: [{ name: "here", cluster: { server } }],
    });
  const replaces = (before: Properties, after: Properties) =>
    clusterChanges(before, after).changes.some((change) => change.replaces);

  it("is one with another address", () => {
    expect(replaces({ kubeconfig: kubeconfig("a") }, { kubeconfig: kubeconfig("b") })).toBe(true);
  });

  it("is assumed while the kubeconfig is not known yet", () => {
    expect(replaces({ kubeconfig: kubeconfig("a") }, { kubeconfig: unknown })).toBe(true);
  });

  it("is not one with other credentials", () => {
    const other = kubeconfig("a").replace('"user":"a"', '"user":"b"');
    expect(replaces({ kubeconfig: kubeconfig("a") }, { kubeconfig: other })).toBe(false);
  });

  it("is said by its identifier alone where it has one", () => {
    const before = { kubeconfig: kubeconfig("a"), clusterIdentifier: "x" };
    expect(replaces(before, { kubeconfig: kubeconfig("b"), clusterIdentifier: "x" })).toBe(false);
    expect(replaces(before, { kubeconfig: kubeconfig("a"), clusterIdentifier: "y" })).toBe(true);
  });

  it("cannot be told from what is no kubeconfig, which is refused without quoting it", () => {
    const compared = () => replaces({ kubeconfig: kubeconfig("a") }, { kubeconfig: "a: {hunter2" });
    expect(compared).toThrow(`The provider's "kubeconfig" is no valid YAML.`);
    expect(compared).not.toThrow("hunter2");
  });

  it("is not one where other options change", () => {
    const before = { kubeconfig: kubeconfig("a") };
    expect(replaces(before, { ...before, namespace: "apps" })).toBe(false);
  });
});
