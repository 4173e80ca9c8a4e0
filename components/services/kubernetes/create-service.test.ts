import { describe, expect, it } from "vitest";
import { aiaWith } from "../../testing/aia";
import { authString, generatedPassword, serverCertificate } from "../../testing/computed-outputs";
import { type Recording, revealed } from "../../testing/recording";
import { recordServices } from "../../testing/services";
import type { StackFileData } from "../../testing/stack-file";
import type { Services } from "../services";

const deploymentType = "kubernetes:apps/v1:Deployment";
const databaseUrl = `postgresql://aia:${generatedPassword}@10.64.0.3:5432/aia?sslmode=require`;
const cacheUrl = `rediss://:${encodeURIComponent(authString)}@10.64.1.4:6378/0`;

/** Three services, of which `api` uses a database, a cache and both of the others, one of them if it is there. */
function services(change: (file: StackFileData) => void = () => {}) {
  return aiaWith((file) => {
    for (const key of ["edge", "observability", "verify"]) {
      delete file[`holdfast:${key}`];
    }
    file["holdfast:postgres"] = {
      "main-db": {
        version: "POSTGRES_16",
        edition: "ENTERPRISE",
        tier: "db-custom-4-15360",
        maxConnections: 500,
        connectTimeout: "10s",
        databases: { aia: {} },
        users: { aia: {} },
      },
    };
    file["holdfast:redis"] = { sessions: { version: "REDIS_7_2", memory: "1Gi" } };
    file["holdfast:secrets"] = { "api-key": { generate: {} } };
    const { api, "agent-executor": executor, economic } = file["holdfast:services"];
    file["holdfast:services"] = { api, executor, economic };
    Object.assign(executor, { uses: {} });
    Object.assign(economic, { uses: {} });
    Object.assign(api, {
      env: { LOG_LEVEL: "info" },
      secrets: { API_KEY: "api-key" },
      uses: {
        "main-db": { pool: 5 },
        sessions: {},
        executor: {},
        economic: { optional: true },
      },
    });
    change(file);
  });
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into recorded inputs.
type Inputs = any;

const inputsOf = (recording: Recording<Services>, type: string, name: string): Inputs =>
  recording.one(type, name).inputs;
const podOf = (recording: Recording<Services>, name: string): Inputs =>
  inputsOf(recording, deploymentType, name).spec.template.spec;
const secretsOf = (recording: Recording<Services>, name: string): Inputs =>
  revealed(inputsOf(recording, "kubernetes:core/v1:Secret", name).stringData);

describe("a service on GKE", () => {
  it("P2: is told of everything that it uses, by the same variables as on Cloud Run", async () => {
    const recording = await recordServices(services());
    const { data } = inputsOf(recording, "kubernetes:core/v1:ConfigMap", "api");
    expect(data).toMatchObject({
      LOG_LEVEL: "info",
      DATABASE_POOL_SIZE: "5",
      DATABASE_MAX_OVERFLOW: "0",
      DATABASE_CONNECT_TIMEOUT: "10",
      REDIS_CA_CERTIFICATE: serverCertificate,
      EXECUTOR_URL: "http://executor.aia-backend.svc.cluster.local:8001",
      ECONOMIC_URL: "http://economic.aia-backend.svc.cluster.local:8002",
    });
    expect(secretsOf(recording, "api")).toMatchObject({
      API_KEY: generatedPassword,
      DATABASE_URL: databaseUrl,
      REDIS_URL: cacheUrl,
    });
    const named = podOf(recording, "api").containers[0].env.map(({ name }: Inputs) => name);
    expect(named).toEqual([
      "PORT",
      "API_KEY",
      "DATABASE_CONNECT_TIMEOUT",
      "DATABASE_MAX_OVERFLOW",
      "DATABASE_POOL_SIZE",
      "DATABASE_URL",
      "ECONOMIC_URL",
      "EXECUTOR_URL",
      "LOG_LEVEL",
      "REDIS_CA_CERTIFICATE",
      "REDIS_URL",
    ]);
  });

  it("A7: has its credentials in the cluster alone, and nowhere in clear", async () => {
    const recording = await recordServices(services());
    expect(recording.all("gcp:secretmanager/secret:Secret").map(({ name }) => name)).toEqual([
      "api-key",
    ]);
    const readable = recording.resources.filter(
      ({ type }) => type.startsWith("kubernetes:") && type !== "kubernetes:core/v1:Secret",
    );
    for (const value of [generatedPassword, authString]) {
      expect(JSON.stringify(readable)).not.toContain(value);
    }
  });

  it("P3: comes after the pods of what it needs, and not after what it can do without", async () => {
    const recording = await recordServices(services());
    const before = recording.one(deploymentType, "api").dependsOn;
    expect(before).toContain("executor");
    expect(before).not.toContain("economic");
  });

  it("comes after its namespace with all its parts, and after the workload pool that vouches for it", async () => {
    const recording = await recordServices(services());
    const parts = recording.resources.filter(({ parent }) => parent === "api");
    expect(parts.map(({ type }) => type)).toContain("gcp:serviceaccount/iAMMember:IAMMember");
    for (const { dependsOn } of parts) {
      expect(dependsOn).toContain("namespaces");
    }
  });

  it("A10: starts after the network policies, through which it checks what it uses", async () => {
    const recording = await recordServices(services());
    expect(recording.one(deploymentType, "api").dependsOn).toContain("policies");
  });

  it("needs no invoker and no project number", async () => {
    const recording = await recordServices(services());
    expect(recording.all("gcp:cloudrunv2/serviceIamMember:ServiceIamMember")).toEqual([]);
    expect(recording.result.credentialIds).toEqual([]);
  });

  it("gets new names for its variables when their declaration changes, and keeps them otherwise", async () => {
    const nameAfter = async (change?: (file: StackFileData) => void) =>
      inputsOf(await recordServices(services(change)), "kubernetes:core/v1:ConfigMap", "api")
        .metadata.name;
    const before = await nameAfter();
    expect(before).toMatch(/^api-[0-9a-f]{8}$/);
    expect(
      await nameAfter((file) => {
        file["holdfast:services"].api.image += ".1";
        file["holdfast:secrets"]["api-key"].generate.length = 48;
      }),
    ).toBe(before);
    expect(
      await nameAfter((file) => {
        file["holdfast:services"].api.env.LOG_LEVEL = "debug";
      }),
    ).not.toBe(before);
  });

  it("knows in a preview where its variables come from", async () => {
    const recording = await recordServices(services(), { preview: true });
    const { env } = podOf(recording, "api").containers[0];
    const { metadata } = inputsOf(recording, "kubernetes:core/v1:Secret", "api");
    expect(env).toContainEqual({
      name: "DATABASE_URL",
      valueFrom: { secretKeyRef: { name: metadata.name, key: "DATABASE_URL" } },
    });
  });
});

describe("A11: what a service on GKE reaches before it starts", () => {
  it("is all that it needs, and not what it can do without", async () => {
    const { initContainers } = podOf(await recordServices(services()), "api");
    expect(initContainers.map(({ name }: Inputs) => name)).toEqual([
      "reach-main-db",
      "reach-sessions",
      "reach-executor",
    ]);
    const optional = services((file) => {
      for (const use of Object.values<Inputs>(file["holdfast:services"].api.uses)) {
        use.optional = true;
      }
    });
    expect(podOf(await recordServices(optional), "api").initContainers).toEqual([]);
  });

  it("is reached with the service's own credentials, which stand in no argument", async () => {
    const recording = await recordServices(services());
    expect(secretsOf(recording, "api")).toMatchObject({
      "main-db.PGPASSWORD": generatedPassword,
      "sessions.REDISCLI_AUTH": authString,
    });
    const { data } = inputsOf(recording, "kubernetes:core/v1:ConfigMap", "api");
    expect(data).toMatchObject({
      "main-db.PGHOST": "10.64.0.3",
      "main-db.PGPORT": "5432",
      "main-db.PGDATABASE": "aia",
      "main-db.PGUSER": "aia",
      "main-db.PGSSLMODE": "require",
      "main-db.PGCONNECT_TIMEOUT": "10",
      "sessions.HOST": "10.64.1.4",
      "sessions.PORT": "6378",
      "sessions.CA_CERTIFICATE": serverCertificate,
      "executor.URL": "http://executor.aia-backend.svc.cluster.local:8001/health",
    });
    const [database] = podOf(recording, "api").initContainers;
    expect(database.env).toContainEqual({
      name: "PGPASSWORD",
      valueFrom: { secretKeyRef: { name: expect.any(String), key: "main-db.PGPASSWORD" } },
    });
    expect(database.env).toContainEqual({ name: "WITHIN_SECONDS", value: "60" });
  });

  it("is reached as the service's account where that logs in itself", async () => {
    const recording = await recordServices(
      services((file) => {
        file["holdfast:postgres"]["main-db"].authentication = "iam";
        file["holdfast:postgres"]["main-db"].users = {};
      }),
    );
    const [database] = podOf(recording, "api").initContainers;
    expect(database.env.map(({ name }: Inputs) => name)).not.toContain("PGPASSWORD");
    expect(database.command[2]).toContain("Metadata-Flavor: Google");
  });

  it("A17: is reached by containers that may do nothing else", async () => {
    const { initContainers } = podOf(await recordServices(services()), "api");
    for (const container of initContainers) {
      expect(container).toMatchObject({
        imagePullPolicy: "IfNotPresent",
        image: expect.stringMatching(/^docker\.io\/library\/[a-z]+:[0-9.]+/),
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65_534,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { memory: "64Mi" }, limits: { memory: "64Mi" } },
        terminationMessagePolicy: "FallbackToLogsOnError",
      });
    }
  });
});
