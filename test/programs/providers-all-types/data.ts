import * as gcp from "@pulumi/gcp";
import { interpolate } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { connection, network } from "./network";
import { settings } from "./settings";

new random.RandomBytes("bytes", { length: 16 });
new random.RandomInteger("integer", { min: 1, max: 9 });
new random.RandomPet("pet", {});
new random.RandomShuffle("shuffle", { inputs: ["a", "b"] });
new random.RandomString("string", { length: 8 });
new random.RandomUuid("uuid", {});

const suffix = new random.RandomId("suffix", { byteLength: 4 });
const password = new random.RandomPassword("password", {
  length: 24,
  special: false,
  keepers: { rotation: settings.rotation },
});

/** A database that only the network reaches. */
export const instance = new gcp.sql.DatabaseInstance(
  "instance",
  {
    name: interpolate`shared-${suffix.hex}`,
    databaseVersion: "POSTGRES_16",
    deletionProtection: settings.protect,
    settings: {
      edition: "ENTERPRISE",
      tier: "db-custom-1-3840",
      databaseFlags: [{ name: "max_connections", value: "100" }],
      ipConfiguration: { ipv4Enabled: false, privateNetwork: network.id },
    },
  },
  { dependsOn: [connection] },
);

const database = new gcp.sql.Database("database", { instance: instance.name });
const user = new gcp.sql.User("user", { instance: instance.name, password: password.result });

new gcp.sql.SslCert("client", { instance: instance.name, commonName: "client" });

const cluster = new gcp.alloydb.Cluster("cluster", {
  clusterId: "main",
  location: "europe-west1",
  deletionProtection: settings.protect,
  networkConfig: { network: network.id },
});
const primary = new gcp.alloydb.Instance(
  "primary",
  {
    cluster: cluster.name,
    instanceId: "primary",
    instanceType: "PRIMARY",
    connectionPoolConfig: { enabled: true },
  },
  { dependsOn: [connection] },
);
new gcp.alloydb.Instance(
  "readers",
  {
    cluster: cluster.name,
    instanceId: "readers",
    instanceType: "READ_POOL",
    readPoolConfig: { nodeCount: 2 },
  },
  { dependsOn: [primary] },
);
new gcp.alloydb.User(
  "user",
  {
    cluster: cluster.name,
    userId: "api",
    userType: "ALLOYDB_BUILT_IN",
    password: password.result,
  },
  { dependsOn: [primary] },
);
new gcp.alloydb.Backup(
  "backup",
  { backupId: "first", clusterName: cluster.name, location: "europe-west1" },
  { dependsOn: [primary] },
);

/** A cache with a password and TLS. */
export const cache = new gcp.redis.Instance(
  "cache",
  {
    memorySizeGb: 1,
    authEnabled: true,
    authorizedNetwork: network.id,
    connectMode: "PRIVATE_SERVICE_ACCESS",
    deletionProtection: settings.protect,
    transitEncryptionMode: "SERVER_AUTHENTICATION",
  },
  { dependsOn: [connection] },
);

/** A secret with the connection string of the database. */
export const url = new gcp.secretmanager.Secret("url", { replication: { auto: {} } });

/** The connection string. */
export const urlVersion = new gcp.secretmanager.SecretVersion("url", {
  secret: url.id,
  secretData: interpolate`postgresql://${user.name}:${password.result}@${instance.privateIpAddress}/${database.name}`,
});

const bucket = new gcp.storage.Bucket("bucket", { location: "US" });
new gcp.storage.BucketIAMMember("reader", {
  bucket: bucket.name,
  member: "group:readers@example.com",
  role: "roles/storage.objectViewer",
});
