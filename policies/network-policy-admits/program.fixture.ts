import { deployment, object } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";

/** A Deployment `api` in namespace `backend` that is told of the cache, or of what these variables say. */
export function client(
  env: object = { REDIS_URL: "redis://redis.data:6379/0" },
  pod: object = {},
): CaseResource {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return deployment({ env: variables, ports: [{ name: "http", containerPort: 8000 }] }, pod);
}

/** A StatefulSet `redis` in namespace `data` that listens on 6380, with its label `app: redis`. */
export function cache(name = "redis", app = name): CaseResource {
  return object(
    "apps/v1:StatefulSet",
    name,
    {
      spec: {
        serviceName: name,
        selector: { matchLabels: { app } },
        template: {
          metadata: { labels: { app } },
          spec: {
            containers: [
              { name, image: "redis:8.0", ports: [{ name: "redis", containerPort: 6380 }] },
            ],
          },
        },
      },
    },
    { namespace: "data" },
  );
}

/** The Service `redis` before it, from port 6379 to the port `redis` of its pods. */
export function cacheService(spec: object = {}): CaseResource {
  return object(
    "core/v1:Service",
    "redis",
    { spec: { selector: { app: "redis" }, ports: [{ port: 6379, targetPort: "redis" }], ...spec } },
    { namespace: "data" },
  );
}

/** The Namespaces `backend` and `data`. */
export const namespaces: readonly CaseResource[] = ["backend", "data"].map((name) => ({
  type: "kubernetes:core/v1:Namespace",
  name,
  props: { metadata: { name, labels: { team: name } } },
}));

/** A NetworkPolicy. */
export function policy(name: string, spec: object, namespace: unknown = "backend"): CaseResource {
  return object("networking.k8s.io/v1:NetworkPolicy", name, { spec }, { namespace });
}

/** A policy that isolates all pods of a namespace for egress and ingress. */
export function denyAll(namespace = "backend", policyTypes = ["Ingress", "Egress"]): CaseResource {
  return policy(`deny-${namespace}`, { podSelector: {}, policyTypes }, namespace);
}

const dnsPorts = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));

/** A rule for DNS in every cluster of GKE. */
export const dnsRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
    { ipBlock: { cidr: "169.254.20.10/32" } },
    { ipBlock: { cidr: "169.254.169.254/32" } },
  ],
  ports: dnsPorts,
};

/** A policy that admits DNS for all pods of the namespace `backend`. */
export const allowDns: CaseResource = policy("allow-dns", {
  podSelector: {},
  policyTypes: ["Egress"],
  egress: [dnsRule],
});

/** The peer that is the pods of the cache. */
export const cachePeer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "data" } },
  podSelector: { matchLabels: { app: "redis" } },
};

/** A policy that lets `api` connect to the cache on its own port, or as these fields of the rule say. */
export function allowCache(rule: object = {}): CaseResource {
  return policy("allow-redis", {
    podSelector: { matchLabels: { app: "api" } },
    policyTypes: ["Egress"],
    egress: [{ to: [cachePeer], ports: [{ port: 6380 }], ...rule }],
  });
}

/** A policy that lets the cache be reached from `api`, or as these fields of the rule say. */
export function admitApi(rule: object = {}): CaseResource {
  return policy(
    "admit-api",
    {
      podSelector: { matchLabels: { app: "redis" } },
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { team: "backend" } },
              podSelector: { matchLabels: { app: "api" } },
            },
          ],
          ports: [{ port: "redis" }],
          ...rule,
        },
      ],
    },
    "data",
  );
}
