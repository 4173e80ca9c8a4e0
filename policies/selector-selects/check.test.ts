import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { deployment, object, service } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";
import { stackResource } from "../testing/stack-resource";
import { checkStack } from "./check";

const found = (...resources: readonly CaseResource[]) =>
  checkStack(
    resources.map(({ type, name = "it", props }) =>
      stackResource(type, name, JSON.parse(JSON.stringify(props))),
    ),
  ).map(({ subject, finding }) => `${subject}: ${finding.kind} ${finding.path} ${finding.message}`);

describe("A18: a Service without pods", () => {
  it("A18: is refused with the label that differs", () => {
    expect(found(deployment(), service({ selector: { app: "web" } }, "front"))).toEqual([
      'Service "front": violation spec.selector selects no pod in namespace "backend", so every connection to it fails. It wants "app" to be "web"; the nearest, Deployment "api", has "api". Give both the same labels, from one place.',
    ]);
  });

  it("A18: is refused when its only pods are in another namespace", () => {
    const web = object("core/v1:Pod", "web", {}, { namespace: "other", labels: { app: "web" } });
    expect(found(deployment(), web, service({ selector: { app: "web" } }, "front"))).toHaveLength(
      1,
    );
  });

  it("passes with pods, without a selector, and is left to others in a namespace of theirs", () => {
    expect(found(deployment(), service())).toEqual([]);
    expect(found(deployment(), service({ selector: {} }))).toEqual([]);
    const [only = ""] = found(service());
    expect(only).toMatch(
      /^Service "api": undetermined spec\.selector selects no pod of the program/,
    );
  });
});

it("A10: a network policy for pods that nobody makes is refused", () => {
  const spec = { podSelector: { matchLabels: { app: "apis" } } };
  expect(
    found(deployment(), object("networking.k8s.io/v1:NetworkPolicy", "open", { spec })),
  ).toEqual([
    'NetworkPolicy "open": violation spec.podSelector selects no pod in namespace "backend", so it neither closes nor opens anything. It wants "app" to be "apis"; the nearest, Deployment "api", has "api". Give both the same labels, from one place.',
  ]);
});

it("A12: monitoring of pods that nobody makes is refused", () => {
  const spec = { selector: { matchExpressions: [{ key: "app", operator: "In", values: ["x"] }] } };
  const kind = "monitoring.googleapis.com/v1:PodMonitoring";
  expect(found(deployment(), object(kind, "metrics", { spec })).join()).toContain(
    "so no metrics are collected.",
  );
});

it("a Service that sends requests to a Job is refused", () => {
  const template = { metadata: { labels: { app: "api" } }, spec: {} };
  const job = object("batch/v1:Job", "migrate", { spec: { template } });
  expect(found(deployment(), job, service())).toEqual([
    'Service "api": violation spec.selector selects the pods of Job "migrate" too, which get requests while they run and answer none. Give them other labels, or name one more label of the pods that serve.',
  ]);
});

it("labels that are unknown are never taken for others, nor for the same", () => {
  const unknown = new Unknown("is known only after deployment");
  const labels = stackResource("kubernetes:core/v1:Pod", "pod", {
    metadata: { namespace: "backend", labels: { app: unknown } },
  });
  const front = service({ selector: { app: "web" } }, "front");
  const findings = checkStack([
    labels,
    stackResource(front.type, "front", JSON.parse(JSON.stringify(front.props))),
  ]);
  expect(findings.map(({ finding }) => finding.kind)).toEqual(["undetermined"]);
});

describe("a label that the pods of a template do not have", () => {
  const active = service({ selector: { app: "api", "vault-active": "true" } }, "active");
  const binding = object("rbac.authorization.k8s.io/v1:RoleBinding", "label", {
    roleRef: { kind: "Role", name: "label" },
    subjects: [{ kind: "ServiceAccount", name: "api" }],
  });
  const role = (...verbs: string[]) =>
    object("rbac.authorization.k8s.io/v1:Role", "label", {
      rules: [{ apiGroups: [""], resources: ["pods"], verbs }],
    });
  const api = deployment({}, { serviceAccountName: "api" });

  it("is not evaluated where a role lets the pods change themselves, as Vault does", () => {
    expect(found(api, role("get", "patch"), binding, active)).toEqual([
      'Service "active": undetermined spec.selector selects no pod in namespace "backend" by the labels of a template, but those of Deployment "api" may give themselves what they lack: a role of the program lets them change pods. Check by hand that they do.',
    ]);
  });

  it("is refused without such a role, and where another label differs", () => {
    const refused = 'Service "active": violation spec.selector';
    expect(found(api, active).join()).toContain(refused);
    expect(found(api, role("get", "list"), binding, active).join()).toContain(refused);
    expect(found(deployment(), role("patch"), binding, active).join()).toContain(refused);
    const other = service({ selector: { app: "web", "vault-active": "true" } }, "active");
    expect(found(api, role("patch"), binding, other).join()).toContain(refused);
    const none = service({ selector: { "vault-active": "true" } }, "active");
    expect(found(api, role("patch"), binding, none).join()).toContain(refused);
  });
});
