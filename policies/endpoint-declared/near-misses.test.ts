import { describe, expect, it } from "vitest";
import {
  configMap,
  deployment,
  namespace,
  object,
  service,
} from "../models/kubernetes/program.fixture";
import { judgeResources, messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { endpointDeclared } from "./policy";

/** The messages of a program in which a Deployment, of a pod like this, is told a URL. */
function messages(
  url: string,
  resources: readonly CaseResource[] = [],
  pod: object = {},
): Promise<readonly string[]> {
  const api = deployment({ env: [{ name: "A_URL", value: url }] }, pod);
  return messagesAtEnd(endpointDeclared, [namespace(), ...resources, api]);
}

const refused = [expect.stringMatching(/^mandatory: .* does not declare, so the name leads/)];
const notEvaluated = [expect.stringMatching(/^advisory: Not evaluated: .*declares nothing/)];

describe("a host that no Service has", () => {
  it("is refused once, however many variables name it", async () => {
    const env = ["A_URL", "B_URL"].map((name) => ({ name, value: "http://gone.backend.svc:80" }));
    expect(await messagesAtEnd(endpointDeclared, [namespace(), deployment({ env })])).toEqual(
      refused,
    );
  });

  it("is refused where it has the name of the API server in another namespace", async () => {
    expect(await messages("https://kubernetes.backend.svc")).toEqual(refused);
  });

  it("is refused beside others that are kept elsewhere", async () => {
    const api = deployment({ env: [{ name: "A_URL", value: "http://gone.backend.svc" }] });
    const ask = (elsewhere: string) =>
      judgeResources(endpointDeclared, [namespace(), api], { elsewhere: [elsewhere] });
    expect((await ask("backend/other")).atEnd).toHaveLength(1);
    expect((await ask("backend/go*")).atEnd).toEqual([]);
  });

  it("is refused as a short name in a namespace that the program declares", async () => {
    expect(await messages("http://gone.internal:80", [namespace("internal")])).toEqual(refused);
    expect(await messages("http://gone.internal:80")).toEqual([]);
  });

  it("is not evaluated in a namespace in which the program has other objects, or changes Services", async () => {
    const settings = configMap("settings", {}, { namespace: "internal" });
    expect(await messages("http://gone.internal:80", [settings])).toEqual(notEvaluated);
    const patch = object("core/v1:ServicePatch", "other", {}, { namespace: "internal" });
    expect(await messages("http://gone.internal.svc", [patch])).toEqual(notEvaluated);
    const usual = configMap("settings", {}, { namespace: "default" });
    expect(await messages("http://gone.default:80", [usual])).toEqual(notEvaluated);
  });

  it("is not evaluated as that of a pod in a namespace of others", async () => {
    expect(await messages("postgresql://db-0.db.elsewhere.svc:5432/app")).toEqual(notEvaluated);
  });
});

describe("a short name", () => {
  it("that has the form of a pod's may be one of the world outside where no Service has it", async () => {
    expect(await messages("http://web-1.web:80")).toEqual([]);
  });

  it("means nothing that could be told where the namespace of its reader is unknown", async () => {
    const api = deployment({ env: [{ name: "A_URL", value: "http://gone:80" }] });
    const unplaced = {
      ...api,
      props: { ...api.props, metadata: { name: "api", namespace: UNKNOWN } },
    };
    expect(await messagesAtEnd(endpointDeclared, [service(), unplaced])).toEqual([]);
  });

  it.each<[string, object]>([
    ["has a name server that is unknown", { dnsPolicy: UNKNOWN }],
    ["has the name server of its node", { dnsPolicy: "Default" }],
    ["looks names up in other domains", { dnsConfig: { searches: ["corp.example.com"] } }],
    ["has other names that are unknown", { hostAliases: UNKNOWN }],
    ["has another name that is unknown", { hostAliases: [{ hostnames: [UNKNOWN] }] }],
    ["has it as another name", { hostAliases: [{ hostnames: ["gone"] }] }],
  ])("may be known to a pod that %s, but not the full one", async (_what, pod) => {
    expect(await messages("http://gone:80", [], pod)).toEqual([]);
    expect(await messages("http://gone.backend.svc:80", [], pod)).toEqual(refused);
  });

  it("is refused where the pod has other names for other hosts", async () => {
    const pod = { dnsPolicy: "ClusterFirst", hostAliases: [{ hostnames: ["legacy"] }] };
    expect(await messages("http://gone:80", [], pod)).toEqual([
      expect.stringMatching(/^mandatory: .*so the name leads nowhere/),
    ]);
  });
});

describe("what is right", () => {
  const alias = (name: string, externalName: unknown) =>
    service({ type: "ExternalName", externalName }, name);

  it.each<[string, CaseResource[]]>([
    ["of which the program declares but a change", [object("core/v1:ServicePatch", "db", {})]],
    ["that is another name for what is unknown", [alias("db", UNKNOWN)]],
    [
      "whose other names go round in a circle",
      [alias("db", "again.backend.svc"), alias("again", "db.backend.svc")],
    ],
  ])("is a Service %s", async (_what, resources) => {
    expect(await messages("postgresql://db:5432/app", resources)).toEqual([]);
  });

  it("is what a workload outside of clusters is told", async () => {
    const envs = [{ name: "A_URL", value: "http://gone.backend.svc:80" }];
    const outside = {
      type: "gcp:cloudrunv2/service:Service",
      name: "web",
      props: { template: { containers: [{ image: "web:1", envs }] } },
    };
    expect(await messagesAtEnd(endpointDeclared, [namespace(), outside])).toEqual([]);
  });

  it("is a value under the name of an endpoint that a Secret of others has, or that is no host to connect to", async () => {
    const env = [
      { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "others", key: "url" } } },
      { name: "LISTEN_HOST", value: UNKNOWN },
    ];
    expect(await messagesAtEnd(endpointDeclared, [deployment({ env })])).toEqual([]);
  });
});
