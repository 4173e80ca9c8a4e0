import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "../../framework/value";
import type { EnvironmentVariable } from "../workload/workload";
import { readPool } from "./pool-setting";

const later = new Unknown("is known only after deployment");

function variables(map: Readonly<Record<string, Value<string>>>): EnvironmentVariable[] {
  return Object.entries(map).map(([name, value]) => ({ path: name, name, value }));
}

function pool(map: Readonly<Record<string, Value<string>>>) {
  const found = readPool(variables(map));
  return found === undefined || "reason" in found ? found : [found.pool, found.overflow];
}

describe("N3: the pool that variables tell", () => {
  it.each([
    "DB_POOL_SIZE",
    "DATABASE_POOL_SIZE",
    "POOL_SIZE",
    "SQLALCHEMY_POOL_SIZE",
    "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE",
    "hikari.maximum-pool-size",
    "PGPOOL_MAX",
    "DB_POOL_MAX",
    "DB_POOL",
    "DB_MAX_CONNECTIONS",
    "DB_MAX_OPEN_CONNS",
    "PG_MAX_OPEN_CONNECTIONS",
    "NETRA_POSTGRES_POOL_SIZE",
    "DATABASE_CONNECTION_LIMIT",
    "DB_MAX_POOL_SIZE",
  ])("is that of %s", (name) => {
    expect(pool({ [name]: "12" })).toEqual([12, 0]);
  });

  it.each([
    "REDIS_POOL_SIZE",
    "CACHE_DB_POOL_SIZE",
    "THREAD_POOL_SIZE",
    "WORKER_POOL_SIZE",
    "HTTP_POOL_SIZE",
    "MONGO_DB_POOL_SIZE",
    "DB_POOL_MIN",
    "DB_MIN_POOL_SIZE",
    "DB_POOL_TIMEOUT",
    "DB_POOL_RECYCLE",
    "DB_POOL_PRE_PING",
    "MAX_CONNECTIONS",
    "MAX_OVERFLOW_PAGES",
    "POOL",
    "DB_MAX_RETRIES",
    "POSTGRES_SERVER_MAX_CONNECTIONS",
  ])("is not that of %s", (name) => {
    expect(pool({ [name]: "12" })).toBeUndefined();
  });

  it.each<[Record<string, string>, number, number]>([
    [{ DB_POOL_SIZE: "10", DB_MAX_OVERFLOW: "15" }, 10, 15],
    [{ POOL_SIZE: "10", MAX_OVERFLOW: "15" }, 10, 15],
    [{ DATABASE_POOL_SIZE: "10", SQLALCHEMY_MAX_OVERFLOW: "15" }, 10, 15],
    [{ DB_POOL_SIZE: " 10 ", DB_POOL_OVERFLOW: "-1" }, 10, 0],
    [{ DB_POOL_SIZE: "10", SQLALCHEMY_POOL_SIZE: "10" }, 10, 0],
    [
      {
        ORDERS_DB_POOL_SIZE: "5",
        ORDERS_DB_MAX_OVERFLOW: "1",
        USERS_DB_POOL_SIZE: "4",
        USERS_DB_MAX_OVERFLOW: "9",
      },
      4,
      9,
    ],
  ])("is read with its overflow from %o", (map, size, overflow) => {
    expect(pool(map)).toEqual([size, overflow]);
  });

  it.each<[string, number, number]>([
    ["postgresql://u@h/d?connection_limit=7", 7, 0],
    ["postgres://u@h/d?sslmode=require&pool_max_conns=7", 7, 0],
    ["postgresql+asyncpg://u@h/d?pool_size=7&max_overflow=3", 7, 3],
    ["jdbc:postgresql://h/d?maximumPoolSize=7", 7, 0],
  ])("is that of %s", (url, size, overflow) => {
    expect(pool({ DATABASE_URL: url })).toEqual([size, overflow]);
  });

  it.each([
    "https://h/d?pool_size=7",
    "mongodb://h/d?maxPoolSize=7",
    "postgresql://u@h/d?min_pool_size=7",
    "postgresql://u@h/d?pool_size=7.5",
    "postgresql://u@h/pool_size=7",
  ])("is not in %s", (url) => {
    expect(pool({ DATABASE_URL: url })).toBeUndefined();
  });

  it.each(["", "ten", "0", "-1", "10.5", "1e3"])("is not the text %j", (text) => {
    expect(pool({ DB_POOL_SIZE: text })).toBeUndefined();
  });

  it("is not known where its value is not, unless another one is", () => {
    expect(pool({ DB_POOL_SIZE: later })).toEqual({
      path: "DB_POOL_SIZE",
      reason: "is known only after deployment",
    });
    expect(pool({ DB_POOL_SIZE: later, SQLALCHEMY_POOL_SIZE: "5" })).toEqual([5, 0]);
    expect(pool({ DB_POOL_SIZE: "5", DB_MAX_OVERFLOW: later })).toEqual([5, 0]);
  });
});
