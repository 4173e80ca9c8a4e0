import { type CaseResource, secret } from "../../testing/policy-case";

const NAMESPACE = "aia-backend";

/** Variables with literal values. */
export function env(variables: Readonly<Record<string, unknown>>): object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** A variable that takes a key of a Secret; by default the one of the server. */
export function fromSecret(name: string, secretName = "redis", key = "password") {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}

function object(kind: string, name: string, more: object): CaseResource {
  return {
    type: `kubernetes:core/v1:${kind}`,
    name,
    props: { metadata: { name, namespace: NAMESPACE }, ...more },
  };
}

/** A Secret. */
export function secretOf(stringData: Readonly<Record<string, unknown>>, name = "redis") {
  const texts = Object.entries(stringData).map(([key, text]) => [
    key,
    typeof text === "string" ? secret(text) : text,
  ]);
  return object("Secret", name, { stringData: Object.fromEntries(texts) });
}

/** A ConfigMap. */
export function configMapOf(data: Readonly<Record<string, unknown>>, name: string) {
  return object("ConfigMap", name, { data });
}

function workload(kind: string, name: string, container: object, pod: object): CaseResource {
  return {
    type: `kubernetes:apps/v1:${kind}`,
    name,
    props: {
      metadata: { name, namespace: NAMESPACE },
      spec: {
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, ...container }], ...pod },
        },
      },
    },
  };
}

/** Path of the only container. */
export const CONTAINER = "spec.template.spec.containers[0]";

/** A Redis that takes its password from the Secret `redis`, and its Service. */
export function redis(
  container: object = {
    args: ["redis-server", "--requirepass", "$(REDIS_PASSWORD)"],
    env: [fromSecret("REDIS_PASSWORD")],
  },
  pod: object = {},
): readonly [CaseResource, CaseResource] {
  return [
    workload("StatefulSet", "redis", { image: "redis:7.4", ...container }, pod),
    object("Service", "redis-master", {
      spec: { selector: { app: "redis" }, ports: [{ port: 6379 }] },
    }),
  ];
}

/** A program that uses it; by default it is told the host and nothing else. */
export function client(
  container: object = { env: env({ REDIS_HOST: "redis-master" }) },
  pod: object = {},
): CaseResource {
  return workload(
    "Deployment",
    "api",
    { image: "registry.example.com/api:1.0.0", ...container },
    pod,
  );
}
