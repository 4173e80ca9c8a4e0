import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGrants } from "../models/iam/grants";
import { arbitraryData } from "../testing/arbitrary-data";
import { judgeResources } from "../testing/judge-resources";
import { UNKNOWN } from "../testing/policy-case";
import { judgeGrant } from "./check-grants";
import { BEFORE_THE_END } from "./origin";
import { leastPrivilegePolicy } from "./policy";

const PROJECT_MEMBER = "gcp:projects/iAMMember:IAMMember";
const INVOKER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

const judge = (resources: Parameters<typeof judgeResources>[1]) =>
  judgeResources(leastPrivilegePolicy(), resources);
const one = async (type: string, props: object) => (await judge([{ type, props }])).early;

describe("N12: basic roles", () => {
  it("N12: are refused with what they allow and what to give instead", async () => {
    expect(
      await one(PROJECT_MEMBER, { role: "roles/editor", member: "user:a@example.com" }),
    ).toEqual([
      'gcp.projects.IAMMember "it": role is the basic role "roles/editor", whose members can change nearly everything in the project. Give the roles for what they do, such as "roles/run.developer".',
    ]);
  });

  it.each([
    [PROJECT_MEMBER, { role: "roles/owner", member: "group:a@example.com" }],
    [PROJECT_MEMBER, { role: "roles/viewer", member: "group:a@example.com" }],
    ["gcp:folder/iAMMember:IAMMember", { role: "roles/editor", member: "user:a@example.com" }],
    ["gcp:organizations/iAMBinding:IAMBinding", { role: "roles/owner", members: ["user:a@b.c"] }],
    [
      "gcp:bigquery/datasetIamMember:DatasetIamMember",
      { role: "roles/editor", member: "user:a@b.c" },
    ],
    [
      "gcp:projects/iAMPolicy:IAMPolicy",
      {
        policyData: JSON.stringify({
          bindings: [{ role: "roles/owner", members: ["user:a@example.com"] }],
        }),
      },
    ],
    [
      PROJECT_MEMBER,
      {
        role: "roles/editor",
        member: "serviceAccount:service-1@containerregistry.iam.gserviceaccount.com",
      },
    ],
  ])("N12: are refused wherever they are given: %s %j", async (type, props) => {
    expect(await one(type, props)).toHaveLength(1);
  });

  it.each([
    [
      PROJECT_MEMBER,
      { role: "roles/editor", member: "serviceAccount:1@cloudservices.gserviceaccount.com" },
    ],
    [PROJECT_MEMBER, { role: "projects/shop/roles/editor", member: "user:a@example.com" }],
    [
      PROJECT_MEMBER,
      { role: "roles/cloudsql.editor", member: "serviceAccount:a@b.iam.gserviceaccount.com" },
    ],
    ["gcp:projects/iAMBinding:IAMBinding", { role: "roles/owner", members: [] }],
    [
      "gcp:storage/bucketIAMMember:BucketIAMMember",
      { role: "roles/storage.legacyBucketReader", member: "group:a@b.c" },
    ],
    ["gcp:projects/iAMPolicy:IAMPolicy", { policyData: "no JSON" }],
  ])("are no false alarm: %s %j", async (type, props) => {
    expect(await one(type, props)).toEqual([]);
  });
});

describe("N12: roles that reach further than one workload", () => {
  const account = "serviceAccount:api@shop.iam.gserviceaccount.com";
  const condition = { title: "one", expression: "resource.name == 'x'" };
  it.each([
    [PROJECT_MEMBER, { role: "roles/iam.serviceAccountUser", member: account }],
    [
      "gcp:folder/iAMMember:IAMMember",
      { role: "roles/iam.serviceAccountTokenCreator", member: "user:a@b.c" },
    ],
    [PROJECT_MEMBER, { role: "roles/resourcemanager.projectIamAdmin", member: account }],
    [
      PROJECT_MEMBER,
      {
        role: "roles/run.developer",
        member: "serviceAccount:1-compute@developer.gserviceaccount.com",
      },
    ],
    [
      "gcp:storage/bucketIAMMember:BucketIAMMember",
      {
        role: "roles/storage.objectViewer",
        member: "serviceAccount:shop@appspot.gserviceaccount.com",
      },
    ],
  ])("N12: are refused: %s %j", async (type, props) => {
    expect(await one(type, props)).toHaveLength(1);
  });

  it.each([
    [PROJECT_MEMBER, { role: "roles/iam.serviceAccountUser", member: account, condition }],
    [
      PROJECT_MEMBER,
      {
        role: "roles/iam.serviceAccountTokenCreator",
        member: "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com",
      },
    ],
    [
      "gcp:serviceaccount/iAMMember:IAMMember",
      { role: "roles/iam.serviceAccountTokenCreator", member: account },
    ],
    [
      "gcp:serviceaccount/iAMMember:IAMMember",
      { role: "roles/iam.workloadIdentityUser", member: "principalSet://a" },
    ],
    [
      PROJECT_MEMBER,
      { role: "roles/resourcemanager.projectIamAdmin", member: "group:admins@example.com" },
    ],
    [PROJECT_MEMBER, { role: "roles/resourcemanager.projectIamAdmin", member: account, condition }],
    [INVOKER, { name: "api", role: "roles/run.invoker", member: account }],
    [
      "gcp:cloudrunv2/jobIamMember:JobIamMember",
      { name: "a", role: "roles/run.invoker", member: account },
    ],
  ])("are no false alarm: %s %j", async (type, props) => {
    expect(await one(type, props)).toEqual([]);
  });
});

describe("members that are known only after deployment", () => {
  const unknown = {
    type: PROJECT_MEMBER,
    name: "grant",
    props: { role: "roles/cloudsql.client", member: UNKNOWN },
    propertyDependencies: { member: ["source"] },
  };
  const made = (type: string) => ({ type, name: "source", props: {} });

  it("are sound when they are made from an account", async () => {
    for (const type of [
      "gcp:serviceaccount/account:Account",
      "gcp:logging/projectSink:ProjectSink",
    ]) {
      expect(await judge([made(type), unknown])).toEqual({ early: [], atEnd: [] });
    }
  });

  it("are not evaluated when the number of a project may make a default account of them", async () => {
    const { atEnd } = await judge([made("gcp:organizations/project:Project"), unknown]);
    expect(atEnd).toEqual([expect.stringMatching(/^Not evaluated: /)]);
  });

  it("N12: do not hide a basic role", async () => {
    const owner = { ...unknown, props: { role: "roles/owner", member: UNKNOWN } };
    expect((await judge([made("gcp:serviceaccount/account:Account"), owner])).early).toHaveLength(
      1,
    );
    const editor = { ...unknown, props: { role: "roles/editor", member: UNKNOWN } };
    const { early, atEnd } = await judge([made("gcp:serviceaccount/account:Account"), editor]);
    expect([...early, ...atEnd]).toEqual([expect.stringContaining("basic role")]);
  });

  it("may have a role that the program makes", async () => {
    const role = { type: "gcp:projects/iAMCustomRole:IAMCustomRole", name: "source", props: {} };
    const grant = {
      ...unknown,
      props: { role: UNKNOWN, member: "user:a@example.com" },
      propertyDependencies: { role: ["source"] },
    };
    expect(await judge([role, grant])).toEqual({ early: [], atEnd: [] });
  });
});

it("judges whatever grants a program gives", () => {
  const data = arbitraryData(
    "role member members condition policyData bindings entity roleEntities predefinedAcl accesses iamMember",
    ["roles/editor", "roles/run.invoker", "allUsers", '{"bindings":[{"role":7,"members":{}}]}'],
  );
  const type = fc.constantFrom(
    PROJECT_MEMBER,
    INVOKER,
    "gcp:projects/iAMBinding:IAMBinding",
    "gcp:projects/iAMPolicy:IAMPolicy",
    "gcp:storage/bucketACL:BucketACL",
    "gcp:bigquery/dataset:Dataset",
  );
  fc.assert(
    fc.property(type, data, (token, props) => {
      for (const grant of readGrants(token, props)) {
        for (const origin of [BEFORE_THE_END, () => []]) {
          for (const { message } of judgeGrant(grant, true, origin).findings) {
            expect(message).toMatch(/\.$/);
          }
        }
      }
    }),
  );
});
