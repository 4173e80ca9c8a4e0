import { describe, expect, it } from "vitest";
import { authString, generatedPassword, serverCertificate } from "../testing/computed-outputs";
import { heldBy, recordServices, variablesOf } from "../testing/services";
import { servicesOfStagingWith, stagingWith } from "../testing/staging";
import { environment } from "./cloud-run/environment";

const accessType = "gcp:secretmanager/secretIamMember:SecretIamMember";
const versionType = "gcp:secretmanager/secretVersion:SecretVersion";

describe("environment", () => {
  it("lists variables in the order of their names, whatever they hold", () => {
    const secrets = { B: { id: "b", secretId: "b", version: "3" } };
    expect(environment({ C: "c", A: "a" }, secrets)).toEqual([
      { name: "A", value: "a" },
      { name: "B", valueSource: { secretKeyRef: { secret: "b", version: "3" } } },
      { name: "C", value: "c" },
    ]);
  });
});

describe("the environment of a service", () => {
  it("tells a service of everything that it uses (P2)", async () => {
    const recording = await recordServices();
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

  it("gives every consumer of a cache its password, inside the URL that it connects by (A15)", async () => {
    const recording = await recordServices();
    for (const service of ["backend", "auth"]) {
      expect(variablesOf(recording, service).REDIS_URL).toBe("secret:sessions-url");
    }
    expect(heldBy(recording, "sessions-url")).toContain(encodeURIComponent(authString));
  });

  it("hands the one connect timeout of a database to every service that uses it (N5)", async () => {
    const recording = await recordServices(
      stagingWith((config) => {
        config["holdfast:postgres"]["main-db"].connectTimeout = "21s";
      }),
    );
    for (const service of ["backend", "auth"]) {
      expect(variablesOf(recording, service).DATABASE_CONNECT_TIMEOUT).toBe("21");
    }
  });

  it("builds connection strings from the database and the cache, and keeps each once", async () => {
    const recording = await recordServices();
    expect(heldBy(recording, "main-db-netra-netra-url")).toBe(
      `postgresql://netra:${generatedPassword}@10.64.0.3:5432/netra?sslmode=require`,
    );
    expect(heldBy(recording, "sessions-url")).toBe(
      `rediss://:${encodeURIComponent(authString)}@10.64.1.4:6378/0`,
    );
    const kept = recording.all(versionType).map(({ name }) => name);
    expect(kept.filter((name) => name.includes("-url"))).toEqual([
      "main-db-netra-netra-url-version",
      "sessions-url-version",
    ]);
    expect(recording.result.credentialIds).toEqual(["main-db-netra-netra-url", "sessions-url"]);
  });

  it("passes declared secrets on by their pinned version", async () => {
    const recording = await recordServices(
      servicesOfStagingWith((config) => {
        config["holdfast:secrets"] = { "signing-key": { generate: { length: 32 } } };
        config["holdfast:services"].auth.secrets = { JWT_SECRET: "signing-key" };
      }),
    );
    expect(variablesOf(recording, "auth").JWT_SECRET).toBe("secret:signing-key");
    expect(heldBy(recording, "signing-key")).toBe(generatedPassword);
    expect(recording.one(accessType, "auth-reads-signing-key").inputs.member).toBe(
      "serviceAccount:auth-run@netra-staging.iam.gserviceaccount.com",
    );
  });

  it("tells each fact under the name that the stack file gives it", async () => {
    const recording = await recordServices(
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

  it("P2: hands an address on in the form of each driver, each kept once", async () => {
    const recording = await recordServices(
      stagingWith((config) => {
        const { auth, backend } = config["holdfast:services"];
        Object.assign(auth.uses["main-db"], {
          urlForm: "postgresql+asyncpg",
          variables: { tls: "PGSSLMODE" },
        });
        Object.assign(backend.uses["main-db"], {
          urlForm: "node-postgres",
          variables: { tls: "PGSSLMODE" },
        });
        auth.uses.sessions = { databaseNumber: 1, variables: { tls: "TLS", database: "DB" } };
      }),
    );
    expect(variablesOf(recording, "auth")).toMatchObject({
      DATABASE_URL: "secret:main-db-netra-netra-url-postgresql-asyncpg",
      PGSSLMODE: "require",
      REDIS_URL: "secret:sessions-url-1",
      TLS: "true",
      DB: "1",
    });
    expect(variablesOf(recording, "backend")).toMatchObject({
      DATABASE_URL: "secret:main-db-netra-netra-url-node-postgres",
      PGSSLMODE: "no-verify",
      REDIS_URL: "secret:sessions-url",
    });
    expect(heldBy(recording, "main-db-netra-netra-url-postgresql-asyncpg")).toBe(
      `postgresql+asyncpg://netra:${generatedPassword}@10.64.0.3:5432/netra?ssl=require`,
    );
    expect(heldBy(recording, "sessions-url-1")).toMatch(/:6378\/1$/);
    const clear = JSON.stringify(recording.all("gcp:cloudrunv2/service:Service"));
    expect(clear).not.toContain(generatedPassword);
  });

  it("logs in by IAM without any password in the connection string", async () => {
    const recording = await recordServices(
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
    expect(recording.one("gcp:cloudrunv2/service:Service", "backend").dependsOn).toEqual(
      expect.arrayContaining(["backend-in-main-db", "backend-logs-in"]),
    );
  });

  it("puts no credential into a variable in clear", async () => {
    const recording = await recordServices();
    const clear = JSON.stringify(recording.all("gcp:cloudrunv2/service:Service"));
    expect(clear).not.toContain(generatedPassword);
    expect(clear).not.toContain(authString);
    expect(clear).not.toContain("postgresql://");
  });
});
