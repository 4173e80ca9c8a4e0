import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postgresUrl, redisUrl } from "./connection-url";

const text = fc.string({ minLength: 1, unit: "grapheme" });

const server = { host: "10.64.0.3", port: 5432, tls: true };

describe("postgresUrl", () => {
  it("names user, password, host, port, database and TLS", () => {
    const location = { ...server, database: "netra", user: "netra", password: "abc" };
    expect(postgresUrl(location)).toBe(
      "postgresql://netra:abc@10.64.0.3:5432/netra?sslmode=require",
    );
  });

  it("has no password for a client that logs in with a token", () => {
    const location = { ...server, database: "netra", user: "backend-run@p.iam" };
    expect(postgresUrl(location)).toBe(
      "postgresql://backend-run%40p.iam@10.64.0.3:5432/netra?sslmode=require",
    );
  });

  it("names another port, and rules TLS out for a server that has none", () => {
    const location = { host: "db.aia.svc.cluster.local", port: 6432, tls: false };
    expect(postgresUrl({ ...location, database: "aia", user: "aia", password: "abc" })).toBe(
      "postgresql://aia:abc@db.aia.svc.cluster.local:6432/aia?sslmode=disable",
    );
  });

  it("gives every user, password and database back to who parses it", () => {
    fc.assert(
      fc.property(text, text, text, (user, password, database) => {
        const url = new URL(postgresUrl({ ...server, user, password, database }));
        expect(decodeURIComponent(url.username)).toBe(user);
        expect(decodeURIComponent(url.password)).toBe(password);
        expect(decodeURIComponent(url.pathname.slice(1))).toBe(database);
        expect(url.host).toBe("10.64.0.3:5432");
        expect(url.search).toBe("?sslmode=require");
      }),
    );
  });
});

describe("redisUrl", () => {
  it.each([
    ["TLS and a password", { tls: true, password: "p" }, "rediss://:p@10.64.1.4:6378/0"],
    ["TLS alone", { tls: true }, "rediss://10.64.1.4:6378/0"],
    ["a password alone", { tls: false, password: "p" }, "redis://:p@10.64.1.4:6378/0"],
    ["neither", { tls: false }, "redis://10.64.1.4:6378/0"],
  ])("says so when the server has %s", (_, access, url) => {
    expect(redisUrl({ host: "10.64.1.4", port: 6378, ...access })).toBe(url);
  });

  it("gives every password back to who parses it", () => {
    fc.assert(
      fc.property(text, (password) => {
        const url = new URL(redisUrl({ host: "10.64.1.4", port: 6378, tls: true, password }));
        expect(decodeURIComponent(url.password)).toBe(password);
        expect(url.host).toBe("10.64.1.4:6378");
      }),
    );
  });
});
