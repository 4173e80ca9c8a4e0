import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { deployment, namespace, object } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkBackups } from "./check";
import { database, databaseService, job, plan } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) =>
  shownFindings(checkBackups(stackOf(program)));

describe("A19: a database in the cluster", () => {
  it("fails where nothing backs it up", () => {
    expect(found(database())).toEqual([
      'StatefulSet "db": spec.volumeClaimTemplates keeps the data of a database (image "timescaledb"), and nothing in this program backs it up. A lost volume is lost for good. Add a Backup for GKE plan with a schedule and the volume data of namespace "data", or a CronJob that takes a dump; where another program does, name it in the annotation "holdfast.dev/backed-up-by".',
    ]);
  });

  it.each([
    "postgres:17",
    "bitnami/postgresql:17",
    "europe-docker.pkg.dev/p/mirror/mysql:8.4",
    "mariadb:11",
    "mongo:8",
  ])("is known by its image: %s", (image) => {
    expect(found(database(image))[0]).toMatch(/^StatefulSet "db": /);
  });

  it("fails as a Deployment with a claim too, and is none without volumes", () => {
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
    expect(found(deployment({ image: "postgres:17" }, { volumes }))).toEqual([
      expect.stringContaining("spec.template.spec.volumes[0].persistentVolumeClaim keeps the data"),
    ]);
    expect(found(deployment({ image: "postgres:17" }))).toEqual([]);
    expect(found(deployment({}, { volumes }))).toEqual([]);
  });

  it("passes with a plan for it", () => {
    const none = { allNamespaces: undefined };
    expect(found(database(), plan())).toEqual([]);
    expect(
      found(plan({ ...none, selectedNamespaces: { namespaces: ["web", "data"] } }), database()),
    ).toEqual([]);
    const application = { namespacedNames: [{ namespace: "data", name: "db" }] };
    expect(found(database(), plan({ ...none, selectedApplications: application }))).toEqual([]);
    const labels = { resourceLabels: [{ key: "kubernetes.io/metadata.name", value: "data" }] };
    expect(
      found(namespace("data"), database(), plan({ ...none, selectedNamespaceLabels: labels })),
    ).toEqual([]);
    expect(
      found(database(), plan({}, { backupSchedule: { rpoConfig: { targetRpoMinutes: 120 } } })),
    ).toEqual([]);
  });

  it("fails with a CronJob that is suspended, and is not evaluated where that is unknown", () => {
    const dump = (suspend: unknown) => {
      const made = job({ command: ["pg_dump", "-h", "db"] });
      const { spec } = made.props as { spec: object };
      return { ...made, props: { ...made.props, spec: { ...spec, suspend } } };
    };
    expect(found(database(), dump(false))).toEqual([]);
    expect(found(database(), dump(true)).join()).toContain(
      'nothing in this program backs it up (CronJob "nightly" is suspended). A lost volume',
    );
    expect(found(database(), dump(UNKNOWN)).join()).toContain(
      'cannot be told: whether CronJob "nightly" is suspended is known only after deployment. Add',
    );
  });

  it.each([
    [plan({}, { backupSchedule: undefined }), "has no schedule"],
    [
      plan({}, { backupSchedule: { cronSchedule: "0 3 * * *", paused: true } }),
      "has a schedule that is paused",
    ],
    [plan({}, { deactivated: true }), "is deactivated"],
    [plan({ includeVolumeData: false }), "takes no data of volumes"],
    [plan({ includeVolumeData: undefined }), "takes no data of volumes"],
    [
      plan({ allNamespaces: false, selectedNamespaces: { namespaces: ["web"] } }),
      "is not for the namespace",
    ],
  ])("fails with a plan that leaves it out: %#", (resource, lack) => {
    expect(found(database(), resource)).toEqual([
      expect.stringContaining(`nothing in this program backs it up (BackupPlan "daily" ${lack}).`),
    ]);
  });

  it("passes with a job that takes dumps, beside it or told of it", () => {
    const dump = { command: ["sh", "-c", "pg_dump $DATABASE_URL | gzip > /backup/db.gz"] };
    expect(found(database(), job(dump))).toEqual([]);
    expect(found(database(), job({ image: "example.com/postgres-backup:1.0.0" }))).toEqual([]);
    const told = {
      ...dump,
      env: [{ name: "DATABASE_URL", value: "postgresql://db.data:5432/app" }],
    };
    expect(found(database(), databaseService, job(told, "nightly", "jobs"))).toEqual([]);
    expect(found(database(), databaseService, job(dump, "nightly", "jobs"))).toHaveLength(1);
    expect(found(database(), job({ command: ["python", "report.py"] }))).toHaveLength(1);
  });

  it("passes where somebody says what backs it up", () => {
    const annotations = { "holdfast.dev/backed-up-by": "velero of the platform" };
    expect(found(database(undefined, { annotations }))).toEqual([]);
    expect(
      found(database(undefined, { annotations: { "holdfast.dev/backed-up-by": "" } })),
    ).toHaveLength(1);
  });

  it("is not evaluated where a plan is unknown, or another tool may back it up", () => {
    const velero = object("velero.io/v1:Schedule", "all", {});
    const release = {
      type: "kubernetes:helm.sh/v3:Release",
      name: "velero",
      props: { chart: "velero" },
    };
    const snapshots = {
      type: "gcp:compute/resourcePolicy:ResourcePolicy",
      name: "daily",
      props: { snapshotSchedulePolicy: { schedule: {} } },
    };
    for (const other of [
      plan({ allNamespaces: UNKNOWN }),
      plan({}, { backupSchedule: UNKNOWN }),
      velero,
      release,
      snapshots,
    ]) {
      expect(found(database(), other)).toEqual([
        expect.stringMatching(/^Not evaluated: StatefulSet "db"/),
      ]);
    }
    expect(
      found(database(), plan({ allNamespaces: UNKNOWN, includeVolumeData: false }))[0],
    ).toMatch(/^StatefulSet/);
  });
});

describe("A19: another StatefulSet with volumes", () => {
  it("is not evaluated without a backup, as its content may be one that nobody misses", () => {
    expect(found(database("prom/prometheus:3.5.0"))).toEqual([
      expect.stringMatching(
        /^Not evaluated: .* keeps volumes, and nothing .* Whether its content may be lost cannot be told/,
      ),
    ]);
    expect(found(database(UNKNOWN as never))).toHaveLength(1);
    expect(found(database("redis:8.0"), plan())).toEqual([]);
  });
});
