import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  credentialId,
  hostObjectName,
  longestComputeName,
  nameLimits,
  serviceAccountId,
} from "./names";

describe("serviceAccountId", () => {
  it.each([
    ["ui", "ui-run"],
    ["backend", "backend-run"],
    ["a".repeat(25), `${"a".repeat(25)}-run`],
    ["a".repeat(26), `${"a".repeat(26)}-run`],
    ["a".repeat(27), `${"a".repeat(17)}-cc0616e6-run`],
    ["a".repeat(49), `${"a".repeat(17)}-8f9bec6a-run`],
    [`${"a".repeat(16)}-${"b".repeat(10)}`, `${"a".repeat(16)}-1dca3de3-run`],
  ])("makes the account id of %s", (service, id) => {
    expect(serviceAccountId(service)).toBe(id);
  });

  it("tells names apart that differ in the last letter only", () => {
    const start = "a".repeat(48);
    expect(serviceAccountId(`${start}a`)).not.toBe(serviceAccountId(`${start}b`));
  });

  it("is an id that Google takes, for every name that a service may have", () => {
    const { longest } = nameLimits.service;
    const services = fc.stringMatching(new RegExp(`^[a-z][a-z0-9-]{0,${longest - 2}}[a-z0-9]$`));
    fc.assert(
      fc.property(services, (service) => {
        expect(serviceAccountId(service)).toMatch(/^(?=.{6,30}$)[a-z][a-z0-9-]*[a-z0-9]$/);
      }),
    );
  });
});

describe("credentialId", () => {
  it.each([
    [
      { kind: "postgres-url", target: "main-db", database: "netra", user: "app" },
      "main-db-netra-app-url",
    ],
    [
      {
        kind: "postgres-url",
        target: "main-db",
        database: "netra",
        user: "app",
        form: "postgresql+asyncpg",
      },
      "main-db-netra-app-url-postgresql-asyncpg",
    ],
    [{ kind: "postgres-password", target: "main-db", user: "app" }, "main-db-app-password"],
    [{ kind: "redis-url", target: "sessions" }, "sessions-url"],
    [{ kind: "redis-url", target: "sessions", number: 3 }, "sessions-url-3"],
    [{ kind: "redis-password", target: "sessions" }, "sessions-password"],
  ] as const)("names %o", (credential, id) => {
    expect(credentialId(credential)).toBe(id);
  });
});

describe("hostObjectName", () => {
  it.each([
    ["example.com", "host-example-com"],
    ["api-staging.example.com", "host-api--staging-example-com"],
    ["1.example.com", "host-1-example-com"],
    [`${"a".repeat(60)}.example.com`, `host-${"a".repeat(49)}-bdca6dc1`],
  ])("names what is for %s", (host, name) => {
    expect(hostObjectName(host)).toBe(name);
  });

  it("is a name that Compute Engine takes, and another one for each host", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/);
    const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));
    fc.assert(
      fc.property(fc.uniqueArray(host, { minLength: 2, maxLength: 5 }), (hosts) => {
        const names = hosts.map(hostObjectName);
        expect(new Set(names).size).toBe(hosts.length);
        for (const name of names) {
          expect(name).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
          expect(name.length).toBeLessThanOrEqual(longestComputeName);
        }
      }),
    );
  });
});
