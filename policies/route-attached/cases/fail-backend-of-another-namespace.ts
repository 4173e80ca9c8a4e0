import { namespace, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    service(),
    object(
      "gateway.networking.k8s.io/v1:HTTPRoute",
      "route",
      {
        spec: {
          rules: [
            {
              backendRefs: [
                { name: "api", namespace: "backend", port: 80 },
                { name: "shared", namespace: "elsewhere", port: 80 },
              ],
            },
          ],
        },
      },
      { namespace: "edge" },
    ),
    object("gateway.networking.k8s.io/v1beta1:ReferenceGrant", "grant", {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "other" }],
        to: [{ group: "", kind: "Service", name: "api" }],
      },
    }),
  ],
  findings: [
    { resource: "route", kind: "violation", path: "spec.rules[0].backendRefs[0]" },
    { resource: "route", kind: "undetermined", path: "spec.rules[0].backendRefs[1]" },
  ],
} satisfies PolicyCase;
