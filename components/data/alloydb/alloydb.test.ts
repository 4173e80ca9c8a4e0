import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { generatedPassword } from "../../testing/computed-outputs";
import { promiseOf, record, revealed } from "../../testing/recording";
import { AlloyDb, type AlloyDbArgs } from "./alloydb";

const clusterType = "gcp:alloydb/cluster:Cluster";
const instanceType = "gcp:alloydb/instance:Instance";
const userType = "gcp:alloydb/user:User";
const passwordType = "random:index/randomPassword:RandomPassword";
const jobType = "kubernetes:batch/v1:Job";

const network = "projects/aia-production/global/networks/net";
const args: AlloyDbArgs = {
  region: "us-central1",
  clusterId: "aia-main-db",
  network,
  databaseVersion: "POSTGRES_16",
  machineType: "n2-highmem-4",
  maxConnections: 1000,
  databases: ["postgres"],
  users: ["aia"],
};

const create = (changes: Partial<AlloyDbArgs> = {}, preview = false) =>
  record(() => new AlloyDb("main-db", { ...args, ...changes }), { preview });

/** Registers the cluster with a database that a job creates. */
const createWithJob = (changes: Partial<AlloyDbArgs> = {}) =>
  record(
    () =>
      new AlloyDb("main-db", {
        ...args,
        databases: ["aia_production", "postgres"],
        preparation: {
          provider: new kubernetes.Provider("cluster", {}),
          namespace: "aia-backend",
          application: "aia",
          image: "postgres:17.6-alpine",
          runAsUser: 70,
          extensions: ["vector"],
        },
        ...changes,
      }),
  );

// biome-ignore lint/suspicious/noExplicitAny: the objects are data, whose form the cluster checks.
type Inputs = any;

describe("AlloyDb", () => {
  it("creates a cluster, its primary instance, its user and two passwords, and nothing else", async () => {
    expect((await create()).counts()).toEqual({
      "holdfast:data:AlloyDb": 1,
      [clusterType]: 1,
      [instanceType]: 1,
      [userType]: 1,
      [passwordType]: 2,
    });
  });

  it("A19: keeps every moment of two weeks, and a backup of every day", async () => {
    const { inputs } = (await create()).one(clusterType);
    expect(inputs).toMatchObject({
      clusterId: "aia-main-db",
      location: "us-central1",
      databaseVersion: "POSTGRES_16",
      networkConfig: { network },
      continuousBackupConfig: { enabled: true, recoveryWindowDays: 14 },
      automatedBackupPolicy: {
        enabled: true,
        weeklySchedule: {
          daysOfWeeks: [
            "MONDAY",
            "TUESDAY",
            "WEDNESDAY",
            "THURSDAY",
            "FRIDAY",
            "SATURDAY",
            "SUNDAY",
          ],
          startTimes: [{ hours: 3 }],
        },
        quantityBasedRetention: { count: 14 },
      },
      maintenanceUpdatePolicy: {
        maintenanceWindows: [{ day: "SUNDAY", startTime: { hours: 4 } }],
      },
    });
  });

  it("says nothing of backups that are not made", async () => {
    const recording = await create({
      backups: { enabled: false, retained: 30, pointInTimeRecovery: false },
    });
    expect(recording.one(clusterType).inputs).toMatchObject({
      continuousBackupConfig: { enabled: false },
      automatedBackupPolicy: { enabled: false },
    });
    const { automatedBackupPolicy, continuousBackupConfig } = recording.one(clusterType)
      .inputs as Inputs;
    expect(Object.keys({ ...automatedBackupPolicy, ...continuousBackupConfig })).toEqual([
      "enabled",
    ]);
  });

  it("has a primary instance in two zones that takes nothing but TLS, with its connections pinned", async () => {
    const { inputs } = (await create()).one(instanceType);
    expect(inputs).toEqual({
      cluster: "projects/netra-staging/locations/us-central1/clusters/aia-main-db",
      instanceId: "aia-main-db-primary",
      instanceType: "PRIMARY",
      availabilityType: "REGIONAL",
      machineConfig: { cpuCount: 4, machineType: "n2-highmem-4" },
      databaseFlags: { max_connections: "1000" },
      clientConnectionConfig: {
        requireConnectors: false,
        sslConfig: { sslMode: "ENCRYPTED_ONLY" },
      },
      queryInsightsConfig: {
        queryStringLength: 1024,
        queryPlansPerMinute: 5,
        recordApplicationTags: true,
        recordClientAddress: true,
      },
    });
  });

  it.each([
    ["n2-highmem-128", 128],
    ["c4a-highmem-1", 1],
    ["c4a-highmem-72-lssd", 72],
  ])("says of %s that it has %d vCPU", async (machineType, cpuCount) => {
    const { inputs } = (await create({ machineType })).one(instanceType);
    expect(inputs.machineConfig).toEqual({ cpuCount, machineType });
  });

  it("protects cluster and instances by every guard there is, and drops them by one argument", async () => {
    const guarded = await create();
    expect(guarded.one(clusterType).protect).toBe(true);
    expect(guarded.one(instanceType).protect).toBe(true);
    expect(guarded.one(clusterType).inputs.deletionProtection).toBe(true);
    const open = await create({ deletionProtection: false });
    expect(open.one(clusterType).protect).toBe(false);
    expect(open.one(instanceType).protect).toBe(false);
    expect(open.one(clusterType).inputs.deletionProtection).toBe(false);
  });

  it("A7: gives the initial user a password that no other part of the state shows", async () => {
    const { inputs, secretOutputs } = (await create()).one(clusterType);
    expect(revealed(inputs.initialUser)).toEqual({
      user: "postgres",
      password: generatedPassword,
    });
    expect(secretOutputs).toContain("initialUser");
  });

  it("generates the passwords of users, who have no rights but those that they are granted", async () => {
    const recording = await create();
    const { inputs, dependsOn } = recording.one(userType);
    const { password, ...others } = inputs as Inputs;
    expect(others).toEqual({
      cluster: "projects/netra-staging/locations/us-central1/clusters/aia-main-db",
      userId: "aia",
      userType: "ALLOYDB_BUILT_IN",
      deletionPolicy: "ABANDON",
    });
    expect(revealed(password)).toBe(generatedPassword);
    expect(dependsOn).toContain("main-db-primary");
  });

  it("tells services the address of the primary instance, and nothing secret in clear", async () => {
    const { result } = await create();
    expect(await promiseOf(result.host)).toBe("10.64.0.5");
    expect(result.port).toBe(5432);
    const { aia } = result.users;
    await expect(
      aia && (aia.password as unknown as { isSecret: Promise<boolean> }).isSecret,
    ).resolves.toBe(true);
  });

  it("sends services to the pooler as an option", async () => {
    const recording = await createWithJob({ pooling: true, poolSize: 20 });
    expect(recording.one(instanceType).inputs.connectionPoolConfig).toEqual({
      enabled: true,
      flags: { max_pool_size: "20" },
    });
    expect(recording.result.port).toBe(6432);
    const spec: Inputs = recording.one(jobType).inputs.spec;
    expect(spec.template.spec.containers[0].env).toContainEqual({ name: "PGPORT", value: "5432" });
  });

  it.each([
    [1, "ZONAL"],
    [3, "REGIONAL"],
  ])("has a read pool of %d nodes, which is %s", async (nodes, availabilityType) => {
    const recording = await create({ readPool: { nodes, machineType: "n2-highmem-2" } });
    const { inputs, dependsOn } = recording.one(instanceType, "main-db-read-pool");
    expect(inputs).toMatchObject({
      instanceId: "aia-main-db-read-pool",
      instanceType: "READ_POOL",
      availabilityType,
      readPoolConfig: { nodeCount: nodes },
      machineConfig: { cpuCount: 2, machineType: "n2-highmem-2" },
      databaseFlags: { max_connections: "1000" },
    });
    expect(dependsOn).toContain("main-db-primary");
  });

  it("A20: follows in another region by one line", async () => {
    const recording = await create({ secondaryRegion: "us-east1" });
    const cluster = recording.one(clusterType, "main-db-secondary");
    expect(cluster.inputs).toEqual({
      clusterId: "aia-main-db-secondary",
      location: "us-east1",
      clusterType: "SECONDARY",
      secondaryConfig: {
        primaryClusterName: "projects/netra-staging/locations/us-central1/clusters/aia-main-db",
      },
      networkConfig: { network },
      continuousBackupConfig: { enabled: false },
      deletionProtection: true,
      deletionPolicy: "FORCE",
    });
    expect(cluster.protect).toBe(true);
    expect(cluster.dependsOn).toContain("main-db-primary");
    expect(recording.one(instanceType, "main-db-secondary-primary").inputs).toMatchObject({
      cluster: "projects/netra-staging/locations/us-east1/clusters/aia-main-db-secondary",
      instanceType: "SECONDARY",
      machineConfig: { cpuCount: 4, machineType: "n2-highmem-4" },
      clientConnectionConfig: { sslConfig: { sslMode: "ENCRYPTED_ONLY" } },
    });
  });

  it("has its databases once a job has created them, and needs none for the one that is there", async () => {
    const recording = await createWithJob();
    const job = recording.one(jobType);
    expect(job.dependsOn).toEqual(expect.arrayContaining(["main-db-user-aia", "main-db-primary"]));
    const { data } = recording.one("kubernetes:core/v1:ConfigMap").inputs as Inputs;
    expect(data["prepare.sql"]).toContain(
      'GRANT CONNECT, TEMPORARY, CREATE ON DATABASE "aia_production" TO "aia";',
    );
    expect(data["prepare.sql"]).toContain('CREATE EXTENSION IF NOT EXISTS "vector";');
    expect(data["prepare.sql"]).not.toMatch(/"postgres"|PASSWORD/);
    const { databases, host } = recording.result;
    expect(await promiseOf(databases.aia_production ?? host)).toBe("aia_production");
    expect(await promiseOf(databases.postgres ?? host)).toBe("postgres");
    expect((await create()).all(jobType)).toEqual([]);
  });

  it("lets service accounts in with IAM authentication only", async () => {
    expect((await create()).result.iam).toBeUndefined();
    const recording = await record(() => {
      const database = new AlloyDb("main-db", { ...args, users: [], authentication: "iam" });
      const serviceAccount = "api-run@aia-production.iam.gserviceaccount.com";
      return database.iam?.createUser("api-in-main-db", { serviceAccount, roles: [] }, {});
    });
    expect(recording.one(instanceType).inputs.databaseFlags).toEqual({
      "alloydb.iam_authentication": "on",
      max_connections: "1000",
    });
    expect(recording.one(userType).inputs).toEqual({
      cluster: "projects/netra-staging/locations/us-central1/clusters/aia-main-db",
      userId: "api-run@aia-production.iam",
      userType: "ALLOYDB_IAM_USER",
      databaseRoles: ["alloydbiamuser"],
      deletionPolicy: "ABANDON",
    });
    expect(await promiseOf(recording.result as pulumi.Output<string>)).toBe(
      "api-run@aia-production.iam",
    );
  });

  it("grants the rights of service accounts to the role that all of them have", async () => {
    const recording = await createWithJob({ users: [], authentication: "iam" });
    const { data } = recording.one("kubernetes:core/v1:ConfigMap").inputs as Inputs;
    expect(data["prepare.sql"]).toContain('ON DATABASE "aia_production" TO "alloydbiamuser";');
  });

  it("N24: logs what it is asked to", async () => {
    const { inputs } = (
      await create({ logging: { slowStatementsMs: 500, connections: true } })
    ).one(instanceType);
    expect(inputs.databaseFlags).toEqual({
      max_connections: "1000",
      log_min_duration_statement: "500",
      log_connections: "on",
      log_disconnections: "on",
    });
  });

  it("can be planned before anything exists", async () => {
    const recording = await create({ secondaryRegion: "us-east1", readPool: { nodes: 2 } }, true);
    expect(recording.all(clusterType)).toHaveLength(2);
    expect(recording.all(instanceType)).toHaveLength(3);
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({
      secondaryRegion: "us-east1",
      transform: {
        cluster: ({ name, args: chosen }) => ({
          args: name === "main-db" ? { ...chosen, displayName: "transformed" } : chosen,
        }),
        instance: { displayName: "transformed" },
        password: { length: 64 },
        user: { databaseRoles: ["alloydbsuperuser"] },
      },
    });
    expect(recording.one(clusterType, "main-db").inputs.displayName).toBe("transformed");
    expect(recording.one(clusterType, "main-db-secondary").inputs.displayName).toBeUndefined();
    expect(recording.one(instanceType, "main-db-primary").inputs.displayName).toBe("transformed");
    expect(recording.one(userType).inputs.databaseRoles).toEqual(["alloydbsuperuser"]);
  });
});
