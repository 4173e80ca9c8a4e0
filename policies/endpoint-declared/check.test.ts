import { describe, expect, it } from "vitest";
import {
  configMap,
  deployment,
  namespace,
  object,
  secret,
  service,
} from "../models/kubernetes/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { endpointDeclared } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(endpointDeclared, resources);

const told = (value: unknown, name = "DATABASE_URL") => deployment({ env: [{ name, value }] });
const at = 'Deployment "api": spec.template.spec.containers[0]';

describe("A6: a host of the cluster that does not exist", () => {
  const host = "aia-alloydb-primary.default.svc.cluster.local";

  it("A6: is refused in the ConfigMap of the incident", async () => {
    const settings = configMap("aia-config", { ALLOYDB_HOST: host });
    const api = deployment({ envFrom: [{ configMapRef: { name: "aia-config" } }] });
    expect(await messages(settings, api)).toEqual([
      `mandatory: ${at}.envFrom[0].configMapRef leads to Service "aia-alloydb-primary" in namespace "default" (by ConfigMap "aia-config"), which the program does not declare, so the name leads nowhere. Name a Service that is declared, best by its metadata.name, or declare it.`,
    ]);
  });

  it.each([
    ["a URL", { DATABASE_URL: `postgresql://aia:supersecret@${host}:5432/aia` }],
    ["JDBC", { DATABASE_URL: `jdbc:postgresql://${host}:5432/aia?password=supersecret` }],
    ["a DSN", { DATABASE_DSN: `host=${host} port=5432 password=supersecret` }],
    ["a host with a port beside it", { DB_HOST: host, DB_PORT: "5432" }],
    ["a file", { "app.yaml": `db:\n  url: postgresql://aia:supersecret@${host}:5432/aia\n` }],
  ])("A6: is refused in a Secret, as %s, in base64 too", async (_form, texts) => {
    const encoded = Object.entries(texts).map(([key, text]) => [
      key,
      Buffer.from(text).toString("base64"),
    ]);
    const api = deployment({ envFrom: [{ secretRef: { name: "db" } }] });
    for (const carrier of [
      secret("db", texts),
      object("core/v1:Secret", "db", { data: Object.fromEntries(encoded) }),
    ]) {
      for (const order of [
        [carrier, api],
        [api, carrier],
      ]) {
        const [found = "", ...others] = await messages(...order);
        expect(found).toContain('leads to Service "aia-alloydb-primary" in namespace "default"');
        expect(found).not.toContain("supersecret");
        expect(others).toEqual([]);
      }
    }
  });

  it("A6: passes once the Service is declared, with that port", async () => {
    const declared = object(
      "core/v1:Service",
      "aia-alloydb-primary",
      { spec: { ports: [{ port: 5432 }] } },
      { namespace: "default" },
    );
    expect(await messages(declared, told(`postgresql://${host}:5432/aia`))).toEqual([]);
    expect(await messages(declared, told(`postgresql://${host}:5433/aia`))).toEqual([
      `mandatory: ${at}.env[0].value leads to Service "aia-alloydb-primary" in namespace "default" at port 5433, which it does not have: it has port 5432. Use a port of the Service, or add this one.`,
    ]);
  });
});

it("A6: the port of pods is told from that of their Service", async () => {
  expect(await messages(service(), told("http://api.backend.svc:8000", "API_URL"))).toEqual([
    `mandatory: ${at}.env[0].value leads to Service "api" in namespace "backend" at port 8000, which it does not have: it has port 80. Port 8000 is that of its pods, to which port 80 of the Service leads. Use a port of the Service, or add this one.`,
  ]);
});

it("the nearest Service is named, and a word that is nearly none is not shown", async () => {
  const redis = service({}, "redis-master");
  expect(await messages(redis, told("redis://redis-mastr:80", "REDIS_URL"))).toEqual([
    `mandatory: ${at}.env[0].value leads to Service "redis-mastr" in namespace "backend", which the program does not declare, so the name leads nowhere. It has the Service "redis-master". Name a Service that is declared, best by its metadata.name, or declare it.`,
  ]);
  const [hidden = ""] = await messages(redis, told("redis://hunter22xyz:80", "REDIS_URL"));
  expect(hidden).toContain('leads to a Service in namespace "backend" by a short name');
  expect(hidden).not.toContain("hunter22xyz");
});

it("a namespace of others is shown as not evaluated", async () => {
  expect(
    await messages(namespace(), told("http://collector.telemetry.svc:4317", "OTLP_URL")),
  ).toEqual([
    `advisory: Not evaluated: ${at}.env[0].value leads to Service "collector" in namespace "telemetry", of which the program declares nothing, so others may keep it there. Check by hand that it is there, with that port, or declare it.`,
  ]);
});

it("what cannot be read is said once for each workload", async () => {
  const env = ["DATABASE_URL", "REDIS_HOST", "LOG_LEVEL"].map((name) => ({ name, value: UNKNOWN }));
  expect(await messages(deployment({ env }))).toEqual([
    `advisory: Not evaluated: ${at}.env[0].value gives "DATABASE_URL", "REDIS_HOST", each of which is known only after deployment, so it cannot be told whether the Services that they name are there. They are judged once they can be read.`,
  ]);
});
