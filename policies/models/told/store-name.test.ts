import { describe, expect, it } from "vitest";
import { nameWords } from "../endpoint/name-words";
import { familyOfScheme, mayBeOne, readStoreName } from "./store-name";

const read = (name: string) => {
  const { family, role, aspect } = readStoreName(nameWords(name), [name]);
  return [family, role, aspect];
};

describe("the name of a setting", () => {
  it.each<[name: string, ...expected: readonly (string | undefined)[]]>([
    ["DB_HOST", "database", "", "address"],
    ["DATABASE_URL", "database", "", "address"],
    ["PGHOST", "PostgreSQL", "", "address"],
    ["PGDATABASE", "PostgreSQL", "", "database name"],
    ["POSTGRES_DB", "PostgreSQL", "", "database name"],
    ["POSTGRES_PORT", "PostgreSQL", "", "port"],
    ["DB_NAME", "database", "", "database name"],
    ["SPRING_DATASOURCE_URL", "database", "", "address"],
    ["ASYNC_DATABASE_URL", "database", "", "address"],
    ["REDIS_URL", "Redis", "", "address"],
    ["CACHE_URL", "cache", "cache", "address"],
    ["REDIS_CACHE_URL", "Redis", "cache", "address"],
    ["ANALYTICS_DB_HOST", "database", "analytics", "address"],
    ["DATABASE_READ_REPLICA_URL", "database", "read replica", "address"],
    ["DIRECT_URL", undefined, "direct", "address"],
    ["DB1_HOST", "database", "1", "address"],
    ["TIMESCALE_HOST", "PostgreSQL", "timescale", "address"],
    ["POSTGRES_HOST_AUTH_METHOD", "PostgreSQL", "auth method", "other"],
    ["DB_USER_NAME", "database", "user", "address"],
    ["KAFKA_BROKERS", undefined, "kafka brokers", "other"],
  ])("%s tells which database it is of", (name, ...expected) => {
    expect(read(name)).toEqual(expected);
  });
});

it("a scheme tells the family, whatever stands around it", () => {
  for (const scheme of ["postgres", "jdbc:postgresql", "postgresql+asyncpg", "db+postgresql"]) {
    expect(familyOfScheme(scheme)).toBe("PostgreSQL");
  }
  expect(familyOfScheme("rediss")).toBe("Redis");
  expect(familyOfScheme("https")).toBeUndefined();
});

it("what no word tells more of can be of one with what a word does", () => {
  expect(mayBeOne("database", "PostgreSQL")).toBe(true);
  expect(mayBeOne("MongoDB", "database")).toBe(true);
  expect(mayBeOne("cache", "Redis")).toBe(true);
  expect(mayBeOne("database", "Redis")).toBe(false);
  expect(mayBeOne("PostgreSQL", "MySQL")).toBe(false);
});
