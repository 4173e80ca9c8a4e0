import * as kubernetes from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import { cloudRunServicesOf, ofType } from "../config";
import { AlloyDb } from "./data/alloydb/alloydb";
import { alloyDbInputs } from "./data/alloydb/alloydb-inputs";
import { InClusterPostgres } from "./data/in-cluster/in-cluster-postgres";
import { InClusterRedis } from "./data/in-cluster/in-cluster-redis";
import { inClusterPostgresInputs, inClusterRedisInputs } from "./data/in-cluster/store-inputs";
import { Postgres } from "./data/postgres";
import { postgresInputs } from "./data/postgres-inputs";
import { Redis } from "./data/redis";
import { redisInputs } from "./data/redis-inputs";
import { Edge } from "./edge/edge";
import { edgeInputs } from "./edge/edge-inputs";
import { Cluster } from "./gke/cluster";
import { clusterInputs } from "./gke/cluster-inputs";
import { Network } from "./network/network";
import { networkInputs } from "./network/network-inputs";
import { ImageRepository } from "./registry/image-repository";
import { registryInputs } from "./registry/registry-inputs";
import { CloudRunService } from "./services/cloud-run/cloud-run-service";
import { serviceInputs } from "./services/cloud-run/service-inputs";
import { ServiceIdentity } from "./services/service-identity";
import { aiaWith } from "./testing/aia";
import { record } from "./testing/recording";
import { uncheckedStagingWith } from "./testing/staging";

const region = "us-central1";
const network = "net";
const vpcAccess = { connector: "staging-connector", egress: "ALL_TRAFFIC" };

/** A stack file that says only what it must. */
const sparse = uncheckedStagingWith((config) => {
  config["holdfast:network"] = {
    range: "10.20.0.0/20",
    privateServicesRange: "10.64.0.0/16",
    egress: "all-traffic",
    connector: { range: "10.20.16.0/28", minInstances: 2, maxInstances: 3 },
  };
  config["holdfast:postgres"] = {
    db: {
      version: "POSTGRES_16",
      edition: "ENTERPRISE",
      tier: "db-custom-4-15360",
      maxConnections: 500,
      databases: { app: {} },
    },
  };
  config["holdfast:redis"] = { cache: { version: "REDIS_7_2", memory: "1Gi" } };
  const service = {
    image: "us-central1-docker.pkg.dev/netra-staging/netra/web:1.0.0",
    port: 8080,
    cpu: 1,
    memory: "512Mi",
    scale: { max: 2 },
    startup: { path: "/health" },
    health: { path: "/health" },
  };
  config["holdfast:services"] = { web: service, api: service };
  config["holdfast:edge"] = {
    certificate: { domain: "example.com" },
    hosts: { "api.example.com": { service: "api" } },
    rateLimit: { requests: 600 },
  };
});

const { web } = cloudRunServicesOf(sparse);
/** Stores that say only what they must, of the types that the sparse stack has not. */
const stores = uncheckedStagingWith((config) => {
  config["holdfast:gke"] = { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" };
  Object.assign(config["holdfast:postgres"], {
    alloy: {
      type: "alloydb",
      version: "POSTGRES_16",
      machineType: "n2-highmem-4",
      maxConnections: 500,
      databases: { postgres: {} },
    },
    timescale: {
      type: "in-cluster",
      image: "timescale/timescaledb:2.17.2-pg16",
      runAsUser: 70,
      maxConnections: 100,
      databases: { metrics: {} },
      users: { aia: {} },
    },
  });
  config["holdfast:redis"].local = { type: "in-cluster", image: "redis:7.4.1-alpine" };
});
const { alloy } = Object.fromEntries(ofType(stores.postgres, "alloydb"));
const { timescale } = Object.fromEntries(ofType(stores.postgres, "in-cluster"));
const { local } = Object.fromEntries(ofType(stores.redis, "in-cluster"));
if (!alloy || !timescale || !local) {
  throw new Error("The stack file has lost a store.");
}

const db = Object.fromEntries(ofType(sparse.postgres, "cloud-sql")).db;
const cache = Object.fromEntries(ofType(sparse.redis, "memorystore")).cache;
const { registry, edge } = sparse;
if (!db || !cache || !web || !registry || !edge) {
  throw new Error("The sparse stack file has lost an entry.");
}

async function resourcesOf(program: () => unknown) {
  return (await record(program)).resources;
}

/** A default of the stack file is written down there and in the component; this is what keeps them the same. */
describe("what a sparse stack file leaves out and what a component leaves out", () => {
  it("come to the same network", async () => {
    const { machineType, minInstances, maxInstances } = sparse.network.connector ?? {};
    const fromFile = await resourcesOf(
      () => new Network("staging", networkInputs(sparse.network, region)),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new Network("staging", {
          region,
          range: "10.20.0.0/20",
          privateServices: { address: "10.64.0.0", prefixLength: 16 },
          serverless: {
            egress: "ALL_TRAFFIC",
            path: {
              connector: {
                range: "10.20.16.0/28",
                machineType: machineType ?? "",
                minInstances: minInstances ?? 0,
                maxInstances: maxInstances ?? 0,
              },
            },
          },
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same cluster", async () => {
    const place = {
      project: "netra-staging",
      region,
      network,
      subnetwork: "subnet",
      podRangeName: "pods",
      serviceRangeName: "services",
      nodeServiceAccount: "nodes@netra-staging.iam.gserviceaccount.com",
    };
    const general = { machineType: "e2-standard-4", maxNodes: 3 };
    for (const [settings, nodePools] of [
      [{}, undefined],
      [{ mode: "standard", nodePools: { general } }, { general }],
    ] as const) {
      const { gke } = aiaWith((config) => {
        const { podRange, serviceRange } = config["holdfast:gke"];
        config["holdfast:gke"] = { podRange, serviceRange, ...settings };
      });
      const fromFile = await resourcesOf(
        () => gke && new Cluster("aia", { ...clusterInputs(gke), ...place }),
      );
      const fromDefaults = await resourcesOf(
        () => new Cluster("aia", { ...place, clusterName: "aia", nodePools }),
      );
      expect(fromFile).toEqual(fromDefaults);
    }
  });

  it("come to the same repository", async () => {
    const fromFile = await resourcesOf(
      () => new ImageRepository("netra", { ...registryInputs(registry), region }),
    );
    const fromDefaults = await resourcesOf(
      () => new ImageRepository("netra", { region, repositoryId: "netra" }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same database", async () => {
    const fromFile = await resourcesOf(
      () => new Postgres("db", { ...postgresInputs(db), region, network }),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new Postgres("db", {
          region,
          network,
          instanceName: "staging-db",
          databaseVersion: "POSTGRES_16",
          edition: "ENTERPRISE",
          tier: "db-custom-4-15360",
          maxConnections: 500,
          databases: ["app"],
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same cache", async () => {
    const fromFile = await resourcesOf(
      () => new Redis("cache", { ...redisInputs(cache), region, network }),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new Redis("cache", {
          region,
          network,
          instanceName: "staging-cache",
          redisVersion: "REDIS_7_2",
          memorySizeGb: 1,
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same AlloyDB cluster", async () => {
    const fromFile = await resourcesOf(
      () => new AlloyDb("alloy", { ...alloyDbInputs(alloy), region, network }),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new AlloyDb("alloy", {
          region,
          network,
          clusterId: "staging-alloy",
          databaseVersion: "POSTGRES_16",
          machineType: "n2-highmem-4",
          maxConnections: 500,
          databases: ["postgres"],
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same database and cache in the cluster", async () => {
    const place = () => ({
      provider: new kubernetes.Provider("cluster", {}),
      namespace: "staging",
      application: "staging",
    });
    const fromFile = await resourcesOf(() => {
      const where = place();
      new InClusterPostgres("timescale", { ...inClusterPostgresInputs(timescale), ...where });
      new InClusterRedis("local", { ...inClusterRedisInputs(local), ...where });
    });
    const fromDefaults = await resourcesOf(() => {
      const where = place();
      new InClusterPostgres("timescale", {
        ...where,
        image: "timescale/timescaledb:2.17.2-pg16",
        runAsUser: 70,
        cpu: 1,
        maxConnections: 100,
        databases: ["metrics"],
        users: ["aia"],
      });
      new InClusterRedis("local", {
        ...where,
        image: "redis:7.4.1-alpine",
        runAsUser: 999,
        cpu: 0.5,
      });
    });
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same service", async () => {
    const identity = () =>
      new ServiceIdentity("web-run", { accountId: "web-run", displayName: "web" });
    const fromFile = await resourcesOf(
      () =>
        new CloudRunService("web", {
          ...serviceInputs(web),
          region,
          vpcAccess,
          identity: identity(),
        }),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new CloudRunService("web", {
          region,
          vpcAccess,
          identity: identity(),
          image: "us-central1-docker.pkg.dev/netra-staging/netra/web:1.0.0",
          port: 8080,
          cpu: 1,
          memory: "512Mi",
          scale: { max: 2 },
          startup: { path: "/health", withinSeconds: 240 },
          health: { path: "/health" },
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });

  it("come to the same edge", async () => {
    const services = { api: "api" };
    const fromFile = await resourcesOf(
      () => new Edge("staging-edge", { ...edgeInputs(edge), region, services }),
    );
    const fromDefaults = await resourcesOf(
      () =>
        new Edge("staging-edge", {
          region,
          services,
          domain: "example.com",
          hosts: { "api.example.com": { service: "api" } },
          rateLimit: { count: 600, intervalSec: 60 },
        }),
    );
    expect(fromFile).toEqual(fromDefaults);
  });
});
