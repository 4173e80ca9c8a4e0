import { describe, expect, it } from "vitest";
import { recordServices, variablesOf } from "../testing/services";
import { servicesOfStagingWith } from "../testing/staging";

const roleType = "gcp:projects/iAMMember:IAMMember";
const userType = "gcp:sql/user:User";

/** Staging with IAM in its database and in a second one, which backend uses as well. */
const withTwoDatabases = (uses: readonly string[] = ["main-db", "reports"]) =>
  servicesOfStagingWith((config) => {
    const databases = config["holdfast:postgres"];
    Object.assign(databases["main-db"], { authentication: "iam", users: {} });
    databases.reports = { ...databases["main-db"], name: "staging-reports" };
    const { backend, auth } = config["holdfast:services"];
    delete auth.uses["main-db"];
    delete backend.uses["main-db"];
    for (const target of uses) {
      const prefix = target.toUpperCase().replace("-", "_");
      backend.uses[target] = {
        pool: 1,
        variables: {
          url: `${prefix}_URL`,
          pool: `${prefix}_POOL`,
          overflow: `${prefix}_OVERFLOW`,
          connectTimeout: `${prefix}_TIMEOUT`,
        },
      };
    }
  });

const usersOf = (recording: Awaited<ReturnType<typeof recordServices>>) =>
  recording.all(userType).filter(({ inputs }) => inputs.type === "CLOUD_IAM_SERVICE_ACCOUNT");

describe("createLogins", () => {
  it("gives an account the role once, however many databases it logs in to", async () => {
    const recording = await recordServices(withTwoDatabases());
    expect(recording.one(roleType)).toMatchObject({
      name: "backend-logs-in",
      inputs: {
        project: "netra-staging",
        role: "roles/cloudsql.instanceUser",
        member: "serviceAccount:backend-run@netra-staging.iam.gserviceaccount.com",
      },
    });
    expect(usersOf(recording).map(({ name, inputs }) => [name, inputs.instance])).toEqual([
      ["backend-in-main-db", "staging-shared-postgres"],
      ["backend-in-reports", "staging-reports"],
    ]);
  });

  it("keeps the same binding when one of two databases is no longer used", async () => {
    const both = await recordServices(withTwoDatabases());
    const one = await recordServices(withTwoDatabases(["reports"]));
    expect(one.one(roleType)).toEqual(both.one(roleType));
    expect(usersOf(one).map(({ name }) => name)).toEqual(["backend-in-reports"]);
  });

  it("starts a service once its account may log in", async () => {
    const recording = await recordServices(withTwoDatabases());
    const service = recording.one("gcp:cloudrunv2/service:Service", "backend");
    expect(service.dependsOn).toEqual(
      expect.arrayContaining(["backend-logs-in", "backend-in-main-db", "backend-in-reports"]),
    );
    expect(variablesOf(recording, "backend").REPORTS_URL).toMatch(/^postgresql:\/\/backend-run%40/);
  });

  it("gives no role to an account that logs in nowhere", async () => {
    const recording = await recordServices(withTwoDatabases([]));
    expect(recording.all(roleType)).toEqual([]);
    expect(usersOf(recording)).toEqual([]);
  });

  it("can be planned before anything exists", async () => {
    const recording = await recordServices(withTwoDatabases(), { preview: true });
    expect(recording.all(roleType)).toHaveLength(1);
    expect(usersOf(recording)).toHaveLength(2);
  });
});
