import { object } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";

/** A Deployment, and a Service of type LoadBalancer that leads to it. */
export function exposed(
  name: string,
  spec: object = {},
  metadata: object = {},
  image = `example.com/${name}:1.0.0`,
): readonly [CaseResource, CaseResource] {
  return [
    object("apps/v1:Deployment", `${name}-pods`, {
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, image }] },
        },
      },
    }),
    object(
      "core/v1:Service",
      name,
      { spec: { type: "LoadBalancer", selector: { app: name }, ports: [{ port: 80 }], ...spec } },
      metadata,
    ),
  ];
}

/** An Ingress of Google for `013a.tech` with these annotations. */
export function ingress(annotations: object = {}, spec: object = {}): CaseResource {
  const rules = [{ host: "013a.tech", http: { paths: [] } }];
  return object(
    "networking.k8s.io/v1:Ingress",
    "web",
    { spec: { rules, ...spec } },
    { annotations: { "kubernetes.io/ingress.class": "gce", ...annotations } },
  );
}

/** Annotations of an Ingress that is sound. */
export const sound = {
  "kubernetes.io/ingress.global-static-ip-name": "web",
  "networking.gke.io/managed-certificates": "web-certificate",
};

/** A managed certificate. */
export function certificate(domains: unknown = ["013a.tech"]): CaseResource {
  return object("networking.gke.io/v1:ManagedCertificate", "web-certificate", {
    spec: { domains },
  });
}

/** A Gateway of Google with one listener for `013a.tech`. */
export function gateway(
  spec: object = {},
  listener: object = {},
  annotations: object = {},
): CaseResource {
  return object(
    "gateway.networking.k8s.io/v1:Gateway",
    "edge",
    {
      spec: {
        gatewayClassName: "gke-l7-global-external-managed",
        addresses: [{ type: "NamedAddress", value: "edge" }],
        listeners: [
          { name: "https", protocol: "HTTPS", port: 443, hostname: "013a.tech", ...listener },
        ],
        ...spec,
      },
    },
    { annotations: { "networking.gke.io/certmap": "edge", ...annotations } },
  );
}
