import * as gcp from "@pulumi/gcp";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { promiseOf, record } from "../testing/recording";
import { iamUserName, PostgresIamUser } from "./postgres-iam-user";

const account = "backend-run@netra-staging.iam.gserviceaccount.com";
const create = (preview = false) =>
  record(
    () =>
      new PostgresIamUser("backend-in-main-db", {
        instanceName: "staging-shared-postgres",
        serviceAccount: account,
        roles: [
          new gcp.projects.IAMMember("backend-logs-in", {
            project: "netra-staging",
            role: "roles/cloudsql.instanceUser",
            member: `serviceAccount:${account}`,
          }),
        ],
      }),
    { preview },
  );

describe("PostgresIamUser", () => {
  it("makes the service account a user without a password", async () => {
    const recording = await create();
    expect(recording.one("gcp:sql/user:User").inputs).toEqual({
      instance: "staging-shared-postgres",
      type: "CLOUD_IAM_SERVICE_ACCOUNT",
      name: "backend-run@netra-staging.iam",
      deletionPolicy: "ABANDON",
    });
  });

  it("grants nothing itself", async () => {
    const recording = await create();
    expect(recording.counts()).toEqual({
      "holdfast:data:PostgresIamUser": 1,
      "gcp:projects/iAMMember:IAMMember": 1,
      "gcp:sql/user:User": 1,
    });
    expect(recording.one("gcp:projects/iAMMember:IAMMember").name).toBe("backend-logs-in");
  });

  it("can be planned before the role is granted", async () => {
    const recording = await create(true);
    expect(recording.one("gcp:sql/user:User").inputs.name).toBe("backend-run@netra-staging.iam");
  });

  it("tells the name by which PostgreSQL knows the account", async () => {
    const { result } = await create();
    expect(await promiseOf(result.userName)).toBe("backend-run@netra-staging.iam");
  });
});

describe("iamUserName", () => {
  it("leaves every name alone that is not a service account's", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        fc.pre(!address.endsWith(".gserviceaccount.com"));
        expect(iamUserName(address)).toBe(address);
      }),
    );
  });
});
