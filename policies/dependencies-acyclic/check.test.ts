import { describe, expect, it } from "vitest";
import { configMap, object } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkStack } from "./check";
import { addressOf, onCloudRun, workload } from "./program.fixture";

const found = (...program: readonly CaseResource[]) =>
  shownFindings(checkStack(stackOf(program), { optional: [] }));

const from = (name: string) => ({ container: { envFrom: [{ configMapRef: { name } }] } });

describe("P3: workloads that wait for each other", () => {
  it("are drawn with their namespaces, and with the one that could start without the other", () => {
    expect(
      found(
        ...workload("a", { B_URL: "http://b" }),
        ...workload("b", { A_URL: "http://a.backend" }),
      ),
    ).toEqual([
      'Deployment "a": spec.template.spec.containers[0].env[0].value tells "backend/a" to connect to "backend/b", in the cycle backend/a -> backend/b -> backend/a: each waits for the next, so that after a failure of all none is ready. Let "backend/a" start without "backend/b" (that breaks the cycle), and say so by its annotation "holdfast.dev/optional-dependencies: backend/b".',
    ]);
  });

  it("are found in other namespaces and by what ConfigMaps tell", () => {
    const elsewhere = { namespace: "jobs" };
    const [finding] = found(
      ...workload("a", {}, from("settings")),
      configMap("settings", { B_URL: "http://b.jobs.svc.cluster.local" }),
      ...workload("b", { A_HOST: "a.backend.svc" }, { metadata: elsewhere }),
    );
    expect(finding).toContain("backend/a -> jobs/b -> backend/a");
    expect(finding).toContain('ConfigMap "settings"');
  });

  it("are none with the same name in another namespace", () => {
    expect(
      found(
        ...workload("a", { B_URL: "http://b" }),
        ...workload("b", { A_URL: "http://a" }, { metadata: { namespace: "jobs" } }),
        ...workload("b"),
      ),
    ).toEqual([]);
  });

  it("are found on both platforms at once, by the address that the provider gave", () => {
    const shop = onCloudRun("shop", { API_URL: "http://api.backend.svc.cluster.local" });
    const outputs = { ...shop.props, uri: "https://shop-x7sabcdefg-uc.a.run.app" };
    const [finding] = found(
      { ...shop, outputs },
      ...workload("api", { SHOP_URL: "https://shop-x7sabcdefg-uc.a.run.app/v1" }),
    );
    expect(finding).toBeUndefined();
    const other = onCloudRun("other", { SHOP_URL: "https://shop-x7sabcdefg-uc.a.run.app" });
    const back = { ...onCloudRun("shop", { OTHER_URL: addressOf("other") }), outputs: undefined };
    expect(found({ ...back, outputs: { ...back.props, uri: outputs.uri } }, other)).toHaveLength(1);
  });

  it("are all told at once, and no more than a hundred", () => {
    const pair = (at: number) => [
      ...workload(`a${at}`, { OTHER_URL: `http://b${at}` }),
      ...workload(`b${at}`, { OTHER_URL: `http://a${at}` }),
    ];
    expect(found(...[1, 2, 3].flatMap(pair))).toHaveLength(3);
    expect(found(...Array.from({ length: 120 }, (_, at) => pair(at)).flat())).toHaveLength(100);
  });
});

describe("P5: near misses", () => {
  it.each([
    ["its own address", { A_URL: "http://a", B_URL: "http://b" }, {}],
    ["one way", { B_URL: "http://b" }, {}],
    ["an origin that may come", { B_URL: "http://b" }, { CORS_ALLOWED_ORIGINS: "http://a" }],
    ["where a browser is sent", { B_URL: "http://b" }, { REDIRECT_URI: "http://a/login" }],
    ["who is asked back", { B_URL: "http://b" }, { CALLBACK_URL: "http://a/done" }],
    ["a host that may be named", { B_URL: "http://b" }, { ALLOWED_HOSTS: "a" }],
    ["a public address", { B_URL: "http://b" }, { APP_PUBLIC_URL: "http://a" }],
    ["a host of elsewhere", { B_URL: "http://b" }, { A_URL: "https://a.example.com" }],
  ])("is no cycle: %s", (_, one, other) => {
    expect(found(...workload("a", one), ...workload("b", other))).toEqual([]);
  });

  it("is no cycle: a Service of which others make the pods", () => {
    const service = object("core/v1:Service", "b", { spec: { ports: [{ port: 80 }] } });
    expect(found(...workload("a", { B_URL: "http://b" }), service)).toEqual([]);
  });
});
