import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { generatedPassword, serverCertificate } from "../testing/computed-outputs";
import { isSecret, promiseOf, record, revealed, unknown } from "../testing/recording";
import { Postgres, type PostgresArgs } from "./postgres";

const instanceType = "gcp:sql/databaseInstance:DatabaseInstance";
const databaseType = "gcp:sql/database:Database";
const userType = "gcp:sql/user:User";
const passwordType = "random:index/randomPassword:RandomPassword";

const args: PostgresArgs = {
  region: "us-central1",
  instanceName: "staging-shared-postgres",
  databaseVersion: "POSTGRES_16",
  edition: "ENTERPRISE",
  tier: "db-custom-4-15360",
  maxConnections: 500,
  network: "projects/netra-staging/global/networks/net",
  databases: ["netra"],
  users: ["netra"],
};

const create = (changes: Partial<PostgresArgs> = {}, preview = false) =>
  record(() => new Postgres("main-db", { ...args, ...changes }), { preview });

/** The settings of the only instance. */
async function settingsOf(changes: Partial<PostgresArgs> = {}): Promise<Record<string, unknown>> {
  const recording = await create(changes);
  return recording.one(instanceType).inputs.settings as Record<string, unknown>;
}

describe("Postgres", () => {
  it("creates the instance, its database, its user and the user's password, and nothing else", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:data:Postgres": 1,
      [instanceType]: 1,
      [databaseType]: 1,
      [userType]: 1,
      [passwordType]: 1,
    });
  });

  it("declares the instance as the incident's inventory names it", async () => {
    const recording = await create();
    const { inputs, name, parent } = recording.one(instanceType);
    expect({ ...inputs, settings: undefined }).toEqual({
      name: "staging-shared-postgres",
      region: "us-central1",
      databaseVersion: "POSTGRES_16",
      deletionProtection: true,
    });
    expect(name).toBe("main-db");
    expect(parent).toBe("main-db");
  });

  it("P7: puts the managed pooler before the instance, of a size that is written down", async () => {
    const changes = {
      edition: "ENTERPRISE_PLUS",
      tier: "db-perf-optimized-N-8",
      poolSize: 40,
    } as const;
    expect((await settingsOf(changes)).connectionPoolConfigs).toEqual([
      { connectionPoolingEnabled: true, flags: [{ name: "max_pool_size", value: "40" }] },
    ]);
    expect((await create(changes)).result.port).toBe(6432);
    expect((await create()).result.port).toBe(5432);
    expect(await settingsOf()).not.toHaveProperty("connectionPoolConfigs");
  });

  it("has every setting written down", async () => {
    expect(await settingsOf()).toEqual({
      edition: "ENTERPRISE",
      tier: "db-custom-4-15360",
      availabilityType: "REGIONAL",
      diskType: "PD_SSD",
      diskSize: 20,
      diskAutoresize: true,
      databaseFlags: [{ name: "max_connections", value: "500" }],
      backupConfiguration: {
        enabled: true,
        startTime: "03:00",
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: 7,
        backupRetentionSettings: { retainedBackups: 7, retentionUnit: "COUNT" },
      },
      retainBackupsOnDelete: true,
      finalBackupConfig: { enabled: true, retentionDays: 30 },
      maintenanceWindow: { day: 7, hour: 4, updateTrack: "stable" },
      insightsConfig: {
        queryInsightsEnabled: true,
        queryStringLength: 1024,
        queryPlansPerMinute: 5,
        recordApplicationTags: true,
        recordClientAddress: true,
      },
      deletionProtectionEnabled: true,
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: "projects/netra-staging/global/networks/net",
        sslMode: "ENCRYPTED_ONLY",
      },
    });
  });

  it("has a standby, a daily backup and every moment of the last week (A19)", async () => {
    expect(await settingsOf()).toMatchObject({
      availabilityType: "REGIONAL",
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: 7,
      },
    });
  });

  it("takes every setting that it is given", async () => {
    const settings = await settingsOf({
      availabilityType: "ZONAL",
      maxConnections: 200,
      diskSizeGb: 100,
      backups: { retained: 30, startTime: "23:15", transactionLogRetentionDays: 3 },
      maintenance: { day: "MONDAY", hour: 0, updateTrack: "week5" },
      insights: false,
    });
    expect(settings).toMatchObject({
      availabilityType: "ZONAL",
      databaseFlags: [{ name: "max_connections", value: "200" }],
      diskSize: 100,
      backupConfiguration: {
        enabled: true,
        startTime: "23:15",
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: 3,
        backupRetentionSettings: { retainedBackups: 30 },
      },
      maintenanceWindow: { day: 1, hour: 0, updateTrack: "week5" },
      insightsConfig: { queryInsightsEnabled: false },
    });
  });

  it.each([
    [
      "the days of logs without point-in-time recovery",
      { pointInTimeRecovery: false, transactionLogRetentionDays: 14 },
      {
        enabled: true,
        startTime: "03:00",
        backupRetentionSettings: { retainedBackups: 7, retentionUnit: "COUNT" },
        pointInTimeRecoveryEnabled: false,
      },
    ],
    [
      "anything of backups or logs that are not kept",
      { enabled: false, retained: 30, startTime: "23:15", pointInTimeRecovery: false },
      { enabled: false, pointInTimeRecoveryEnabled: false },
    ],
  ])("does not send %s", async (_, backups, sent) => {
    const { backupConfiguration } = await settingsOf({ availabilityType: "ZONAL", backups });
    expect(backupConfiguration).toEqual(sent);
  });

  it("lets service accounts log in with IAM authentication", async () => {
    expect((await settingsOf({ authentication: "iam" })).databaseFlags).toEqual([
      { name: "cloudsql.iam_authentication", value: "on" },
      { name: "max_connections", value: "500" },
    ]);
  });

  it.each([
    [
      { slowStatementsMs: 1000, connections: true },
      [
        { name: "max_connections", value: "500" },
        { name: "log_min_duration_statement", value: "1000" },
        { name: "log_connections", value: "on" },
        { name: "log_disconnections", value: "on" },
      ],
    ],
    [
      { slowStatementsMs: 0 },
      [
        { name: "max_connections", value: "500" },
        { name: "log_min_duration_statement", value: "0" },
      ],
    ],
    [{ connections: false }, [{ name: "max_connections", value: "500" }]],
  ])("N24: logs what it is asked to: %j", async (logging, flags) => {
    expect((await settingsOf({ logging })).databaseFlags).toEqual(flags);
  });

  it("protects instance and databases by every guard there is (N16)", async () => {
    const recording = await create();
    expect(recording.one(instanceType).protect).toBe(true);
    expect(recording.one(databaseType).protect).toBe(true);
    expect(recording.one(userType).protect).toBe(false);
  });

  it("drops every guard by one argument", async () => {
    const recording = await create({ deletionProtection: false });
    const { inputs, protect } = recording.one(instanceType);
    expect(inputs.deletionProtection).toBe(false);
    expect(inputs.settings).toMatchObject({ deletionProtectionEnabled: false });
    expect(protect).toBe(false);
    expect(recording.one(databaseType).protect).toBe(false);
  });

  it("lets the disk grow without going back to its first size", async () => {
    const recording = await create();
    expect(recording.one(instanceType).ignoreChanges).toEqual(["settings.diskSize"]);
  });

  it("leaves databases and users to the instance when they drop out", async () => {
    const recording = await create();
    expect(recording.one(databaseType).inputs).toEqual({
      name: "netra",
      instance: "staging-shared-postgres",
      deletionPolicy: "ABANDON",
    });
    expect(recording.one(userType).inputs.deletionPolicy).toBe("ABANDON");
  });

  it("generates a password that needs no escaping and passes it on as a secret", async () => {
    const recording = await create();
    expect(recording.one(passwordType).inputs).toEqual({ length: 32, special: false });
    const { inputs, dependsOn } = recording.one(userType);
    expect(revealed(inputs.password)).toBe(generatedPassword);
    expect(dependsOn).toEqual(expect.arrayContaining(["main-db", "main-db-user-netra-password"]));
  });

  it("creates each database and user under a name of its own", async () => {
    const recording = await create({ databases: ["a", "b"], users: ["a", "b"] });
    expect(recording.all(databaseType).map(({ name }) => name)).toEqual([
      "main-db-database-a",
      "main-db-database-b",
    ]);
    expect(recording.all(userType).map(({ name }) => name)).toEqual([
      "main-db-user-a",
      "main-db-user-b",
    ]);
    expect(recording.all(passwordType)).toHaveLength(2);
  });

  it("has no user where none is declared", async () => {
    const recording = await create({ users: undefined, authentication: "iam" });
    expect(recording.all(userType)).toEqual([]);
    expect(recording.all(passwordType)).toEqual([]);
  });

  it("tells what a client needs, the password as a secret and the certificate in clear", async () => {
    const { result } = await create();
    const secret = (output: pulumi.Output<unknown>) =>
      (output as unknown as { isSecret: Promise<boolean> }).isSecret;
    expect(await promiseOf(result.connectionName)).toBe(
      "netra-staging:us-central1:staging-shared-postgres",
    );
    expect(await promiseOf(result.host)).toBe("10.64.0.3");
    expect(await promiseOf(result.certificateAuthority)).toBe(serverCertificate);
    expect(await secret(result.certificateAuthority)).toBe(false);
    expect(result.users.netra && (await secret(result.users.netra.password))).toBe(true);
  });

  it("knows neither address nor password in a preview of a new stack", async () => {
    const recording = await create({ network: "net" }, true);
    const { password } = recording.one(userType).inputs;
    expect(isSecret(password) ? password.value : password).toEqual(unknown);
    expect(recording.one(databaseType).inputs.instance).toBe("staging-shared-postgres");
  });

  it("lets service accounts in with IAM authentication only", async () => {
    const { result } = await create();
    expect(result.iam).toBeUndefined();
    const recording = await record(() => {
      const database = new Postgres("main-db", {
        ...args,
        authentication: "iam",
        users: [],
        transform: { iamUser: { user: { project: "transformed" } } },
      });
      const serviceAccount = "web-run@netra-staging.iam.gserviceaccount.com";
      return database.iam?.createUser("web-in-main-db", { serviceAccount, roles: [] }, {});
    });
    expect(recording.one(userType).inputs).toMatchObject({
      instance: "staging-shared-postgres",
      name: "web-run@netra-staging.iam",
      project: "transformed",
    });
  });

  it("lets a transform have the last word", async () => {
    const recording = await create({
      transform: {
        instance: ({ args: chosen }) => ({ args: { ...chosen, maintenanceVersion: "next" } }),
        database: { charset: "UTF8" },
        password: { length: 64 },
      },
    });
    expect(recording.one(instanceType).inputs).toMatchObject({
      maintenanceVersion: "next",
      name: "staging-shared-postgres",
    });
    expect(recording.one(databaseType).inputs.charset).toBe("UTF8");
    expect(recording.one(passwordType).inputs.length).toBe(64);
  });
});
