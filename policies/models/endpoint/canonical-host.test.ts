import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CanonicalHost, canonicalHost, compareHosts } from "./canonical-host";

const compared = (one: string, other: string, reader: string | undefined = "aia") =>
  compareHosts(canonicalHost(one, reader), canonicalHost(other, reader));

describe("two spellings of one host", () => {
  it.each([
    ["db", "DB"],
    ["db", "db."],
    ["db", "db.aia"],
    ["db", "db.aia.svc"],
    ["db", "db.aia.svc.cluster.local."],
    ["db.aia", "db.aia.svc.example.internal"],
    ["pg-0.pg.aia.svc.cluster.local", "pg"],
    ["pg-0.pg", "pg.aia"],
    ["redis-master-0.redis-headless.aia.svc", "redis-master"],
    ["localhost", "127.0.0.1"],
    ["localhost", "[::1]"],
    ["10.0.0.1", "0x0a000001"],
    ["2001:db8::1", "[2001:0DB8:0:0:0:0:0:1]"],
    ["Db.Example.com.", "db.example.com"],
  ])("%s and %s are one", (one, other) => {
    expect(compared(one, other)).toBe("same");
    expect(compared(other, one)).toBe("same");
  });
});

describe("two hosts", () => {
  it.each([
    ["db", "db-replica"],
    ["db.aia", "db.other"],
    ["db", "db.other.svc.cluster.local"],
    ["pg-0.pg", "pg-1.pg"],
    ["localhost", "db"],
    ["localhost", "10.0.0.1"],
    ["10.0.0.1", "10.0.0.2"],
    ["10.0.0.1", "db.aia.svc.cluster.local"],
    ["db.example.com", "db.example.org"],
    ["db.example.com", "db"],
  ])("%s and %s are told apart", (one, other) => {
    expect(compared(one, other)).toBe("different");
    expect(compared(other, one)).toBe("different");
  });

  it.each([
    ["10.0.0.1", "db.example.com", "aia"],
    ["10.0.0.1", "db.internal", "aia"],
    ["db", "db.aia.svc.cluster.local", undefined],
  ])("%s and %s may be one for who is in %s", (one, other, reader) => {
    const hosts = [one, other].map((host) => canonicalHost(host, reader));
    expect(compareHosts(hosts[0] as CanonicalHost, hosts[1] as CanonicalHost)).toBe("unsure");
  });
});

it("outside of a cluster a name is what it is", () => {
  expect(canonicalHost("db", "outside")).toEqual({ kind: "name", text: "db" });
});

it("any text is a host that is the same as itself, whichever comes first", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(compared(one, one)).toBe("same");
      expect(compared(one, other)).toBe(compared(other, one));
    }),
  );
});
