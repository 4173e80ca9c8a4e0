import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { type Data, Unknown } from "../../framework/value";
import { stackResource } from "../../testing/stack-resource";
import { ObjectIndex, type SelectedPods } from "./object-index";
import { selectsByLabels } from "./selector";

const unknown = new Unknown("is known only after deployment");
type Props = { [key: string]: Data };

const workload = (kind: string, name: string, labels: Data, namespace: Data = "backend") =>
  stackResource(`kubernetes:${kind}`, name, {
    metadata: { name, namespace },
    spec: { template: { metadata: { labels }, spec: { containers: [] } } },
  });
const service = (spec: Props, namespace = "backend") =>
  stackResource("kubernetes:core/v1:Service", "service", {
    metadata: { name: "service", namespace },
    spec,
  });

function shown({ pods, maybe, unseen }: SelectedPods) {
  return {
    pods: pods.map(({ object }) => object.resource.name),
    maybe: maybe.map(({ object }) => object.resource.name),
    ...(unseen === undefined ? {} : { unseen }),
  };
}

function selectedBy(selector: Props, ...others: readonly StackResource[]) {
  const index = new ObjectIndex([service({ selector }), ...others]);
  const [only] = index.services;
  return only === undefined ? undefined : shown(index.podsOfService(only));
}

describe("the pods of a Service", () => {
  it("are those of its namespace that have its labels", () => {
    expect(
      selectedBy(
        { app: "api" },
        workload("apps/v1:Deployment", "api", { app: "api", tier: "web" }),
        workload("apps/v1:Deployment", "other", { app: "web" }),
        workload("apps/v1:Deployment", "elsewhere", { app: "api" }, "frontend"),
        stackResource("kubernetes:core/v1:Pod", "pod", {
          metadata: { namespace: "backend", labels: { app: "api" } },
        }),
        stackResource("kubernetes:core/v1:PodTemplate", "template", {
          metadata: { namespace: "backend" },
          template: { metadata: { labels: { app: "api" } } },
        }),
      ),
    ).toEqual({ pods: ["api", "pod"], maybe: [] });
  });

  it("may be those whose labels or namespace are unknown", () => {
    expect(
      selectedBy(
        { app: "api" },
        workload("apps/v1:Deployment", "unread", unknown),
        workload("apps/v1:Deployment", "somewhere", { app: "api" }, unknown),
        workload("apps/v1:Deployment", "somewhere-else", { app: "web" }, unknown),
      ),
    ).toEqual({ pods: [], maybe: ["unread", "somewhere"] });
  });

  it("have the labels that Kubernetes adds", () => {
    const stateful = workload("apps/v1:StatefulSet", "db", { app: "db" });
    const name = "statefulset.kubernetes.io/pod-name";
    expect(selectedBy({ [name]: "db-0" }, stateful)).toEqual({ pods: ["db"], maybe: [] });
    expect(selectedBy({ [name]: "cache-0" }, stateful)).toEqual({ pods: [], maybe: [] });
    const job = workload("batch/v1:Job", "migrate", {});
    expect(selectedBy({ "job-name": "migrate" }, job)).toEqual({ pods: ["migrate"], maybe: [] });
    expect(selectedBy({ "job-name": "other" }, job)).toEqual({ pods: [], maybe: [] });
    const hash = { "pod-template-hash": "1" };
    expect(selectedBy(hash, workload("apps/v1:Deployment", "api", {}))).toEqual({
      pods: [],
      maybe: ["api"],
    });
  });

  it("may be ones that an operator or a chart makes", () => {
    const custom = (type: string) =>
      stackResource(`kubernetes:${type}`, "main", { metadata: { namespace: "backend" } });
    expect(selectedBy({ app: "db" }, custom("postgresql.cnpg.io/v1:Cluster"))?.unseen).toBe(
      'Cluster "main" may run pods, and a policy cannot see what it makes',
    );
    expect(
      selectedBy({ app: "db" }, custom("gateway.networking.k8s.io/v1:HTTPRoute"))?.unseen,
    ).toBeUndefined();
    const release = stackResource("kubernetes:helm.sh/v3:Release", "redis", {
      namespace: "backend",
    });
    expect(selectedBy({ app: "db" }, release)?.unseen).toMatch(/^the Helm release "redis"/);
  });

  it("of a label selector are found by its expressions", () => {
    const index = new ObjectIndex([
      workload("apps/v1:Deployment", "api", { app: "api" }),
      workload("batch/v1:Job", "migrate", { job: "migrate" }),
    ]);
    const selector = new Place({ matchExpressions: [{ key: "app", operator: "Exists" }] });
    expect(shown(index.podsSelectedBy(selector, "backend"))).toEqual({ pods: ["api"], maybe: [] });
    expect(shown(index.podsSelectedBy(new Place({}), "backend")).pods).toEqual(["api", "migrate"]);
    expect(shown(index.podsSelectedBy(new Place({}), unknown)).maybe).toEqual(["api", "migrate"]);
  });
});

it("the pods that are asked by their labels are those that asking each would find", () => {
  const value = fc.constantFrom<Data>("1", "2", unknown);
  const map = fc.dictionary(fc.constantFrom("a", "b", "job-name"), value, { maxKeys: 2 });
  const pods = fc.array(fc.tuple(map, fc.constantFrom<Data>("backend", "frontend", unknown)), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(pods, map, (given, selector) => {
      const stack = given.map(([labels, namespace], at) =>
        workload("batch/v1:Job", `${at}`, labels, namespace),
      );
      const index = new ObjectIndex([service({ selector }), ...stack]);
      const [only] = index.services;
      const asked = index.pods.map((each) => ({
        name: each.object.resource.name,
        is: selectsByLabels(new Place(selector), each.labels),
        where: each.object.namespace,
      }));
      const names = (wanted: (one: (typeof asked)[number]) => boolean) =>
        asked.filter(wanted).map(({ name }) => name);
      const found = only === undefined ? undefined : shown(index.podsOfService(only));
      expect(found?.pods.sort()).toEqual(
        names(({ is, where }) => is === true && where === "backend"),
      );
      expect(found?.maybe.sort()).toEqual(
        names(
          ({ is, where }) =>
            (where === "backend" && is instanceof Unknown) ||
            (where instanceof Unknown && is !== false),
        ),
      );
    }),
    { numRuns: 500 },
  );
});

it("the pods of thousands of Services are found without asking each for each", () => {
  const stack = Array.from({ length: 2000 }, (_, at) => [
    workload("apps/v1:Deployment", `d${at}`, { app: `a${at}` }),
    stackResource("kubernetes:core/v1:Service", `s${at}`, {
      metadata: { name: `s${at}`, namespace: "backend" },
      spec: { selector: { app: `a${at}` } },
    }),
  ]).flat();
  const index = new ObjectIndex(stack);
  const started = performance.now();
  expect(index.services.every((each) => index.podsOfService(each).pods.length === 1)).toBe(true);
  expect(performance.now() - started).toBeLessThan(2000);
});

describe("a Service", () => {
  const read = (spec: Props) => new ObjectIndex([service(spec)]).services[0];

  it("says its ports, with what the API fills in", () => {
    const ports = [
      { port: 80, targetPort: "http", name: "web", appProtocol: "kubernetes.io/ws" },
      { port: 5432 },
      { port: 53, protocol: "UDP", targetPort: "5353" },
      { port: 8080, targetPort: unknown },
    ];
    expect(
      read({ ports })?.ports.map(({ place: { path }, ...port }) => ({ path, ...port })),
    ).toMatchObject([
      {
        path: "spec.ports[0]",
        name: "web",
        port: 80,
        targetPort: "http",
        protocol: "TCP",
        appProtocol: "kubernetes.io/ws",
      },
      { port: 5432, targetPort: 5432, protocol: "TCP" },
      { port: 53, targetPort: 5353, protocol: "UDP" },
      { port: 8080, targetPort: unknown },
    ]);
  });

  it("says where it leads", () => {
    expect(read({ clusterIP: "None", selector: { app: "db" } })).toMatchObject({
      isHeadless: true,
      hasSelector: true,
      type: "ClusterIP",
      externalName: undefined,
    });
    expect(read({ type: "ExternalName", externalName: "db.example.com" })).toMatchObject({
      isHeadless: false,
      hasSelector: false,
      externalName: "db.example.com",
    });
    expect(read({ selector: unknown, ports: unknown })).toMatchObject({
      hasSelector: unknown,
      ports: [],
      portsUnknown: "is known only after deployment",
    });
  });
});
