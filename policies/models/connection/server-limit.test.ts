import { describe, expect, it } from "vitest";
import type { StackResource } from "../../framework/policy";
import { type Data, Unknown } from "../../framework/value";
import { serverLimitOf } from "./server-limit";

const later = new Unknown("is known only after deployment");

function limit(settings: Data, more: { [key: string]: Data } = {}) {
  const props = { databaseVersion: "POSTGRES_16", settings, ...more };
  return serverLimitOf({
    type: "gcp:sql/databaseInstance:DatabaseInstance",
    name: "db",
    props,
  } as unknown as StackResource);
}

const flags = (map: Record<string, Data>): Data => ({
  tier: "db-custom-1-3840",
  databaseFlags: Object.entries(map).map(([name, value]) => ({ name, value })),
});

describe("N3: the connections of a Cloud SQL instance", () => {
  it.each<[string, Data, number, number]>([
    ["by its flag", flags({ "cloudsql.iam_authentication": "on", max_connections: "300" }), 300, 3],
    [
      "by its flag, with more kept for superusers",
      flags({ max_connections: "300", superuser_reserved_connections: "10" }),
      300,
      10,
    ],
    ["by its tier", { tier: "db-custom-2-7680" }, 400, 3],
    ["by its tier, with other flags", flags({ work_mem: "64" }), 100, 3],
  ])("are those %s", (_, settings, maximum, reserved) => {
    expect(limit(settings)).toMatchObject({ maximum, reserved });
  });

  it.each<[string, Data, number]>([
    ["db-f1-micro", "MYSQL_8_0", 250],
    ["db-n1-standard-4", "MYSQL_8_0", 4000],
  ])("are those of MySQL for %s of %s", (tier, databaseVersion, maximum) => {
    expect(limit({ tier }, { databaseVersion })).toMatchObject({ maximum, reserved: 0 });
  });

  it.each<[string, Data, { [key: string]: Data }, string]>([
    ["flags", { tier: "db-f1-micro", databaseFlags: later }, {}, "settings.databaseFlags"],
    ["the flag", flags({ max_connections: later }), {}, "settings.databaseFlags[0].value"],
    [
      "a flag that is no number",
      flags({ max_connections: "many" }),
      {},
      "settings.databaseFlags[0].value",
    ],
    ["the settings", later, {}, "settings"],
    ["the tier", { tier: later }, {}, "settings.tier"],
    ["a tier without a known default", { tier: "db-n1-standard-1" }, {}, "settings.tier"],
    ["the version", { tier: "db-f1-micro" }, { databaseVersion: later }, "databaseVersion"],
  ])("are not known for %s", (_, settings, more, path) => {
    expect(limit(settings, more)).toEqual({ path, reason: expect.any(String) });
  });

  it("are no matter of a server elsewhere or of another engine", () => {
    expect(limit({}, { instanceType: "ON_PREMISES_INSTANCE" })).toBeUndefined();
    expect(
      limit({ tier: "db-custom-2-7680" }, { databaseVersion: "SQLSERVER_2022_WEB" }),
    ).toBeUndefined();
    expect(
      serverLimitOf({ type: "gcp:redis/instance:Instance", props: {} } as unknown as StackResource),
    ).toBeUndefined();
  });
});

describe("P7: the managed pooler of a Cloud SQL instance", () => {
  const pooled = (config: Data, tier = "db-perf-optimized-N-8") =>
    limit({ tier, connectionPoolConfigs: [config] });

  it("is known with its poolers, its pools and its clients", () => {
    expect(pooled({ connectionPoolingEnabled: true })).toMatchObject({
      pooler: { path: "settings.connectionPoolConfigs[0]", count: 2, poolSize: 50, clients: 5000 },
    });
    expect(
      pooled({
        connectionPoolingEnabled: true,
        flags: [{ name: "max_pool_size", value: "10" }],
      }),
    ).toMatchObject({ pooler: { poolSize: 10 } });
  });

  it("is none where it is turned off", () => {
    expect(pooled({ connectionPoolingEnabled: false })).not.toHaveProperty("pooler");
  });

  it("has an unknown size where its flag is known later", () => {
    const flags = [{ name: "max_pool_size", value: later }];
    expect(pooled({ connectionPoolingEnabled: true, flags })).toMatchObject({
      pooler: { count: 2, poolSize: undefined },
    });
  });
});
