import { describe, expect, it } from "vitest";
import { deployment, namespace, object, service } from "../models/kubernetes/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { endpointDeclared } from "./policy";

/** The messages of a program with the headless Service `db` and what a Deployment is told as `DATABASE_URL`. */
function messages(url: string, ...resources: readonly CaseResource[]): Promise<readonly string[]> {
  const api = deployment({ env: [{ name: "DATABASE_URL", value: url }] });
  return messagesAtEnd(endpointDeclared, [namespace(), ...resources, api]);
}

const headless = (spec: object = {}) =>
  service({ clusterIP: "None", ports: [{ port: 5432 }], selector: { app: "db" }, ...spec }, "db");

/** A workload whose pods `db` selects. */
function store(kind = "apps/v1:StatefulSet", pod: object = {}, metadata: object = {}) {
  const spec = { containers: [{ name: "db", ports: [{ containerPort: 5432 }] }], ...pod };
  const labels = { app: "db" };
  return kind === "core/v1:Pod"
    ? object(kind, "db", { spec }, { labels, ...metadata })
    : object(kind, "db", { spec: { template: { metadata: { labels }, spec } } }, metadata);
}

const unlabelled = object("apps/v1:Deployment", "perhaps", {
  spec: { template: { metadata: { labels: UNKNOWN }, spec: { containers: [] } } },
});
const chart: CaseResource = {
  type: "kubernetes:helm.sh/v3:Release",
  name: "chart",
  props: { chart: "postgresql", namespace: "backend" },
};

describe("A6: the name of a pod", () => {
  const urlOf = (pod: string) => `postgresql://${pod}.db.backend.svc:5432/app`;

  it("passes where a headless Service selects the StatefulSet that makes the pod", async () => {
    expect(await messages(urlOf("db-0"), headless(), store())).toEqual([]);
  });

  it.each(["db-x", "xy-0", "db"])(
    "fails for %s, which the StatefulSet does not make",
    async (pod) => {
      expect(await messages(urlOf(pod), headless(), store())).toEqual([
        expect.stringMatching(/^mandatory: .* to a pod of it that nothing makes\./),
      ]);
    },
  );

  it("fails for the pods of a Deployment, which have no names that last", async () => {
    expect(await messages(urlOf("db-0"), headless(), store("apps/v1:Deployment"))).toEqual([
      expect.stringMatching(/^mandatory: .* to a pod of it that nothing makes\./),
    ]);
  });

  it("fails where the Service is not headless", async () => {
    expect(await messages(urlOf("db-0"), headless({ clusterIP: undefined }), store())).toEqual([
      expect.stringMatching(/^mandatory: .* only a headless Service gives its pods names\./),
    ]);
  });

  it.each([
    ["the Service may be headless", [headless({ clusterIP: UNKNOWN }), store()]],
    ["nothing that the program shows makes the pods", [headless()]],
    ["other pods may be selected", [headless(), store(), unlabelled]],
    ["a chart may make pods", [headless(), store(), chart]],
    ["the pods have a name of their own", [headless(), store(undefined, { hostname: "xy-0" })]],
    ["it selects a pod alone", [headless(), store("core/v1:Pod")]],
    [
      "the name of the StatefulSet is unknown",
      [headless(), store(undefined, {}, { name: UNKNOWN })],
    ],
  ])("passes where %s", async (_why, resources) => {
    expect(await messages(urlOf("xy-0"), ...resources)).toEqual([]);
  });
});

describe("A6: the port of a headless Service", () => {
  const url = "postgresql://db:6432/app";

  it("fails where neither the Service nor a container has it", async () => {
    expect(await messages(url, headless(), store())).toEqual([
      expect.stringMatching(
        /^mandatory: .* at port 6432, which it does not have: it has port 5432\./,
      ),
    ]);
  });

  it("passes where a container has it", async () => {
    const containers = [{ name: "db", ports: [{ containerPort: 5432 }, { containerPort: 6432 }] }];
    expect(await messages(url, headless(), store(undefined, { containers }))).toEqual([]);
  });

  it.each<[string, CaseResource[]]>([
    ["nothing that the program shows makes the pods", [headless()]],
    ["other pods may be selected", [headless(), store(), unlabelled]],
    ["a chart may make pods", [headless(), store(), chart]],
    [
      "a container declares no port",
      [headless(), store(undefined, { initContainers: [{ name: "exporter" }] })],
    ],
    [
      "a port of a container is unknown",
      [headless(), store(undefined, { containers: [{ ports: [{ containerPort: UNKNOWN }] }] })],
    ],
  ])("passes where %s", async (_why, resources) => {
    expect(await messages(url, ...resources)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["the Service may be one", { clusterIP: UNKNOWN }, "has a clusterIP that is known only"],
    [
      "one of its ports is unknown",
      { ports: [{ port: 80 }, { port: UNKNOWN }] },
      "has ports of wh",
    ],
  ])("is not evaluated where %s", async (_why, spec, reason) => {
    expect(await messages(url, headless(spec), store())).toEqual([
      expect.stringMatching(new RegExp(`^advisory: .*Service "db" ${reason}`)),
    ]);
  });

  it("is not the one that the name of a variable only usually means", async () => {
    const cache = service({ ports: [{ port: 6380 }] }, "redis-master");
    const env = [{ name: "REDIS_HOST", value: "redis-master" }];
    expect(await messagesAtEnd(endpointDeclared, [cache, deployment({ env })])).toEqual([]);
  });
});
