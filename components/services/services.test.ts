import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { Postgres } from "../data/postgres";
import { postgresInputs } from "../data/postgres-inputs";
import { Redis } from "../data/redis";
import { redisInputs } from "../data/redis-inputs";
import { mapEntries } from "../map-entries";
import { DeclaredSecrets } from "../secrets/declared-secrets";
import { authString, generatedPassword, serverCertificate } from "../testing/computed-outputs";
import { type Recording, record, revealed } from "../testing/recording";
import { stagingWith } from "../testing/staging";
import { Services } from "./services";

const serviceType = "gcp:cloudrunv2/service:Service";
const versionType = "gcp:secretmanager/secretVersion:SecretVersion";
const accessType = "gcp:secretmanager/secretIamMember:SecretIamMember";
const callType = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

const member = (service: string) =>
  `serviceAccount:${service}-run@netra-staging.iam.gserviceaccount.com`;

const create = (configuration: StackConfiguration = stagingWith(), preview = false) =>
  record(
    () => {
      const { project, region, services } = configuration;
      const place = { region, network: "net" };
      return new Services("services", {
        project,
        region,
        services,
        vpcAccess: { connector: "staging-connector", egress: "ALL_TRAFFIC" },
        startsAfter: [],
        databases: mapEntries(
          configuration.postgres,
          (database, name) => new Postgres(name, { ...postgresInputs(database), ...place }),
        ),
        caches: mapEntries(
          configuration.redis,
          (cache, name) => new Redis(name, { ...redisInputs(cache), ...place }),
        ),
        secrets: new DeclaredSecrets("secrets", { secrets: configuration.secrets }).references,
      });
    },
    { preview },
  );

interface Variable {
  readonly name: string;
  readonly value?: unknown;
  readonly valueSource?: { readonly secretKeyRef: { readonly secret: string } };
}

/** The variables of a service: values as they are, secrets as `secret:<id>`. */
function variablesOf(recording: Recording<unknown>, service: string): Record<string, unknown> {
  const template = recording.one(serviceType, service).inputs.template as {
    containers: [{ envs: Variable[] }];
  };
  return Object.fromEntries(
    template.containers[0].envs.map(({ name, value, valueSource }) => [
      name,
      valueSource ? `secret:${valueSource.secretKeyRef.secret}` : value,
    ]),
  );
}

/** What a secret of this id holds. */
function heldBy(recording: Recording<unknown>, id: string): unknown {
  return revealed(recording.one(versionType, `${id}-version`).inputs.secretData);
}

describe("Services", () => {
  it("tells a service of everything that it uses", async () => {
    const recording = await create();
    expect(variablesOf(recording, "backend")).toEqual({
      AUTH_URL: "https://auth-x7k2m4-uc.a.run.app",
      DATABASE_CONNECT_TIMEOUT: "35",
      DATABASE_MAX_OVERFLOW: "15",
      DATABASE_POOL_SIZE: "10",
      DATABASE_URL: "secret:main-db-netra-netra-url",
      ENVIRONMENT: "staging",
      REDIS_CA_CERTIFICATE: serverCertificate,
      REDIS_URL: "secret:sessions-url",
    });
  });

  it("hands the one connect timeout of a database to every service that uses it", async () => {
    const recording = await create(
      stagingWith((config) => {
        config["holdfast:postgres"]["main-db"].connectTimeout = "21s";
      }),
    );
    for (const service of ["backend", "auth"]) {
      expect(variablesOf(recording, service).DATABASE_CONNECT_TIMEOUT).toBe("21");
    }
  });

  it("builds connection strings from the database and the cache, and keeps each once", async () => {
    const recording = await create();
    expect(heldBy(recording, "main-db-netra-netra-url")).toBe(
      `postgresql://netra:${generatedPassword}@10.64.0.3:5432/netra?sslmode=require`,
    );
    expect(heldBy(recording, "sessions-url")).toBe(
      `rediss://:${encodeURIComponent(authString)}@10.64.1.4:6378/0`,
    );
    expect(recording.all(versionType)).toHaveLength(2);
    expect(recording.result.credentialIds).toEqual(["main-db-netra-netra-url", "sessions-url"]);
  });

  it("lets each service read the secrets that it names and no others", async () => {
    const recording = await create(
      stagingWith((config) => {
        delete config["holdfast:services"].auth.uses.sessions;
      }),
    );
    const bindings = recording
      .all(accessType)
      .map(({ inputs }) => [inputs.member, inputs.secretId]);
    expect(bindings).toEqual([
      [member("auth"), "main-db-netra-netra-url"],
      [member("backend"), "main-db-netra-netra-url"],
      [member("backend"), "sessions-url"],
    ]);
  });

  it("runs each service as an account of its own, without a role in the project", async () => {
    const recording = await create();
    const accounts = recording.all("gcp:serviceaccount/account:Account");
    expect(accounts.map(({ inputs }) => inputs.accountId)).toEqual(["auth-run", "backend-run"]);
    expect(recording.all("gcp:projects/iAMMember:IAMMember")).toEqual([]);
  });

  it("lets a service call what it uses, and creates it afterwards", async () => {
    const recording = await create();
    const call = recording.one(callType);
    expect(call.name).toBe("backend-calls-auth");
    expect(call.inputs).toEqual({
      name: "auth",
      location: "us-central1",
      role: "roles/run.invoker",
      member: member("backend"),
    });
    expect(recording.one(serviceType, "backend").dependsOn).toEqual(
      expect.arrayContaining(["backend-calls-auth", "auth"]),
    );
    expect(recording.one(serviceType, "auth").dependsOn).not.toContain("backend");
  });

  it("creates a service after the database and user that its connection string names", async () => {
    const recording = await create();
    expect(recording.one(versionType, "main-db-netra-netra-url-version").dependsOn).toEqual(
      expect.arrayContaining(["main-db", "main-db-database-netra", "main-db-user-netra"]),
    );
  });

  it("does not wait for a service that it can do without, but knows its address and may call it", async () => {
    const recording = await create(
      stagingWith((config) => {
        config["holdfast:services"].backend.uses.auth = { optional: true };
        config["holdfast:services"].auth.uses.backend = { optional: true };
      }),
    );
    expect(variablesOf(recording, "backend").AUTH_URL).toBe(
      "https://auth-123456789012.us-central1.run.app",
    );
    expect(variablesOf(recording, "auth").BACKEND_URL).toBe(
      "https://backend-123456789012.us-central1.run.app",
    );
    expect(recording.one(serviceType, "backend").dependsOn).not.toContain("auth");
    expect(recording.one(serviceType, "auth").dependsOn).not.toContain("backend");
    expect(recording.all(callType).map(({ name }) => name)).toEqual([
      "auth-calls-backend",
      "backend-calls-auth",
    ]);
  });

  it("logs in by IAM without any password in the connection string", async () => {
    const recording = await create(
      stagingWith((config) => {
        const database = config["holdfast:postgres"]["main-db"];
        database.authentication = "iam";
        delete database.users;
        for (const service of Object.values<{ uses: Record<string, { user?: string }> }>(
          config["holdfast:services"],
        )) {
          delete service.uses["main-db"]?.user;
        }
      }),
    );
    expect(variablesOf(recording, "backend").DATABASE_URL).toBe(
      "postgresql://backend-run%40netra-staging.iam@10.64.0.3:5432/netra?sslmode=require",
    );
    expect(recording.all("gcp:sql/user:User").map(({ inputs }) => inputs.name)).toEqual([
      "auth-run@netra-staging.iam",
      "backend-run@netra-staging.iam",
    ]);
    expect(recording.one(serviceType, "backend").dependsOn).toEqual(
      expect.arrayContaining(["backend-in-main-db", "backend-in-main-db-login"]),
    );
  });

  it("passes declared secrets on by their pinned version", async () => {
    const recording = await create(
      stagingWith((config) => {
        config["holdfast:secrets"] = { "signing-key": { generate: { length: 32 } } };
        config["holdfast:services"].auth.secrets = { JWT_SECRET: "signing-key" };
      }),
    );
    expect(variablesOf(recording, "auth").JWT_SECRET).toBe("secret:signing-key");
    expect(heldBy(recording, "signing-key")).toBe(generatedPassword);
    expect(recording.one(accessType, "auth-reads-signing-key").inputs.member).toBe(member("auth"));
  });

  it("tells each fact under the name that the stack file gives it", async () => {
    const recording = await create(
      stagingWith((config) => {
        const { uses } = config["holdfast:services"].auth;
        uses["main-db"].variables = {
          host: "PGHOST",
          port: "PGPORT",
          database: "PGDATABASE",
          user: "PGUSER",
          password: "PGPASSWORD",
          certificateAuthority: "PGSSLROOTCERT",
        };
        uses.sessions.variables = {
          host: "REDIS_HOST",
          port: "REDIS_PORT",
          password: "REDIS_PASSWORD",
        };
      }),
    );
    expect(variablesOf(recording, "auth")).toMatchObject({
      PGHOST: "10.64.0.3",
      PGPORT: "5432",
      PGDATABASE: "netra",
      PGUSER: "netra",
      PGPASSWORD: "secret:main-db-netra-password",
      PGSSLROOTCERT: serverCertificate,
      REDIS_HOST: "10.64.1.4",
      REDIS_PORT: "6378",
      REDIS_PASSWORD: "secret:sessions-password",
    });
    expect(heldBy(recording, "main-db-netra-password")).toBe(generatedPassword);
    expect(heldBy(recording, "sessions-password")).toBe(authString);
  });

  it("puts no credential into a variable in clear", async () => {
    const recording = await create();
    const clear = JSON.stringify(recording.all(serviceType));
    expect(clear).not.toContain(generatedPassword);
    expect(clear).not.toContain(authString);
    expect(clear).not.toContain("postgresql://");
  });

  it("can be planned before anything exists", async () => {
    const recording = await create(stagingWith(), true);
    expect(recording.all(serviceType)).toHaveLength(2);
    expect(recording.all(accessType)).toHaveLength(4);
  });
});
