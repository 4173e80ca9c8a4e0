import { namespace, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const gateway = "gateway.networking.k8s.io/v1";
const route = (name: string, spec: object) =>
  object(`${gateway}:HTTPRoute`, name, {
    spec: { parentRefs: [{ name: "web", namespace: "edge", ...spec }] },
  });

export default {
  resources: [
    namespace(),
    object(
      `${gateway}:Gateway`,
      "web",
      {
        spec: {
          listeners: [
            { name: "same", protocol: "HTTPS" },
            {
              name: "other",
              protocol: "HTTPS",
              allowedRoutes: {
                namespaces: { from: "Selector", selector: { matchLabels: { team: "web" } } },
              },
            },
            { name: "tcp", protocol: "TCP", allowedRoutes: { namespaces: { from: "All" } } },
            {
              name: "host",
              protocol: "HTTP",
              hostname: "013a.tech",
              allowedRoutes: { namespaces: { from: "All" } },
            },
          ],
        },
      },
      { namespace: "edge" },
    ),
    route("namespace", { sectionName: "same" }),
    route("labels", { sectionName: "other" }),
    route("kind", { sectionName: "tcp" }),
    object(`${gateway}:HTTPRoute`, "hostname", {
      spec: {
        hostnames: ["www.013a.tech"],
        parentRefs: [{ name: "web", namespace: "edge", sectionName: "host" }],
      },
    }),
  ],
  findings: ["namespace", "labels", "kind", "hostname"].map((resource) => ({
    resource,
    kind: "violation" as const,
    path: "spec.parentRefs[0]",
  })),
} satisfies PolicyCase;
