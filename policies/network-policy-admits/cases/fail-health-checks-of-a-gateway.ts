import { object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";
import { client, denyAll } from "../program.fixture";

export default {
  resources: [
    client({}),
    service({}, "api"),
    object("gateway.networking.k8s.io/v1:Gateway", "edge", {
      spec: { gatewayClassName: "gke-l7-global-external-managed" },
    }),
    object("gateway.networking.k8s.io/v1:HTTPRoute", "routes", {
      spec: {
        parentRefs: [{ name: "edge" }],
        rules: [{ backendRefs: [{ name: "api", port: 80 }] }],
      },
    }),
    denyAll("backend", ["Ingress"]),
  ],
  findings: [{ resource: "routes", kind: "violation", path: "spec.rules[0].backendRefs[0].name" }],
} satisfies PolicyCase;
