import { describe, expect, it } from "vitest";
import { recordServices, variablesOf } from "../testing/services";
import { servicesOfStagingWith, stagingWith } from "../testing/staging";

const serviceType = "gcp:cloudrunv2/service:Service";
const versionType = "gcp:secretmanager/secretVersion:SecretVersion";
const accessType = "gcp:secretmanager/secretIamMember:SecretIamMember";
const callType = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

const member = (service: string) =>
  `serviceAccount:${service}-run@netra-staging.iam.gserviceaccount.com`;

describe("Services", () => {
  it("lets each service read the secrets that it names and no others", async () => {
    const recording = await recordServices(
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

  it("runs each service as an account of its own, without a role in the project (N12)", async () => {
    const recording = await recordServices();
    const accounts = recording.all("gcp:serviceaccount/account:Account");
    expect(accounts.map(({ inputs }) => inputs.accountId)).toEqual(["auth-run", "backend-run"]);
    expect(recording.all("gcp:projects/iAMMember:IAMMember")).toEqual([]);
  });

  it("gives every service the CPU and memory that it declares, and more CPU for its start (N14, A16)", async () => {
    const recording = await recordServices();
    const resources = recording
      .all(serviceType)
      .map(({ name, inputs }) => [
        name,
        (inputs.template as { containers: [{ resources: unknown }] }).containers[0].resources,
      ]);
    expect(resources).toEqual([
      ["auth", { limits: { cpu: "1", memory: "1Gi" }, cpuIdle: true, startupCpuBoost: true }],
      ["backend", { limits: { cpu: "2", memory: "2Gi" }, cpuIdle: true, startupCpuBoost: true }],
    ]);
  });

  it("probes every service for its start and its life (A8)", async () => {
    const recording = await recordServices();
    for (const { inputs } of recording.all(serviceType)) {
      expect(inputs.template).toMatchObject({
        containers: [
          {
            startupProbe: { httpGet: { path: "/health" } },
            livenessProbe: { httpGet: { path: "/health" } },
          },
        ],
      });
    }
  });

  it("lets a service call what it uses, and creates it afterwards", async () => {
    const recording = await recordServices();
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
    const recording = await recordServices();
    expect(recording.one(versionType, "main-db-netra-netra-url-version").dependsOn).toEqual(
      expect.arrayContaining(["main-db", "main-db-database-netra", "main-db-user-netra"]),
    );
  });

  it("does not wait for a service that it can do without, but knows its address and may call it", async () => {
    const recording = await recordServices(
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

  it("sets a variable that has the name of a property of every object", async () => {
    const recording = await recordServices(
      stagingWith((config) => {
        config["holdfast:services"].auth.env = JSON.parse('{"__proto__": "a", "constructor": "b"}');
      }),
    );
    expect(Object.entries(variablesOf(recording, "auth"))).toEqual(
      expect.arrayContaining([
        ["__proto__", "a"],
        ["constructor", "b"],
      ]),
    );
  });

  it("lets a transform of each kind of child have the last word", async () => {
    const configuration = stagingWith((config) => {
      Object.assign(config["holdfast:postgres"]["main-db"], { authentication: "iam", users: {} });
      const { auth, backend } = config["holdfast:services"];
      for (const { uses } of [auth, backend]) {
        delete uses["main-db"].user;
      }
      auth.uses.backend = { optional: true };
    });
    const recording = await recordServices(configuration, {
      transform: {
        service: { service: { description: "transformed" } },
        identity: { account: { description: "transformed" } },
        credential: { secret: { labels: { transformed: "yes" } } },
        call: ({ name, args }) =>
          name === "backend-calls-auth" ? { args: { ...args, project: "transformed" } } : {},
        projectNumber: { labels: { transformed: "yes" } },
        loginRole: { project: "transformed" },
      },
    });
    const inputsOf = (type: string, name: string) => recording.one(type, name).inputs;
    const secretType = "gcp:secretmanager/secret:Secret";
    expect(inputsOf(serviceType, "auth").description).toBe("transformed");
    expect(inputsOf("gcp:serviceaccount/account:Account", "auth-run").description).toBe(
      "transformed",
    );
    expect(inputsOf(secretType, "sessions-url").labels).toEqual({ transformed: "yes" });
    expect(inputsOf(callType, "backend-calls-auth").project).toBe("transformed");
    expect(inputsOf(callType, "auth-calls-backend")).not.toHaveProperty("project");
    expect(inputsOf(secretType, "services-project-number").labels).toEqual({ transformed: "yes" });
    expect(inputsOf("gcp:projects/iAMMember:IAMMember", "auth-logs-in").project).toBe(
      "transformed",
    );
  });

  it("runs each service on its own platform, with the credentials where that platform has them", async () => {
    const recording = await recordServices(
      servicesOfStagingWith((config) => {
        config["holdfast:gke"] = { podRange: "10.32.0.0/16", serviceRange: "10.48.0.0/20" };
        delete config["holdfast:services"].backend.uses.auth;
        config["holdfast:services"].auth.platform = "gke";
      }),
    );
    expect(recording.all(serviceType).map(({ name }) => name)).toEqual(["backend"]);
    const deployments = recording.all("kubernetes:apps/v1:Deployment");
    expect(deployments.map(({ name }) => name)).toEqual(["auth"]);
    expect(recording.all(accessType).map(({ inputs }) => inputs.member)).toEqual([
      member("backend"),
      member("backend"),
    ]);
    const names = recording
      .all("gcp:serviceaccount/account:Account")
      .map(({ inputs }) => inputs.displayName);
    expect(names).toEqual(["GKE service auth", "Cloud Run service backend"]);
  });

  it("asks for no secret to tell hashes apart where nothing runs on GKE", async () => {
    const recording = await recordServices();
    const passwords = recording.all("random:index/randomPassword:RandomPassword");
    expect(passwords.map(({ name }) => name)).not.toContain("services-hash-key");
  });

  it("can be planned before anything exists", async () => {
    const recording = await recordServices(stagingWith(), { preview: true });
    expect(recording.all(serviceType)).toHaveLength(2);
    expect(recording.all(accessType)).toHaveLength(4);
  });
});
