import { describe, expect, it } from "vitest";
import { aiaWith } from "../../testing/aia";
import { record } from "../../testing/recording";
import { ClusterBackups, type ClusterBackupsArgs } from "./cluster-backups";
import { clusterBackupsInputs } from "./cluster-backups-inputs";

const planType = "gcp:gkebackup/backupPlan:BackupPlan";
const restoreType = "gcp:gkebackup/restorePlan:RestorePlan";
const cluster = "projects/aia-production/locations/us-central1/clusters/aia";

const create = (changes: Partial<ClusterBackupsArgs> = {}, preview = false) =>
  record(
    () =>
      new ClusterBackups("aia-backups", {
        cluster,
        location: "us-central1",
        planName: "aia-stores",
        namespaces: ["aia-backend"],
        ...changes,
      }),
    { preview },
  );

describe("A19: the backups of a cluster", () => {
  it("keep objects, Secrets and volumes every night for 30 days", async () => {
    const { inputs, protect } = (await create()).one(planType);
    expect(inputs).toEqual({
      name: "aia-stores",
      cluster,
      location: "us-central1",
      backupConfig: {
        selectedNamespaces: { namespaces: ["aia-backend"] },
        includeVolumeData: true,
        includeSecrets: true,
      },
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: 30, backupDeleteLockDays: 0 },
    });
    expect(protect).toBe(true);
  });

  it("come back over what stands there, volumes and all", async () => {
    const { inputs } = (await create()).one(restoreType);
    expect(inputs).toEqual({
      name: "aia-stores",
      cluster,
      location: "us-central1",
      backupPlan: "projects/netra-staging/locations/us-central1/backupPlans/aia-stores",
      restoreConfig: {
        selectedNamespaces: { namespaces: ["aia-backend"] },
        namespacedResourceRestoreMode: "MERGE_REPLACE_VOLUME_ON_CONFLICT",
        volumeDataRestorePolicy: "RESTORE_VOLUME_DATA_FROM_BACKUP",
        clusterResourceRestoreScope: { noGroupKinds: true },
      },
    });
  });

  it("take every setting that they are given", async () => {
    const encryptionKey = "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k";
    const { inputs, protect } = (
      await create({
        cronSchedule: "0 */6 * * *",
        retainDays: 60,
        deleteLockDays: 7,
        encryptionKey,
        deletionProtection: false,
      })
    ).one(planType);
    expect(inputs).toMatchObject({
      backupConfig: { encryptionKey: { gcpKmsEncryptionKey: encryptionKey } },
      backupSchedule: { cronSchedule: "0 */6 * * *" },
      retentionPolicy: { backupRetainDays: 60, backupDeleteLockDays: 7 },
    });
    expect(protect).toBe(false);
  });

  it("can be planned before the cluster exists", async () => {
    expect((await create({}, true)).all(planType)).toHaveLength(1);
  });
});

describe("A19: what of the stack file is backed up", () => {
  it("is every namespace in which a store keeps data", () => {
    const configuration = aiaWith((config) => {
      config["holdfast:redis"].sessions.namespace = "caches";
    });
    expect(clusterBackupsInputs(configuration)).toEqual({
      planName: "aia-stores",
      namespaces: ["aia-backend", "caches"],
      cronSchedule: "0 3 * * *",
      retainDays: 30,
      deleteLockDays: 0,
      encryptionKey: undefined,
      deletionProtection: true,
    });
  });

  it("leaves out what says that its data may be lost, or keeps none", () => {
    const configuration = aiaWith((config) => {
      config["holdfast:postgres"].timescale.backups = false;
      Object.assign(config["holdfast:redis"].sessions, {
        namespace: "caches",
        persistence: "disabled",
      });
    });
    expect(clusterBackupsInputs(configuration)).toBeUndefined();
  });
});
