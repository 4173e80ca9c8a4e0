import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExemptionRegister } from "../framework/exemption-register";
import { noReport } from "../framework/result-report";
import { readGrants } from "../models/iam/grants";
import { arbitraryData } from "../testing/arbitrary-data";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { analyzeResource, analyzeStack, withOptions } from "../testing/run-policies";
import { judgeGrant } from "./check-grants";
import { BEFORE_THE_END } from "./origin";
import { leastPrivilegePolicy } from "./policy";

interface Shown {
  readonly early: readonly string[];
  readonly atEnd: readonly string[];
}

/** What is shown of some resources, in their order, and at the end of the run. */
async function judge(
  resources: readonly [CaseResource, ...CaseResource[]],
  options: object = {},
): Promise<Shown> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [withOptions(leastPrivilegePolicy().forPack("mandatory", runtime), options)];
  const early: string[] = [];
  for (const resource of resources) {
    const { diagnostics } = await analyzeResource(policies, resource);
    early.push(...diagnostics.map(({ message }) => message));
  }
  const { diagnostics } = await analyzeStack(policies, resources);
  return { early, atEnd: diagnostics.map(({ message }) => message) };
}

const PROJECT_MEMBER = "gcp:projects/iAMMember:IAMMember";
const SERVICE = "gcp:cloudrunv2/service:Service";
const INVOKER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
const own = { template: { serviceAccount: "api@shop.iam.gserviceaccount.com" } };
const api = { type: SERVICE, name: "api", props: { name: "api", location: "us-central1", ...own } };
const open = {
  type: INVOKER,
  name: "open",
  props: { name: "api", location: "us-central1", role: "roles/run.invoker", member: "allUsers" },
};
const declared = { ...api, props: { ...api.props, labels: { "holdfast-public": "true" } } };

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

describe("N12: the account that a workload runs as", () => {
  it("N12: is refused when it is missing, since that is the default account", async () => {
    expect(await one(SERVICE, { template: { containers: [] } })).toEqual([
      'Cloud Run service "it": template.serviceAccount is missing, so it runs as a default account of the project, which other workloads share. Make a service account for it, with only the roles that it needs.',
    ]);
  });

  it.each([
    ["gcp:cloudrunv2/job:Job", { template: { template: {} } }],
    ["gcp:cloudrunv2/workerPool:WorkerPool", { template: { serviceAccount: "" } }],
    ["gcp:cloudrun/service:Service", { template: { spec: {} } }],
    ["gcp:cloudfunctionsv2/function:Function", { serviceConfig: { availableMemory: "256M" } }],
    ["gcp:cloudfunctions/function:Function", { runtime: "nodejs20" }],
    [SERVICE, { template: { serviceAccount: "1-compute@developer.gserviceaccount.com" } }],
    [SERVICE, { template: { serviceAccount: "shop@appspot.gserviceaccount.com" } }],
  ])("N12: is refused when it is a default one: %s %j", async (type, props) => {
    expect(await one(type, props)).toHaveLength(1);
  });

  const unknown = { type: SERVICE, name: "api", props: { template: { serviceAccount: UNKNOWN } } };
  it("may be known only after deployment, if it is a service account of the program", async () => {
    const account = { type: "gcp:serviceaccount/account:Account", name: "api-run", props: {} };
    const service = { ...unknown, propertyDependencies: { template: ["api-run"] } };
    expect(await judge([account, service])).toEqual({ early: [], atEnd: [] });
    expect(await judge([service, account])).toEqual({ early: [], atEnd: [] });
  });

  it("is not evaluated where nothing tells it", async () => {
    const { early, atEnd } = await judge([unknown]);
    expect(early).toEqual([]);
    expect(atEnd).toEqual([
      expect.stringMatching(
        /^Not evaluated: Cloud Run service "api": template\.serviceAccount is known only/,
      ),
    ]);
  });
});

describe("N12: callers that are everybody", () => {
  it("N12: are refused on a service that came before, and that is not declared public", async () => {
    const { early } = await judge([api, open]);
    expect(early).toEqual([
      'gcp.cloudrunv2.ServiceIamMember "open": member is "allUsers", so everybody in the world can call the service. Name the callers. If everybody may call it, declare that with the label "holdfast-public": "true" on the service, or with its name in the option "publicServices".',
    ]);
  });

  it("N12: are refused at the end on a service that comes later, or never", async () => {
    expect((await judge([open, api])).atEnd).toHaveLength(1);
    expect((await judge([open, api])).early).toEqual([]);
    expect((await judge([open])).atEnd).toHaveLength(1);
  });

  it("may call a service with the label, in both orders", async () => {
    expect(await judge([declared, open])).toEqual({ early: [], atEnd: [] });
    expect(await judge([open, declared])).toEqual({ early: [], atEnd: [] });
  });

  it("may call a service that the option names, by either name", async () => {
    const programName = {
      ...api,
      name: "in-program",
      props: { ...api.props, name: "api-1a2b3c4" },
    };
    const member = { ...open, props: { ...open.props, name: "api-1a2b3c4" } };
    for (const publicServices of [["in-program"], ["api-1a2b3c4"]]) {
      expect(await judge([programName, member], { publicServices })).toEqual({
        early: [],
        atEnd: [],
      });
    }
    expect((await judge([programName, member], { publicServices: ["api"] })).early).toHaveLength(1);
  });

  it("are judged by what the name is made from, where that is known only after deployment", async () => {
    const unnamed = {
      ...open,
      props: { ...open.props, name: UNKNOWN },
      propertyDependencies: { name: ["api"] },
    };
    expect((await judge([declared, unnamed])).atEnd).toEqual([]);
    expect((await judge([api, unnamed])).atEnd).toHaveLength(1);
    const { propertyDependencies: _dropped, ...alone } = unnamed;
    expect((await judge([api, alone])).atEnd).toEqual([expect.stringMatching(/^Not evaluated: /)]);
  });

  it("do not mistake the service of one region for that of another", async () => {
    const other = {
      ...declared,
      name: "other",
      props: { ...declared.props, location: "europe-west1" },
    };
    expect((await judge([other, api, open])).early).toHaveLength(1);
    expect(
      (await judge([api, declared, { ...open, props: { ...open.props, location: "us-central1" } }]))
        .early,
    ).toHaveLength(0);
  });

  it.each([
    [
      "gcp:cloudrun/iamMember:IamMember",
      { service: "api", role: "roles/run.invoker", member: "allAuthenticatedUsers" },
    ],
    [
      "gcp:cloudfunctionsv2/functionIamBinding:FunctionIamBinding",
      { cloudFunction: "f", role: "roles/cloudfunctions.invoker", members: ["allUsers"] },
    ],
    [
      INVOKER,
      { name: "projects/p/locations/l/services/x", role: "roles/run.invoker", member: "allUsers" },
    ],
  ])("N12: are refused for every API: %s %j", async (type, props) => {
    expect((await judge([{ type, props }])).atEnd).toHaveLength(1);
  });

  it.each([
    [INVOKER, { name: "api", role: "roles/run.admin", member: "allUsers" }],
    [PROJECT_MEMBER, { role: "roles/run.invoker", member: "allUsers" }],
    [
      "gcp:storage/bucketIAMMember:BucketIAMMember",
      { role: "roles/storage.objectViewer", member: "allUsers" },
    ],
    [
      "gcp:pubsub/topicIAMBinding:TopicIAMBinding",
      { role: "roles/pubsub.publisher", members: ["allAuthenticatedUsers"] },
    ],
    [
      "gcp:secretmanager/secretIamMember:SecretIamMember",
      { role: "roles/secretmanager.secretAccessor", member: "allUsers", condition: {} },
    ],
    ["gcp:storage/bucketAccessControl:BucketAccessControl", { entity: "allUsers", role: "READER" }],
    ["gcp:storage/bucketACL:BucketACL", { roleEntities: ["OWNER:user-a@b.c", "READER:allUsers"] }],
    ["gcp:storage/bucketACL:BucketACL", { predefinedAcl: "publicRead" }],
    [
      "gcp:bigquery/datasetAccess:DatasetAccess",
      { role: "READER", specialGroup: "allAuthenticatedUsers" },
    ],
  ])("N12: are refused at once on anything else: %s %j", async (type, props) => {
    expect((await judge([declared, { type, props }])).early).toHaveLength(1);
  });

  it("N12: are refused when the service itself asks for no identity", async () => {
    const opened = (labels: object) => ({
      type: SERVICE,
      props: { ...own, invokerIamDisabled: true, labels },
    });
    expect((await judge([opened({})])).early).toHaveLength(1);
    expect((await judge([opened({ "holdfast-public": "false" })])).early).toHaveLength(1);
    expect((await judge([opened({ "holdfast-public": "true" })])).early).toEqual([]);
    expect((await judge([opened({})], { publicServices: ["it"] })).early).toEqual([]);
    const knative = {
      template: { spec: { serviceAccountName: "a@b.iam.gserviceaccount.com" } },
      metadata: { annotations: { "run.googleapis.com/invoker-iam-disabled": "true" } },
    };
    expect(
      (await judge([{ type: "gcp:cloudrun/service:Service", props: knative }])).early,
    ).toHaveLength(1);
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
