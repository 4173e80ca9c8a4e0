import { object } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";

/** A StatefulSet `db` with claims in namespace `data`, of this image. */
export function database(
  image = "timescale/timescaledb:2.21.0-pg17",
  metadata: object = {},
): CaseResource {
  return object(
    "apps/v1:StatefulSet",
    "db",
    {
      spec: {
        serviceName: "db",
        selector: { matchLabels: { app: "db" } },
        template: {
          metadata: { labels: { app: "db" } },
          spec: { containers: [{ name: "db", image }] },
        },
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }],
      },
    },
    { namespace: "data", ...metadata },
  );
}

/** The Service `db` before it. */
export const databaseService: CaseResource = object(
  "core/v1:Service",
  "db",
  { spec: { selector: { app: "db" }, ports: [{ port: 5432 }] } },
  { namespace: "data" },
);

/** A plan of Backup for GKE for all namespaces, each day, with volumes. */
export function plan(backupConfig: object = {}, fields: object = {}): CaseResource {
  return {
    type: "gcp:gkebackup/backupPlan:BackupPlan",
    name: "daily",
    props: {
      cluster: "main",
      location: "europe-west1",
      backupConfig: { allNamespaces: true, includeVolumeData: true, ...backupConfig },
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: 14 },
      ...fields,
    },
  };
}

/** A CronJob in a namespace, of this container. */
export function job(container: object, name = "nightly", namespace = "data"): CaseResource {
  const pod = { spec: { containers: [{ name: "job", image: "postgres:17", ...container }] } };
  return object(
    "batch/v1:CronJob",
    name,
    { spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: pod } } } },
    { namespace },
  );
}
