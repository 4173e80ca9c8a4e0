import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { type ParseResult, parseStackFile } from "./parse";
import { formatProblems } from "./problem";
import { rules } from "./rules";
import { stackFile } from "./schema/stack-file";
import { type Change, goodFile, goodService, type Raw } from "./stack-file.fixture";

const staging = { stack: "staging" };

function configurationOf(result: ParseResult) {
  if (!result.ok) {
    throw new Error(formatProblems("the file", result.problems));
  }
  return result.configuration;
}

/** The problems of the good file after a change, each as `path: the rest`. */
function problemsAfter(change: Change, secretKeys: readonly string[] = []): string[] {
  const raw = goodFile();
  change(raw);
  return problemsOf(raw, secretKeys);
}

function problemsOf(raw: Raw, secretKeys: readonly string[] = []): string[] {
  const result = parseStackFile(raw, { ...staging, secretKeys: new Set(secretKeys) });
  const problems = result.ok ? [] : result.problems;
  return problems.map(
    ({ path, found, allowed, action }) => `${path}: ${found}. ${allowed}. ${action}`,
  );
}

function pathsOf(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, problem.indexOf(": ")));
}

describe("a good stack file", () => {
  it("becomes a configuration with derived names, defaults and typed values", () => {
    const configuration = configurationOf(parseStackFile(goodFile(), staging));
    expect(configuration).toMatchObject({
      stack: "staging",
      project: "netra-staging",
      network: {
        range: { cidr: "10.20.0.0/20", prefixLength: 20 },
        connector: { name: "staging-egress", machineType: "e2-micro" },
        nat: { minPortsPerVm: 1024 },
      },
      postgres: {
        "main-db": {
          name: "staging-main-db",
          availabilityType: "REGIONAL",
          diskSize: { gibibytes: 20 },
          backups: { enabled: true, transactionLogRetention: { seconds: 604_800 } },
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
        target: "main-db",
        optional: false,
        database: "netra",
        user: "netra",
        pool: 10,
        overflow: 15,
        connectTimeout: { seconds: 35, text: "35s" },
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

describe("the advice for a malformed value", () => {
  it.each<[string, unknown, string]>([
    ["requestTimeout", 35, 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "35", 'Write "35s" if seconds are meant.'],
    ["requestTimeout", "2Gi", 'Write it as a number and one unit, such as "35s".'],
    ["requestTimeout", "3601s", 'from "1s" to "3600s"'],
    ["memory", 2, 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "2G", 'Write "2Gi" if gibibytes are meant.'],
    ["memory", "35s", 'Write it as a number and one unit, such as "2Gi".'],
    ["cpu", "2", "Write 2 as a number, without quotes."],
    ["cpu", "500m", "Write 0.5 if thousandths are meant."],
    ["cpu", 3, "1, 2, 4, 6, 8 or a number from 0.08 to 0.999"],
    ["cpu", 0.3333, "1, 2, 4, 6, 8 or a number from 0.08 to 0.999"],
    ["port", "8_080", "Write 8080 as a number, without quotes."],
    ["port", 8080.5, "a whole number from 1 to 65535"],
    ["port", null, "Give it a value."],
    ["requestTimeout", null, "Give it a value or remove the key."],
    ["deletionProtection", "off", "Write false, without quotes."],
    ["deletionProtection", "constructor", "Write true or false, without quotes."],
    ["ingress", "internl", 'Write "internal".'],
    ["ingress", 1, "Write one of these."],
    ["image", "https://example.com/a:1", 'without "https://"'],
    ["scale", [], "Write a map here"],
    ["scale", null, "Write its keys below it."],
    ["uses", null, "or {} for a map without entries."],
    ["requires", "A", "Write a list here"],
    ["requires", { A: 1 }, "Write a list here"],
    ["health", "/health", "Write a map here"],
  ])("%s: %j is to the point", (key, value, advice) => {
    const problems = problemsAfter((file) => {
      file["holdfast:services"].auth[key] = value;
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^services\\.auth\\.${key}: `));
    expect(problems[0]).toContain(advice);
  });

  it.each<[unknown, string]>([
    [8080, 'Write "8080", in quotes.'],
    [true, 'Write "true", in quotes.'],
    ["", "a text of 1 to 32768 characters"],
    [null, "Give it a value."],
    [["a"], "Write a single value here."],
  ])("N13: an environment variable of %j is to the point", (value, advice) => {
    const problems = problemsAfter((file) => {
      file["holdfast:services"].auth.env.MODE = value;
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(advice);
  });

  it("names the range that a host address lies in", () => {
    const [problem] = problemsAfter((file) => {
      file["holdfast:network"].range = "10.20.3.7/20";
    });
    expect(problem).toContain('Write "10.20.0.0/20", the range in which that address lies.');
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
      'services.auth.ports: the unknown key "ports".',
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

describe("what may be secret", () => {
  it.each<[string, Change]>([
    [
      "under secrets",
      (file) => Object.assign(file, { "holdfast:secrets": { key: { generate: "hunter2" } } }),
    ],
    [
      "under a name that says so",
      (file) => Object.assign(file["holdfast:services"].auth.env, { DB_PASSWORD: 4321234 }),
    ],
    [
      "in the place of a secret's name",
      (file) => Object.assign(file["holdfast:services"].auth, { secrets: { K: "hunter2" } }),
    ],
    [
      "as a number in the place of a secret's name",
      (file) => Object.assign(file["holdfast:services"].auth, { secrets: { K: 4321234 } }),
    ],
    [
      "under a misspelt secrets",
      (file) => Object.assign(file["holdfast:services"].auth, { secrest: { K: 4321234 } }),
    ],
    [
      "in a URL",
      (file) =>
        Object.assign(file["holdfast:services"].auth, { port: "postgresql://a:hunter2@h/d" }),
    ],
  ])("is not shown %s", (_, change) => {
    const text = problemsAfter(change).join("\n");
    expect(text).toContain("(hidden)");
    expect(text).not.toMatch(/hunter2|4321234/);
  });

  it("is everything below a key that Pulumi keeps encrypted", () => {
    const problems = problemsAfter(
      (file) => {
        file["holdfast:services"].auth.port = "hunter2";
      },
      ["holdfast:services"],
    );
    expect(pathsOf(problems)).toEqual(["holdfast:services", "services.auth.port"]);
    expect(problems.join()).not.toContain("hunter2");
  });
});

/** Values that YAML files have come to hold by accident. */
const accident = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, "", "on", "35", 35, 0, -1, 1.5, Number.MAX_VALUE, true),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    { secure: "v1:a" },
    ["a"],
    "x".repeat(100_000),
    "\u0000\u202e",
  ),
  fc.string(),
  fc.json().map((text): unknown => JSON.parse(text)),
);
const oddKey = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "",
    "a.b",
    "b\u0430ckend",
  ),
  fc.constantFrom("image", "uses", "holdfast:services", "main-db", "auth", "value"),
  fc.string(),
);

/** One change somewhere in a file: which of its maps, which of its keys, and what is done there. */
const mutation = fc.record({
  map: fc.nat(),
  key: fc.nat(),
  does: fc.constantFrom("replace", "remove", "rename", "add"),
  value: accident,
  name: oddKey,
});

function mapsIn(value: unknown): Raw[] {
  return typeof value === "object" && value !== null
    ? [value as Raw, ...Object.values(value).flatMap(mapsIn)]
    : [];
}

function define(map: Raw, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(file: Raw, { map, key, does, value: shared, name }: Mutation): void {
  const value = structuredClone(shared);
  const maps = mapsIn(file);
  const target = maps[map % maps.length] ?? file;
  const keys = Object.keys(target);
  const chosen = keys[key % Math.max(keys.length, 1)];
  if (does === "add" || chosen === undefined) {
    define(target, name, value);
  } else if (does === "replace") {
    define(target, chosen, value);
  } else {
    const moved = target[chosen];
    delete target[chosen];
    if (does === "rename") {
      define(target, name, moved);
    }
  }
}

const mutatedFile = fc.array(mutation, { minLength: 1, maxLength: 4 }).map((mutations) => {
  const file = structuredClone(goodFile());
  for (const each of mutations) {
    mutate(file, each);
  }
  return JSON.parse(JSON.stringify(file)) as Raw;
});

describe("any stack file", () => {
  it("gives a configuration or problems in full sentences, and never fails otherwise", () => {
    fc.assert(
      fc.property(mutatedFile, (file) => {
        const result = parseStackFile(file, staging);
        if (result.ok) {
          expect(result.configuration.project).toEqual(expect.any(String));
          return;
        }
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { path, found, allowed, action } of result.problems) {
          expect(path).not.toBe("");
          expect(found.length).toBeLessThan(2000);
          expect(allowed).not.toBe("");
          expect(action).toMatch(/^[A-Z].*\.$/s);
          expect(`${path}${found}${action}`).not.toMatch(/undefined|\[object|NaN|[^\x20-\x7e]/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused exactly when its schema or a rule refuses it", () => {
    fc.assert(
      fc.property(mutatedFile, (file) => {
        const { ok } = parseStackFile(file, staging);
        fc.pre(Object.keys(file).every((key) => Object.hasOwn(stackFile.shape, key)));
        // The schema's own parse passes over such a key without a word.
        fc.pre(!JSON.stringify(file).includes("__proto__"));
        const parsed = stackFile.safeParse(file);
        const subject = { ...staging, secretKeys: new Set<string>() };
        const accepted =
          parsed.success &&
          rules.every((rule) => rule({ ...subject, file: parsed.data }).length === 0);
        expect(ok).toBe(accepted);
      }),
      { numRuns: 1000 },
    );
  });

  it("is read in time that grows with its size only", () => {
    const services = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `service-${index}`,
        { ...goodService(), prot: 1 },
      ]),
    );
    const start = performance.now();
    const problems = problemsOf({ ...goodFile(), "holdfast:services": services });
    expect(problems).toHaveLength(3000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("does not take a key for a property that every object has", () => {
    const file = goodFile();
    file["holdfast:services"].auth.env = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    const { services } = configurationOf(parseStackFile(file, staging));
    expect(Object.entries(services.auth?.env ?? {})).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });
});
