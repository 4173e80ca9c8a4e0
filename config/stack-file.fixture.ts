import { parseStackFile } from "./parse";
import type { Problem } from "./problem";
import type { Rule } from "./rules/rule";
import { stackFile } from "./schema/stack-file";

/** A value of a stack file as JSON has it, open to be changed in a test. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into it and spoil it in ways that no type allows.
export type Raw = Record<string, any>;

/** A small stack file without a fault, in the form in which Pulumi hands it over. */
export function goodFile(): Raw {
  return {
    "gcp:project": "netra-staging",
    "gcp:region": "us-central1",
    "holdfast:network": {
      range: "10.20.0.0/20",
      privateServicesRange: "10.64.0.0/16",
      egress: "all-traffic",
      connector: {
        range: "10.20.16.0/28",
        machineType: "e2-standard-4",
        minInstances: 2,
        maxInstances: 10,
      },
    },
    "holdfast:registry": { repository: "netra" },
    "holdfast:postgres": {
      "main-db": {
        version: "POSTGRES_16",
        edition: "ENTERPRISE",
        tier: "db-custom-4-15360",
        maxConnections: 500,
        connectTimeout: "35s",
        databases: { netra: {} },
        users: { netra: {} },
      },
    },
    "holdfast:redis": { sessions: { version: "REDIS_7_2", memory: "2Gi" } },
    "holdfast:secrets": { "signing-key": { generate: {} } },
    "holdfast:services": {
      backend: {
        ...goodService(),
        uses: { "main-db": { pool: 10, overflow: 15 }, sessions: {}, auth: {} },
        secrets: { SIGNING_KEY: "signing-key" },
        requires: ["DATABASE_URL"],
      },
      auth: goodService(),
    },
  };
}

/** Adds a database and a cache of each type that the good file does not have. */
export function addStores(file: Raw): void {
  Object.assign(file["holdfast:postgres"], {
    alloy: {
      type: "alloydb",
      version: "POSTGRES_16",
      machineType: "n2-highmem-4",
      maxConnections: 500,
      preparation: { image: "postgres:16.6-alpine" },
      databases: { aia: {} },
      users: { aia: {} },
    },
    timescale: {
      type: "in-cluster",
      image: "timescale/timescaledb:2.17.2-pg16",
      runAsUser: 70,
      maxConnections: 100,
      databases: { metrics: {} },
      users: { aia: {} },
    },
  });
  Object.assign(file["holdfast:redis"], {
    local: { type: "in-cluster", image: "redis:7.4.1-alpine" },
  });
}

/** A service without a fault that uses nothing. */
export function goodService(): Raw {
  return {
    image: "us-central1-docker.pkg.dev/netra-staging/netra/auth:1.4.0",
    port: 8080,
    cpu: 1,
    memory: "1Gi",
    scale: { min: 1, max: 4 },
    startup: { path: "/health", within: "120s" },
    health: { path: "/health" },
    env: { ENVIRONMENT: "staging" },
  };
}

/** A cluster without a fault. */
export function goodGke(): Raw {
  return { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" };
}

/** Moves every service of the good file to GKE. */
export function moveToGke(file: Raw): void {
  for (const key of ["egress", "connector"]) {
    delete file["holdfast:network"][key];
  }
  file["holdfast:platform"] = "gke";
  file["holdfast:gke"] = goodGke();
}

/** An edge without a fault, for the services of the good file. */
export function goodEdge(): Raw {
  return {
    certificate: { domain: "example.com" },
    hosts: {
      "app.example.com": { service: "backend", routes: { "/auth": "auth" } },
      "api.example.com": { service: "backend", routes: { "/ws": "backend", "/auth": "auth" } },
    },
    rateLimit: { requests: 600 },
  };
}

/** A change to a good file. */
export type Change = (file: Raw) => void;

/** What `rule` says of the good file after `change`, which must leave every single value well-formed. */
export function judge(
  rule: Rule,
  change: Change,
  facts: { stack?: string; secretKeys?: readonly string[] } = {},
): Problem[] {
  const raw = goodFile();
  change(raw);
  const secretKeys = new Set(facts.secretKeys);
  return rule({ file: stackFile.parse(raw), stack: facts.stack ?? "staging", secretKeys });
}

/** The problems of the good file after a change, each as `path: the rest`. */
export function problemsAfter(change: Change, secretKeys: readonly string[] = []): string[] {
  const raw = goodFile();
  change(raw);
  return problemsOf(raw, secretKeys);
}

/** The problems of a file, each as `path: the rest`. */
export function problemsOf(raw: Raw, secretKeys: readonly string[] = []): string[] {
  const result = parseStackFile(raw, { stack: "staging", secretKeys: new Set(secretKeys) });
  const problems = result.ok ? [] : result.problems;
  return problems.map(
    ({ path, found, allowed, action }) => `${path}: ${found}. ${allowed}. ${action}`,
  );
}

/** The paths of problems in that form. */
export function pathsOf(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, problem.indexOf(": ")));
}
