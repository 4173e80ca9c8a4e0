import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import { arbitraryData } from "../testing/arbitrary-data";
import { stackResource } from "../testing/stack-resource";
import { checkPaths } from "./check";
import {
  admitApi,
  allowCache,
  allowDns,
  cache,
  cacheService,
  client,
  denyAll,
  namespaces,
  policy,
} from "./program.fixture";

describe("network policies", () => {
  it("are judged whatever a program gives", () => {
    const data = arbitraryData(
      "metadata namespace labels name spec podSelector matchLabels matchExpressions policyTypes ingress egress from to ports port ipBlock cidr except template containers env value selector rules backendRefs",
      ["backend", "redis://redis:6379", "Ingress", "10.0.0.0/8"],
    );
    const types = [
      "kubernetes:apps/v1:Deployment",
      "kubernetes:core/v1:Service",
      "kubernetes:core/v1:Namespace",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyList",
      "kubernetes:networking.k8s.io/v1:Ingress",
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...types), data), { maxLength: 6 }), (all) => {
        const stack = all.map(([type, props], index) => stackResource(type, `r${index}`, props));
        for (const { finding } of checkPaths(stack)) {
          expect(finding.message).toMatch(/\.$/);
        }
      }),
    );
  });

  it("are judged in a moment where there are hundreds of workloads and policies", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...client(),
      name: `api-${index}`,
    }));
    const policies = Array.from({ length: 300 }, (_, index) =>
      policy(`p${index}`, {
        podSelector: { matchLabels: { app: `web-${index}` } },
        egress: [{ to: [{ podSelector: {} }] }],
      }),
    );
    const stack = stackOf([
      ...namespaces,
      cache(),
      cacheService(),
      ...many,
      ...policies,
      denyAll(),
      denyAll("data"),
      allowDns,
      allowCache(),
      admitApi(),
    ]);
    const started = performance.now();
    expect(shownFindings(checkPaths(stack))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
