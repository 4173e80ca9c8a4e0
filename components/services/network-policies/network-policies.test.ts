import * as kubernetes from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import { record } from "../../testing/recording";
import { NetworkPolicies } from "./network-policies";

const create = (preview = false) =>
  record(
    () =>
      new NetworkPolicies("policies", {
        provider: new kubernetes.Provider("cluster"),
        application: "aia",
        namespaces: ["back", "front"],
        paths: [
          {
            pods: { namespace: "back", name: "api" },
            direction: "egress",
            peer: { is: "addresses", cidr: "10.64.0.0/16" },
            port: 5432,
          },
        ],
      }),
    { preview },
  );

describe("A10: NetworkPolicies", () => {
  it.each([false, true])(
    "close each namespace and open each path (preview: %s)",
    async (preview) => {
      const policies = (await create(preview)).all("kubernetes:networking.k8s.io/v1:NetworkPolicy");
      expect(policies.map(({ name, parent }) => [name, parent])).toEqual([
        ["api.back", "policies"],
        ["default.deny.back", "policies"],
        ["default.deny.front", "policies"],
        ["default.dns.back", "policies"],
        ["default.dns.front", "policies"],
      ]);
      expect(policies[0]?.inputs).toMatchObject({
        metadata: {
          name: "api",
          namespace: "back",
          labels: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "aia" },
        },
        spec: {
          podSelector: { matchLabels: { "app.kubernetes.io/name": "api" } },
          policyTypes: ["Ingress", "Egress"],
          egress: [
            {
              to: [{ ipBlock: { cidr: "10.64.0.0/16" } }],
              ports: [{ protocol: "TCP", port: 5432 }],
            },
          ],
        },
      });
      expect(policies[1]?.inputs).toMatchObject({
        metadata: { name: "default.deny", namespace: "back" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      });
    },
  );
});
