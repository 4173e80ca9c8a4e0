import { describe, expect, it } from "vitest";
import { type Properties, secret, unknown } from "../../../values/value";
import { gcp } from "../../provider";

const tokens = {
  cluster: "gcp:alloydb/cluster:Cluster",
  instance: "gcp:alloydb/instance:Instance",
  user: "gcp:alloydb/user:User",
  backup: "gcp:alloydb/backup:Backup",
};

const main = "projects/p/locations/europe-west1/clusters/main";
const sound: Record<keyof typeof tokens, Properties> = {
  cluster: {
    clusterId: "main",
    location: "europe-west1",
    networkConfig: { network: "projects/p/global/networks/main" },
  },
  instance: { cluster: main, instanceId: "primary", instanceType: "PRIMARY" },
  user: { cluster: main, userId: "api", userType: "ALLOYDB_BUILT_IN", password: secret("x") },
  backup: { backupId: "first", clusterName: main, location: "europe-west1" },
};

function failures(type: keyof typeof tokens, change: Properties) {
  const provider = gcp();
  provider.configure({ project: "p", region: "europe-west1" });
  const token = tokens[type];
  return provider.check({
    urn: `urn:pulumi:dev::stack::${token}::main`,
    type: token,
    logicalName: "main",
    inputs: { ...sound[type], ...change },
    priorInputs: undefined,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  }).failures;
}

const secondary = { clusterType: "SECONDARY", secondaryConfig: { primaryClusterName: main } };

describe("refuses", () => {
  it.each<[string, keyof typeof tokens, Properties, RegExp]>([
    [
      "a cluster that nothing reaches",
      "cluster",
      { networkConfig: null },
      /Neither "networkConfig"/,
    ],
    [
      "a network by its name alone",
      "cluster",
      { networkConfig: { network: "main" } },
      /"networkConfig.network" is "main"/,
    ],
    [
      "two ways to the cluster",
      "cluster",
      { pscConfig: { pscEnabled: true } },
      /"networkConfig.network", "pscConfig.pscEnabled" exclude each other/,
    ],
    ["a secondary cluster of none", "cluster", { clusterType: "SECONDARY" }, /without "secondaryC/],
    [
      "a primary cluster that follows another",
      "cluster",
      { secondaryConfig: { primaryClusterName: main } },
      /"clusterType" is "PRIMARY"/,
    ],
    [
      "a secondary cluster beside its primary",
      "cluster",
      secondary,
      /is the region of the primary/,
    ],
    [
      "retention by age and by number",
      "cluster",
      {
        automatedBackupPolicy: {
          quantityBasedRetention: { count: 3 },
          timeBasedRetention: { retentionPeriod: "1209600s" },
        },
      },
      /exclude each other/,
    ],
    [
      "a window that is too short for a backup",
      "cluster",
      { automatedBackupPolicy: { backupWindow: "60s" } },
      /Allowed are "300s" or more/,
    ],
    [
      "a window of recovery that is too long",
      "cluster",
      { continuousBackupConfig: { recoveryWindowDays: 60 } },
      /Allowed are 1 to 35/,
    ],
    [
      "a cluster by its name alone",
      "instance",
      { cluster: "main" },
      /"cluster" is "main". Allowed are ids/,
    ],
    ["a read pool without nodes", "instance", { instanceType: "READ_POOL" }, /without "readPoolC/],
    [
      "nodes of what is no read pool",
      "instance",
      { readPoolConfig: { nodeCount: 2 } },
      /Only a read pool takes it/,
    ],
    [
      "one node in several zones",
      "instance",
      {
        instanceType: "READ_POOL",
        availabilityType: "REGIONAL",
        readPoolConfig: { nodeCount: 1 },
      },
      /One node is in one zone/,
    ],
    [
      "a zone of an instance in several",
      "instance",
      { gceZone: "europe-west1-b" },
      /which only a "ZONAL" instance takes/,
    ],
    [
      "a machine that has another number of processors",
      "instance",
      { machineConfig: { cpuCount: 2, machineType: "n2-highmem-4" } },
      /"machineConfig.cpuCount" is 2/,
    ],
    [
      "networks outside without a public address",
      "instance",
      { networkConfig: { authorizedExternalNetworks: [{ cidrRange: "1.2.3.0/24" }] } },
      /without "networkConfig.enablePublicIp"/,
    ],
    ["a user of another type", "user", { userType: "BUILT_IN" }, /"userType" is "BUILT_IN"/],
    [
      "the whole address of a service account",
      "user",
      { userType: "ALLOYDB_IAM_USER", userId: "api@p.iam.gserviceaccount.com", password: null },
      /is named without ".gserviceaccount.com"/,
    ],
    [
      "two passwords",
      "user",
      { passwordWo: secret("y"), passwordWoVersion: "1" },
      /"password", "passwordWo" exclude each other/,
    ],
    ["a backup of a cluster by its name alone", "backup", { clusterName: "main" }, /"clusterName"/],
  ])("%s", (_, type, change, message) => {
    expect(failures(type, change)).toEqual([expect.stringMatching(message)]);
  });
});

describe("takes", () => {
  it.each<[string, keyof typeof tokens, Properties]>([
    ["a primary cluster", "cluster", {}],
    ["a secondary cluster elsewhere", "cluster", { ...secondary, location: "europe-west4" }],
    [
      "a secondary cluster of one that is not known yet",
      "cluster",
      { clusterType: "SECONDARY", secondaryConfig: { primaryClusterName: unknown } },
    ],
    [
      "a cluster by private endpoints",
      "cluster",
      { networkConfig: null, pscConfig: { pscEnabled: true } },
    ],
    ["a primary instance", "instance", { connectionPoolConfig: { enabled: true } }],
    [
      "a read pool of two nodes",
      "instance",
      { instanceType: "READ_POOL", readPoolConfig: { nodeCount: 2 }, availabilityType: "REGIONAL" },
    ],
    [
      "a machine that says its processors",
      "instance",
      { machineConfig: { cpuCount: 4, machineType: "c4a-highmem-4-lssd" } },
    ],
    ["a user with a password", "user", {}],
    [
      "a service account by its short address",
      "user",
      { userType: "ALLOYDB_IAM_USER", userId: "api@p.iam", password: null },
    ],
    ["a backup", "backup", {}],
  ])("%s", (_, type, change) => {
    expect(failures(type, change)).toEqual([]);
  });
});
