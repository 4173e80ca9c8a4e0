import { namespace, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const gateway = "gateway.networking.k8s.io/v1";

export default {
  resources: [
    namespace(),
    namespace("edge"),
    service(),
    object(
      `${gateway}:Gateway`,
      "web",
      {
        spec: {
          listeners: [
            {
              name: "https",
              protocol: "HTTPS",
              hostname: "*.013a.tech",
              tls: { certificateRefs: [{ name: "tls", namespace: "backend" }] },
              allowedRoutes: {
                namespaces: {
                  from: "Selector",
                  selector: { matchLabels: { "kubernetes.io/metadata.name": "backend" } },
                },
              },
            },
            { name: "http", protocol: "HTTP" },
          ],
        },
      },
      { namespace: "edge" },
    ),
    object("gateway.networking.k8s.io/v1beta1:ReferenceGrant", "grant", {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "edge" }],
        to: [{ group: "", kind: "Secret" }],
      },
    }),
    object(`${gateway}:HTTPRoute`, "api", {
      spec: {
        hostnames: ["api.013a.tech"],
        parentRefs: [{ name: "web", namespace: "edge" }],
        rules: [{ backendRefs: [{ name: "api", port: 80 }] }],
      },
    }),
    object(
      `${gateway}:HTTPRoute`,
      "redirect",
      { spec: { parentRefs: [{ name: "web", sectionName: "http" }] } },
      { namespace: "edge" },
    ),
    object(`${gateway}:HTTPRoute`, "elsewhere", {
      spec: { parentRefs: [{ name: "shared", namespace: "infrastructure" }] },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
