import { object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    service(),
    object("networking.k8s.io/v1:Ingress", "ingress", {
      spec: {
        defaultBackend: { service: { name: "web", port: { number: 80 } } },
        rules: [
          {
            http: {
              paths: [
                { backend: { service: { name: "api", port: { number: 8000 } } } },
                { backend: { service: { name: "api", port: { name: "https" } } } },
              ],
            },
          },
        ],
      },
    }),
    object("gateway.networking.k8s.io/v1:Gateway", "gateway", {
      spec: { listeners: [{ name: "http" }] },
    }),
    object("gateway.networking.k8s.io/v1:HTTPRoute", "route", {
      spec: {
        parentRefs: [{ name: "gateways" }, { name: "gateway", sectionName: "https" }],
        rules: [
          {
            backendRefs: [
              { name: "api", port: 8000 },
              { name: "frontend", port: 80 },
            ],
          },
        ],
      },
    }),
    object("networking.gke.io/v1:HealthCheckPolicy", "health", {
      spec: { targetRef: { group: "", kind: "Service", name: "apis" } },
    }),
  ],
  findings: [
    { resource: "ingress", kind: "violation", path: "spec.defaultBackend.service.name" },
    {
      resource: "ingress",
      kind: "violation",
      path: "spec.rules[0].http.paths[0].backend.service.port.number",
    },
    {
      resource: "ingress",
      kind: "violation",
      path: "spec.rules[0].http.paths[1].backend.service.port.name",
    },
    { resource: "route", kind: "violation", path: "spec.parentRefs[0].name" },
    { resource: "route", kind: "violation", path: "spec.parentRefs[1].sectionName" },
    { resource: "route", kind: "violation", path: "spec.rules[0].backendRefs[0].port" },
    { resource: "route", kind: "violation", path: "spec.rules[0].backendRefs[1].name" },
    { resource: "health", kind: "violation", path: "spec.targetRef.name" },
  ],
} satisfies PolicyCase;
