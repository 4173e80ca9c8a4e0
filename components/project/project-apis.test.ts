import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { record } from "../testing/recording";
import { type Api, apis, ProjectApis, requiredApis } from "./project-apis";

const bare = {
  network: {},
  postgres: {},
  redis: {},
  secrets: {},
  services: {},
} as unknown as StackConfiguration;

const always: Api[] = ["compute", "iam", "resourceManager", "secretManager", "serviceNetworking"];

describe("requiredApis", () => {
  it.each<[string, Partial<StackConfiguration>, Api[]]>([
    ["nothing but a network", {}, []],
    ["a service on Cloud Run", { services: { web: { platform: "cloud-run" } } as never }, ["run"]],
    [
      "a service on GKE",
      {
        gke: { backups: { enabled: true } } as never,
        services: { web: { platform: "gke" } } as never,
      },
      ["container", "gkeBackup"],
    ],
    ["a cluster without backups", { gke: { backups: { enabled: false } } as never }, ["container"]],
    [
      "a repository",
      { registry: { repository: "netra", deletionProtection: true } },
      ["artifactRegistry"],
    ],
    ["a database", { postgres: { db: { type: "cloud-sql" } } as never }, ["sqlAdmin"]],
    ["a database of AlloyDB", { postgres: { db: { type: "alloydb" } } as never }, ["alloyDb"]],
    ["a cache", { redis: { cache: { type: "memorystore" } } as never }, ["redis"]],
    [
      "a database and a cache in the cluster",
      {
        postgres: { db: { type: "in-cluster" } },
        redis: { cache: { type: "in-cluster" } },
      } as never,
      [],
    ],
    ["a connector", { network: { connector: {} } as never }, ["vpcAccess"]],
    ["alerts", { observability: {} as never }, ["logging", "monitoring"]],
    ["telemetry", { telemetry: {} as never }, ["cloudTrace", "logging", "monitoring", "telemetry"]],
  ])("needs for %s what that takes", (_, more, apis) => {
    const required = requiredApis({ ...bare, ...more });
    expect([...required].sort()).toEqual([...always, ...apis].sort());
  });

  it.each([
    [undefined, []],
    [{}, ["certificateManager"]],
    [{ dnsZone: "netra" }, ["certificateManager", "dns"]],
  ])("needs for the certificate %j its APIs", (certificate, apis) => {
    const edge = certificate && ({ certificate } as never);
    const required = requiredApis({ ...bare, edge });
    expect(required.filter((api) => ["certificateManager", "dns"].includes(api))).toEqual(apis);
  });
});

describe("ProjectApis", () => {
  const create = () =>
    record(() => new ProjectApis("apis", { project: "netra-staging", apis: ["run", "redis"] }));

  it("enables each API for good", async () => {
    const recording = await create();
    expect(recording.all("gcp:projects/service:Service").map(({ inputs }) => inputs)).toEqual([
      { project: "netra-staging", service: "redis.googleapis.com", disableOnDestroy: false },
      { project: "netra-staging", service: "run.googleapis.com", disableOnDestroy: false },
    ]);
  });

  it("gives what to depend on for an API, and nothing for one that it does not enable", async () => {
    const { result } = await create();
    expect(result.enabled("run", "redis")).toHaveLength(2);
    expect(result.enabled("sqlAdmin")).toEqual([]);
  });

  it("names every API by its host", () => {
    for (const host of Object.values(apis)) {
      expect(host).toMatch(/^[a-z]+\.googleapis\.com$/);
    }
  });
});
