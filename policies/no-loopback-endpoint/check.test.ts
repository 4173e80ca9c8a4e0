import { describe, expect, it } from "vitest";
import { ExemptionRegister } from "../framework/exemption-register";
import { noReport } from "../framework/result-report";
import type { CaseResource } from "../testing/policy-case";
import { analyzeResource, analyzeStack } from "../testing/run-policies";
import { noLoopbackEndpointIn } from "./policy";
import type { PreviewEvidence } from "./preview-evidence";

const noEvidence: PreviewEvidence = { keep: () => {}, has: () => false };

/** What the engine shows of resources in a preview, in the order in which they come. */
async function messagesOf(...resources: readonly CaseResource[]): Promise<readonly string[]> {
  const policy = noLoopbackEndpointIn(() => ({ phase: "preview", evidence: noEvidence }));
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [policy.forPack("mandatory", runtime)];
  const answers = [];
  for (const resource of resources) {
    answers.push(await analyzeResource(policies, resource));
  }
  answers.push(await analyzeStack(policies, resources));
  const diagnostics = answers.flatMap((answer) => answer.diagnostics);
  expect(diagnostics.every(({ level }) => level === "mandatory")).toBe(true);
  return diagnostics.map(({ message }) => message);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const deployment = (container: object): CaseResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "api",
  props: {
    spec: { template: { spec: { containers: [{ name: "api", image: "api:1", ...container }] } } },
  },
});
const service = (container: object): CaseResource => ({
  type: "gcp:cloudrunv2/service:Service",
  name: "api",
  props: { template: { containers: [{ image: "api:1", ...container }] } },
});
const secret = (properties: object): CaseResource => ({
  type: "kubernetes:core/v1:Secret",
  name: "db",
  props: properties,
});
const configMap = (properties: object): CaseResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "settings",
  props: properties,
});

/** Each carrier: how a text under a name stands in it, and the property path that a message gives. */
const CARRIERS: readonly (readonly [string, (name: string, text: string) => CaseResource])[] = [
  ["a variable of a Deployment", (name, value) => deployment({ env: [{ name, value }] })],
  ["a variable of a Cloud Run service", (name, value) => service({ envs: [{ name, value }] })],
  [
    "an assignment in a command",
    (name, text) => deployment({ command: ["env", `${name}=${text}`, "app"] }),
  ],
  [
    "a flag in arguments",
    (name, text) => deployment({ args: [`--${name.toLowerCase().replaceAll("_", "-")}=${text}`] }),
  ],
  ["data of a ConfigMap", (name, text) => configMap({ data: { [name]: text } })],
  [
    "binaryData of a ConfigMap",
    (name, text) => configMap({ binaryData: { [name]: base64(text) } }),
  ],
  ["stringData of a Secret", (name, text) => secret({ stringData: { [name]: text } })],
  ["data of a Secret", (name, text) => secret({ data: { [name]: base64(text) } })],
  [
    "a Secret in a List",
    (name, text) => ({
      type: "kubernetes:core/v1:SecretList",
      name: "db",
      props: { items: [{ stringData: {} }, { stringData: { [name]: text } }] },
    }),
  ],
  [
    "a Patch of a Secret",
    (name, text) => ({
      type: "kubernetes:core/v1:SecretPatch",
      name: "db",
      props: { data: { [name]: base64(text) } },
    }),
  ],
  [
    "a version of Secret Manager",
    (name, secretData) => ({
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db",
      props: { secret: `projects/p/secrets/${name.toLowerCase()}`, secretData },
    }),
  ],
  [
    "a write-only version in base64",
    (name, text) => ({
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db",
      props: { secret: name, secretDataWo: base64(text), isSecretDataBase64: true },
    }),
  ],
  [
    "a regional version",
    (name, secretData) => ({
      type: "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion",
      name: "db",
      props: { secret: name, secretData },
    }),
  ],
  [
    ".env in a Secret",
    (name, text) => secret({ stringData: { ".env": `A=1\n${name}='${text}'\n` } }),
  ],
  [
    "YAML in a ConfigMap",
    (name, text) =>
      configMap({ data: { "app.yaml": `app:\n  ${name}: ${JSON.stringify(text)}\n` } }),
  ],
  [
    "JSON in a Secret in base64",
    (name, text) => secret({ data: { "app.json": base64(JSON.stringify({ [name]: text })) } }),
  ],
  [
    "INI in a ConfigMap",
    (name, text) => configMap({ data: { "app.ini": `[main]\n${name} = ${text}\n` } }),
  ],
  [
    "properties in a ConfigMap",
    (name, text) => configMap({ data: { "app.properties": `${name}=${text}\n` } }),
  ],
  [
    "JSON in a .env file in base64",
    (name, text) =>
      secret({ data: { ".env": base64(`CONFIG='${JSON.stringify({ [name]: text })}'`) } }),
  ],
  [
    "a file in a version of Secret Manager",
    (name, text) => ({
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db",
      props: { secret: "app-env", secretData: `A=1\n${name}="${text}"\n` },
    }),
  ],
];

/** Each form of the connection string of the incident. */
const FORMS: readonly (readonly [form: string, name: string, text: string])[] = [
  ["URL", "DATABASE_URL", "postgresql://aia:supersecret@localhost:5432/aia_production"],
  [
    "URL in upper case with a trailing dot",
    "DATABASE_URL",
    "postgresql://aia:supersecret@LOCALHOST.:5432/aia_production",
  ],
  ["URL with IPv6", "DATABASE_URL", "postgresql://aia:supersecret@[::1]:5432/aia_production"],
  [
    "URL with a hexadecimal address",
    "DATABASE_URL",
    "postgresql://aia:supersecret@0x7f000001:5432/aia_production",
  ],
  [
    "URL percent-encoded",
    "DATABASE_URL",
    "postgresql://aia:supersecret@%6cocalhost:5432/aia_production",
  ],
  [
    "URL with several hosts",
    "DATABASE_URL",
    "postgresql://aia:supersecret@db.example.com:5432,127.0.0.1:5432/aia_production",
  ],
  [
    "URL with a raw password",
    "DATABASE_URL",
    "postgresql://aia:supersecret/#?@localhost:5432/aia_production",
  ],
  [
    "SQLAlchemy",
    "DATABASE_URL",
    "postgresql+asyncpg://aia:supersecret@localhost:5432/aia_production",
  ],
  [
    "JDBC",
    "DATABASE_URL",
    "jdbc:postgresql://localhost:5432/aia_production?user=aia&password=supersecret",
  ],
  ["R2DBC", "DATABASE_URL", "r2dbc:postgresql://aia:supersecret@localhost:5432/aia_production"],
  [
    "libpq",
    "DATABASE_DSN",
    "host=localhost port=5432 dbname=aia_production user=aia password=supersecret",
  ],
  [
    "libpq address",
    "DATABASE_DSN",
    "hostaddr=127.0.0.1 port=5432 dbname=aia_production user=aia password=supersecret",
  ],
  ["Go", "DATABASE_DSN", "aia:supersecret@tcp(localhost:3306)/aia_production"],
  [
    "ADO.NET",
    "CONNECTION_STRING",
    "Server=localhost,1433;Database=aia_production;User Id=aia;Password=supersecret",
  ],
  ["StackExchange.Redis", "REDIS_CONNECTION", "localhost:6379,password=supersecret"],
  ["list", "KAFKA_BROKERS", "localhost:9092,127.0.0.1:9093"],
  ["host and port", "REDIS_ADDR", "0.0.0.0:6379"],
  ["host", "DB_HOST", "localhost"],
  ["decimal address", "DB_HOST", "2130706433"],
  ["short address", "PGHOSTADDR", "127.1"],
];

describe.each(CARRIERS)("in %s", (_carrier, write) => {
  it.each(FORMS)("refuses loopback as %s and shows no credential", async (_form, name, text) => {
    const messages = await messagesOf(write(name, text));
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message).toMatch(/"(?:localhost|127\.|0x7f|\[::1\]|0\.0\.0\.0|2130706433)[^"]*"/);
      expect(message).not.toMatch(/supersecret|aia|db\.example/);
    }
  });

  it.each(FORMS)("lets another host pass as %s", async (_form, name, text) => {
    const other = text
      .replace(
        /LOCALHOST\.|localhost|%6cocalhost|127\.0\.0\.1|127\.1|0\.0\.0\.0|0x7f000001|2130706433/g,
        "db.internal.example.com",
      )
      .replace("[::1]", "[2001:db8::1]");
    expect(await messagesOf(write(name, other))).toEqual([]);
  });
});
