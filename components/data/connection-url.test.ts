import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type UrlForm, urlForms } from "../../config";
import { type PostgresLocation, postgresUrl, redisUrl, tlsWord } from "./connection-url";

const text = fc.string({ minLength: 1, unit: "grapheme" });
/** A path of "." or ".." is none to who parses a URL, however it is encoded. No stack file has such a database. */
const databaseName = text.filter((name) => name !== "." && name !== "..");

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
      fc.property(text, text, databaseName, (user, password, database) => {
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

const netra = { database: "netra", user: "netra", password: "a b" };
const account = { database: "netra", user: "api-run@p.iam" };

describe("P2: the address of a database in the form of a driver", () => {
  it.each<[UrlForm, string, string]>([
    [
      "postgresql+psycopg",
      "postgresql+psycopg://netra:a%20b@10.64.0.3:5432/netra?sslmode=require",
      "postgresql+psycopg://api-run%40p.iam@10.64.0.3:5432/netra?sslmode=disable",
    ],
    [
      "postgresql+asyncpg",
      "postgresql+asyncpg://netra:a%20b@10.64.0.3:5432/netra?ssl=require",
      "postgresql+asyncpg://api-run%40p.iam@10.64.0.3:5432/netra?ssl=disable",
    ],
    [
      "node-postgres",
      "postgresql://netra:a%20b@10.64.0.3:5432/netra?sslmode=no-verify",
      "postgresql://api-run%40p.iam@10.64.0.3:5432/netra?sslmode=disable",
    ],
    [
      "jdbc",
      "jdbc:postgresql://10.64.0.3:5432/netra?user=netra&password=a%20b&sslmode=require",
      "jdbc:postgresql://10.64.0.3:5432/netra?user=api-run%40p.iam&sslmode=disable",
    ],
    [
      "npgsql",
      'Host="10.64.0.3";Port="5432";Database="netra";Username="netra";Password="a b";SSL Mode="Require";Trust Server Certificate="true"',
      'Host="10.64.0.3";Port="5432";Database="netra";Username="api-run@p.iam";SSL Mode="Disable"',
    ],
    [
      "keyword-value",
      "host='10.64.0.3' port='5432' dbname='netra' user='netra' password='a b' sslmode='require'",
      "host='10.64.0.3' port='5432' dbname='netra' user='api-run@p.iam' sslmode='disable'",
    ],
  ])("is written for %s, also in clear and without a password", (form, secured, clear) => {
    expect(postgresUrl({ ...server, ...netra }, form)).toBe(secured);
    expect(postgresUrl({ ...server, ...account, tls: false }, form)).toBe(clear);
  });

  it.each(urlForms)("holds the word for TLS that %s has a variable for", (form) => {
    for (const tls of [true, false]) {
      expect(postgresUrl({ ...server, ...netra, tls }, form)).toContain(tlsWord(tls, form));
    }
  });

  it.each(urlForms)("gives back to who parses %s what was written", (form) => {
    const password = fc.option(text, { nil: undefined });
    fc.assert(
      fc.property(text, password, databaseName, fc.boolean(), (user, password, database, tls) => {
        const location = { ...server, user, password, database, tls };
        expect(readers[form](postgresUrl(location, form))).toEqual({
          ...location,
          tls: tlsWord(tls, form),
        });
      }),
    );
  });
});

type Read = Omit<PostgresLocation, "tls"> & { readonly tls: string | undefined };

/** Reads an address as the drivers of a form do, by their own rules and not by the way it was written. */
const readers: Readonly<Record<UrlForm, (address: string) => Read>> = {
  postgresql: (address) => readUrl(address, "postgresql:", "sslmode"),
  "postgresql+psycopg": (address) => readUrl(address, "postgresql+psycopg:", "sslmode"),
  "postgresql+asyncpg": (address) => readUrl(address, "postgresql+asyncpg:", "ssl"),
  "node-postgres": (address) => readUrl(address, "postgresql:", "sslmode"),
  jdbc: (address) => {
    const url = new URL(address.replace(/^jdbc:/, ""));
    expect([url.protocol, url.username]).toEqual(["postgresql:", ""]);
    return {
      ...server,
      host: url.hostname,
      port: Number(url.port),
      database: decodeURIComponent(url.pathname.slice(1)),
      user: url.searchParams.get("user") ?? "",
      password: url.searchParams.get("password") ?? undefined,
      tls: url.searchParams.get("sslmode") ?? undefined,
    };
  },
  npgsql: (address) => {
    const pairs = [...address.matchAll(/([^=;]+)="((?:[^"]|"")*)"(?:;|$)/gs)];
    expect(pairs.map(([pair]) => pair).join("")).toBe(address);
    const values = new Map(
      pairs.map(([, name = "", value = ""]) => [name, value.replaceAll('""', '"')]),
    );
    expect(values.get("Trust Server Certificate")).toBe(
      values.get("SSL Mode") === "Require" ? "true" : undefined,
    );
    return readValues(values, {
      host: "Host",
      port: "Port",
      database: "Database",
      user: "Username",
      password: "Password",
      tls: "SSL Mode",
    });
  },
  "keyword-value": (address) => {
    const pairs = [...address.matchAll(/(\w+)='((?:[^'\\]|\\.)*)'(?: |$)/gs)];
    expect(pairs.map(([pair]) => pair).join("")).toBe(address);
    const values = new Map(
      pairs.map(([, name = "", value = ""]) => [name, value.replace(/\\(.)/gs, "$1")]),
    );
    return readValues(values, {
      host: "host",
      port: "port",
      database: "dbname",
      user: "user",
      password: "password",
      tls: "sslmode",
    });
  },
};

function readUrl(address: string, scheme: string, parameter: string): Read {
  const url = new URL(address);
  expect(url.protocol).toBe(scheme);
  return {
    host: url.hostname,
    port: Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: url.password === "" ? undefined : decodeURIComponent(url.password),
    tls: url.searchParams.get(parameter) ?? undefined,
  };
}

function readValues(
  values: ReadonlyMap<string, string>,
  names: Readonly<Record<keyof Read, string>>,
): Read {
  return {
    host: values.get(names.host) ?? "",
    port: Number(values.get(names.port)),
    database: values.get(names.database) ?? "",
    user: values.get(names.user) ?? "",
    password: values.get(names.password),
    tls: values.get(names.tls),
  };
}

describe("redisUrl", () => {
  it.each([
    ["TLS and a password", { tls: true, password: "p" }, "rediss://:p@10.64.1.4:6378/0"],
    ["TLS alone", { tls: true }, "rediss://10.64.1.4:6378/0"],
    ["a password alone", { tls: false, password: "p" }, "redis://:p@10.64.1.4:6378/0"],
    ["neither", { tls: false }, "redis://10.64.1.4:6378/0"],
  ])("says so when the server has %s", (_, access, url) => {
    expect(redisUrl({ host: "10.64.1.4", port: 6378, ...access })).toBe(url);
  });

  it("names another database of the server", () => {
    const place = { host: "10.64.1.4", port: 6378, tls: false };
    expect(redisUrl({ ...place, number: 3 })).toBe("redis://10.64.1.4:6378/3");
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
