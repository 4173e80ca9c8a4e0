import { object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const gateway = "gateway.networking.k8s.io/v1";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Namespace",
      name: "space",
      props: { metadata: { name: "backend", labels: UNKNOWN } },
    },
    object(
      `${gateway}:Gateway`,
      "web",
      {
        spec: {
          listeners: [
            {
              name: "selected",
              protocol: "HTTPS",
              allowedRoutes: {
                namespaces: { from: "Selector", selector: { matchLabels: { team: "web" } } },
              },
            },
            {
              name: "hidden",
              protocol: "HTTPS",
              hostname: UNKNOWN,
              allowedRoutes: { namespaces: { from: "Same" } },
            },
          ],
        },
      },
      { namespace: "edge" },
    ),
    object(`${gateway}:HTTPRoute`, "maybe", {
      spec: { parentRefs: [{ name: "web", namespace: "edge" }] },
    }),
    object(`${gateway}:HTTPRoute`, "surely-not", {
      spec: {
        hostnames: ["013a.tech"],
        parentRefs: [{ name: "web", namespace: "edge", sectionName: "hidden" }],
      },
    }),
  ],
  findings: [
    { resource: "maybe", kind: "undetermined", path: "spec.parentRefs[0]" },
    { resource: "surely-not", kind: "violation", path: "spec.parentRefs[0]" },
  ],
} satisfies PolicyCase;
