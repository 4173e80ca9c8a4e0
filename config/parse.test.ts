import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { type ParseResult, parseStackFile } from "./parse";
import { formatProblems } from "./problem";
import {
  type Change,
  goodFile,
  goodService,
  pathsOf,
  problemsAfter,
  problemsOf,
  type Raw,
} from "./stack-file.fixture";

const staging = { stack: "staging" };

function configurationOf(result: ParseResult) {
  if (!result.ok) {
    throw new Error(formatProblems("the file", result.problems));
  }
  return result.configuration;
}

describe("a good stack file", () => {
  it("becomes a configuration with derived names, defaults and typed values", () => {
    const configuration = configurationOf(parseStackFile(goodFile(), staging));
    expect(configuration).toMatchObject({
      stack: "staging",
      project: "netra-staging",
      network: {
        range: { cidr: "10.20.0.0/20", prefixLength: 20 },
        connector: {
          name: "staging-egress",
          machineType: "e2-standard-4",
          connectionsPerInstance: 400,
        },
        nat: { minPortsPerVm: 1024 },
      },
      postgres: {
        "main-db": {
          name: "staging-main-db",
          availabilityType: "REGIONAL",
          diskSize: { gibibytes: 20 },
          backups: { enabled: true, transactionLogRetention: { seconds: 604_800, days: 7 } },
          deletionProtection: true,
        },
      },
      redis: {
        sessions: {
          name: "staging-sessions",
          persistence: { persistenceMode: "RDB", rdbSnapshotPeriod: "TWELVE_HOURS" },
        },
      },
      secrets: { "signing-key": { generate: { length: 48 } } },
    });
  });

  it("says of each use of what kind it is and by which variables the service is told", () => {
    const { backend } = configurationOf(parseStackFile(goodFile(), staging)).services;
    expect(backend?.uses).toEqual({
      "main-db": {
        kind: "postgres",
        port: 5432,
        target: "main-db",
        optional: false,
        database: "netra",
        user: "netra",
        urlForm: "postgresql",
        pool: 10,
        overflow: 15,
        connectTimeout: { seconds: 35, days: 35 / 86_400, text: "35s" },
        variables: {
          url: "DATABASE_URL",
          pool: "DATABASE_POOL_SIZE",
          overflow: "DATABASE_MAX_OVERFLOW",
          connectTimeout: "DATABASE_CONNECT_TIMEOUT",
        },
      },
      sessions: {
        kind: "redis",
        target: "sessions",
        optional: false,
        databaseNumber: 0,
        pool: 10,
        variables: { url: "REDIS_URL", certificateAuthority: "REDIS_CA_CERTIFICATE" },
      },
      auth: { kind: "service", target: "auth", optional: false, variables: { url: "AUTH_URL" } },
    });
  });

  it("has each service after those that it needs", () => {
    const { services } = configurationOf(parseStackFile(goodFile(), staging));
    expect(Object.keys(services)).toEqual(["auth", "backend"]);
  });

  it("fills defaults that depend on other settings", () => {
    const raw = goodFile();
    Object.assign(raw["holdfast:services"].auth, {
      cpu: 0.5,
      startup: { path: "/", period: "2s" },
      health: { path: "/", period: "3s" },
    });
    const { auth, backend } = configurationOf(parseStackFile(raw, staging)).services;
    expect(auth).toMatchObject({
      scale: { concurrency: 1 },
      startup: { timeout: { seconds: 2 }, within: { seconds: 240 } },
      health: { timeout: { seconds: 2 } },
    });
    expect(backend).toMatchObject({
      scale: { concurrency: 80 },
      startup: { timeout: { seconds: 5 } },
      health: { timeout: { seconds: 5 } },
    });
  });

  it("needs no gateway, registry, database, cache or secret", () => {
    const raw = goodFile();
    for (const key of ["registry", "postgres", "redis", "secrets"]) {
      delete raw[`holdfast:${key}`];
    }
    raw["holdfast:network"].egress = "private-ranges-only";
    raw["holdfast:services"] = { auth: goodService() };
    const configuration = configurationOf(parseStackFile(raw, staging));
    expect(configuration.network.nat).toBeUndefined();
    expect(configuration.registry).toBeUndefined();
    expect(configuration).toMatchObject({ postgres: {}, redis: {}, secrets: {} });
  });

  it.each([0.08, 0.083, 0.167, 0.29, 0.333, 0.583, 0.999, 1, 2])("may have %d vCPU", (cpu) => {
    expect(
      problemsAfter((file) => {
        Object.assign(file["holdfast:services"].auth, { cpu, memory: cpu < 1 ? "512Mi" : "1Gi" });
      }),
    ).toEqual([]);
  });

  it("names no user where the service logs in as its own account", () => {
    const raw = goodFile();
    Object.assign(raw["holdfast:postgres"]["main-db"], { authentication: "iam", users: {} });
    const { backend } = configurationOf(parseStackFile(raw, staging)).services;
    expect(backend?.uses["main-db"]).toMatchObject({ kind: "postgres", user: undefined });
  });

  it("may have keys of other programs", () => {
    expect(
      problemsAfter((file) => Object.assign(file, { "gcp:zone": "a", "datadog:apiKey": "b" })),
    ).toEqual([]);
  });

  it("is that of Netra's staging stack", () => {
    const text = readFileSync(join(__dirname, "..", "Pulumi.staging.yaml"), "utf8");
    const configuration = configurationOf(parseStackFile(parseYaml(text).config, staging));
    expect(configuration).toMatchObject({
      project: "netra-staging",
      region: "us-central1",
      network: { egress: "all-traffic", connector: { name: "staging-connector" } },
      postgres: { "main-db": { name: "staging-shared-postgres" } },
    });
    expect(Object.keys(configuration.services).sort()).toEqual(["auth", "backend"]);
  });
});

describe("a stack file with problems", () => {
  it("fails with everything that is missing when it is empty", () => {
    expect(pathsOf(problemsOf({}))).toEqual([
      "gcp:project",
      "gcp:region",
      "holdfast:network",
      "holdfast:services",
    ]);
  });

  it("fails with each misspelt key and the nearest known one, and with what is wrong below it", () => {
    const problems = problemsAfter((file) => {
      file["holdfast:sevices"] = file["holdfast:services"];
      delete file["holdfast:services"];
      const { backend } = file["holdfast:sevices"];
      backend.memry = "2GB";
      delete backend.memory;
      backend.scale.mx = backend.scale.max;
      delete backend.scale.max;
      file["holdfast:network"].connector.machine_type = "e2-micro";
      file["gcp:regoin"] = file["gcp:region"];
      delete file["gcp:region"];
    });
    expect(problems.map((problem) => problem.replace(/\. .*\. Write/, ". Write"))).toEqual([
      expect.stringContaining(
        'gcp:regoin: the unknown key "gcp:regoin". Write "gcp:region" instead.',
      ),
      expect.stringContaining("holdfast:sevices: the unknown key"),
      'sevices.backend.memry: the unknown key "memry". Write "memory" instead.',
      'sevices.backend.memry: "2GB". Write "2Gi" if gibibytes are meant.',
      'sevices.backend.scale.mx: the unknown key "mx". Write "max" instead.',
      'network.connector.machine_type: the unknown key "machine_type". Write "machineType" instead.',
    ]);
  });

  it("fails with contradictions and malformed values together", () => {
    const problems = problemsAfter((file) => {
      file["holdfast:network"].directEgress = { range: "10.20.0.0/24" };
      file["holdfast:network"].connector.minInstances = 10;
      file["holdfast:postgres"]["main-db"].edition = "ENTERPRISE_PLUS";
      file["holdfast:services"].backend.scale = { min: 5, max: 4, concurrency: "80" };
      file["holdfast:services"].backend.startup.within = "30s";
      file["holdfast:services"].auth.uses = { backend: {} };
      file["holdfast:services"].auth.port = "8080";
    });
    expect(pathsOf(problems)).toEqual([
      "holdfast:network",
      "network.connector.minInstances",
      "network.directEgress.range",
      "postgres.main-db.tier",
      "services.auth.port",
      "services.backend.scale.concurrency",
      "services.backend.scale.max",
      "services.backend.startup.within",
      "services.backend.uses.auth",
    ]);
  });

  it("fails once for each problem, in an order that does not depend on that of the file", () => {
    const spoil: Change = (file) => {
      file["holdfast:services"].auth.port = "8080";
      file["holdfast:services"].backend.cpu = "2";
      file["holdfast:network"].egress = "all";
    };
    const reversed = goodFile();
    spoil(reversed);
    const entries = Object.entries(reversed).reverse();
    reversed["holdfast:services"] = Object.fromEntries(
      Object.entries(reversed["holdfast:services"] as Raw).reverse(),
    );
    expect(problemsOf(Object.fromEntries(entries))).toEqual(problemsAfter(spoil));
  });
});

describe("P9: the port of a service", () => {
  it.each<[string, Change, string]>([
    [
      "is required",
      ({ "holdfast:services": services }) => {
        delete services.auth.port;
      },
      "services.auth.port: nothing.",
    ],
    [
      "is one",
      ({ "holdfast:services": services }) => {
        services.auth.port = [8080, 9090];
      },
      "services.auth.port: a list.",
    ],
    [
      "is not told twice",
      ({ "holdfast:services": services }) => {
        services.auth.env.PORT = "9090";
      },
      'services.auth.env.PORT: "PORT", which Cloud Run sets itself.',
    ],
    [
      "has no plural",
      ({ "holdfast:services": services }) => {
        services.auth.ports = [9090];
      },
      'services.auth.ports: the key "ports", which means nothing here.',
    ],
  ])("%s, or the file is refused", (_, change, says) => {
    const problems = problemsAfter(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(says);
  });

  it("may be the same for several services, since each has an address of its own", () => {
    expect(
      problemsAfter(({ "holdfast:services": services }) => {
        services.auth.port = services.backend.port;
      }),
    ).toEqual([]);
  });
});

describe("a name of the wrong form", () => {
  it("is refused once, and not advised for the uses of what has it", () => {
    const problems = problemsAfter(({ "holdfast:services": services }) => {
      services["\u0430uth"] = services.auth;
      services.a = services.auth;
      delete services.auth;
    });
    expect(pathsOf(problems)).toEqual([
      "services.a",
      "services.backend.uses.auth",
      'services["\\u0430uth"]',
    ]);
    expect(problems[1]).toContain('"main-db" or "sessions"');
    expect(problems[1]).not.toContain("0430");
  });

  it.each(["AUTH", "au_th"])("is the only problem of a file that uses it rightly: %s", (name) => {
    const problems = problemsAfter(({ "holdfast:services": services }) => {
      services[name] = services.auth;
      delete services.auth;
    });
    expect(pathsOf(problems)).toEqual([`services.${name}`]);
  });

  it("hides no use of what it resembles in more than case and separators", () => {
    const problems = problemsAfter(({ "holdfast:services": services }) => {
      services.Auths = services.auth;
      delete services.auth;
    });
    expect(pathsOf(problems)).toEqual(["services.Auths", "services.backend.uses.auth"]);
  });
});
