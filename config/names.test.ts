import { describe, expect, it } from "vitest";
import { credentialId } from "./names";

describe("credentialId", () => {
  it.each([
    [
      { kind: "postgres-url", target: "main-db", database: "netra", user: "app" },
      "main-db-netra-app-url",
    ],
    [{ kind: "postgres-password", target: "main-db", user: "app" }, "main-db-app-password"],
    [{ kind: "redis-url", target: "sessions" }, "sessions-url"],
    [{ kind: "redis-password", target: "sessions" }, "sessions-password"],
  ] as const)("names %o", (credential, id) => {
    expect(credentialId(credential)).toBe(id);
  });
});
