import type { CaseResource } from "../testing/policy-case";

const NAMESPACE = "aia-backend";

/** The path of the container of a workload here. */
export const CONTAINER = "spec.template.spec.containers[0]";

/** A workload of one container whose pods have its name as the label `app`. */
export function workload(
  kind: string,
  name: string,
  container: object,
  spec: object = {},
  pod: object = {},
): CaseResource {
  return {
    type: `kubernetes:apps/v1:${kind}`,
    name,
    props: {
      metadata: { name, namespace: NAMESPACE },
      spec: {
        ...spec,
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, ...container }], ...pod },
        },
      },
    },
  };
}

/** An object without a specification of pods. */
export function object(type: string, name: string, more: object): CaseResource {
  return {
    type: `kubernetes:${type}`,
    name,
    props: { metadata: { name, namespace: NAMESPACE }, ...more },
  };
}

/** A PostgreSQL server in the cluster with 100 connections, and its Service. */
export function timescale(
  container: object = {},
  pod: object = {},
): readonly [CaseResource, CaseResource] {
  return [
    workload(
      "StatefulSet",
      "postgresql-timescale",
      { image: "timescale/timescaledb:2.17.2-pg16", ...container },
      {},
      pod,
    ),
    object("core/v1:Service", "postgresql-timescale", {
      spec: { selector: { app: "postgresql-timescale" }, ports: [{ port: 5432 }] },
    }),
  ];
}

/** The settings of a client with a pool of 10 + 5, by a ConfigMap. */
export const settings = object("core/v1:ConfigMap", "settings", {
  data: { DB_HOST: "postgresql-timescale", DB_POOL_SIZE: "10", DB_MAX_OVERFLOW: "5" },
});

/** A client that takes them; by default in four pods and one more during a rollout. */
export function client(
  name = "api",
  spec: object = { replicas: 4, strategy: { rollingUpdate: { maxSurge: 1 } } },
  container: object = { envFrom: [{ configMapRef: { name: "settings" } }] },
): CaseResource {
  return workload(
    "Deployment",
    name,
    { image: "registry.example.com/api:1.0.0", ...container },
    spec,
  );
}

/** A PgBouncer in two pods, told by variables and, where `file` names a ConfigMap, by its file. */
export function bouncer(variables: Readonly<Record<string, unknown>>, file?: string): CaseResource {
  const env = Object.entries(variables).map(([name, value]) => ({ name, value }));
  return workload(
    "Deployment",
    "pgbouncer",
    {
      image: "edoburu/pgbouncer:v1.25.2-p0",
      env,
      ...(file !== undefined && {
        volumeMounts: [{ name: "settings", mountPath: "/etc/pgbouncer" }],
      }),
    },
    { replicas: 2, strategy: { rollingUpdate: { maxSurge: 1 } } },
    {
      ...(file !== undefined && {
        volumes: [{ name: "settings", configMap: { name: file } }],
      }),
    },
  );
}

/** The ConfigMap with the file of a PgBouncer. */
export function bouncerFile(text: string): CaseResource {
  return object("core/v1:ConfigMap", "pgbouncer-settings", { data: { "pgbouncer.ini": text } });
}

/** The name by which clients know it. */
export const bouncerService = object("core/v1:Service", "pgbouncer", {
  spec: { selector: { app: "pgbouncer" }, ports: [{ port: 6432 }] },
});
