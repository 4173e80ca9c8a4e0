import { describe, expect, it } from "vitest";
import { judgeResources } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { leastPrivilegePolicy } from "./policy";

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

const judge = (resources: readonly [CaseResource, ...CaseResource[]], options: object = {}) =>
  judgeResources(leastPrivilegePolicy(), resources, options);
const one = async (type: string, props: object) => (await judge([{ type, props }])).early;

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
      { bucket: "files", role: "roles/storage.objectAdmin", member: "allUsers" },
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

  it.each([
    [SERVICE, { name: "api", ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", ...own }],
    [SERVICE, { name: "api", ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY", ...own }],
    [
      "gcp:cloudrun/service:Service",
      {
        name: "api",
        metadata: {
          annotations: { "run.googleapis.com/ingress": "internal-and-cloud-load-balancing" },
        },
        template: { spec: { serviceAccountName: "a@b.iam.gserviceaccount.com" } },
      },
    ],
  ])(
    "may call a service that only a load balancer or a network reaches: %s %j",
    async (type, props) => {
      const closed = { type, name: "api", props };
      expect(await judge([closed, open])).toEqual({ early: [], atEnd: [] });
      expect(await judge([open, closed])).toEqual({ early: [], atEnd: [] });
    },
  );

  it("N12: are refused on a service that the internet reaches, whatever its ingress is called", async () => {
    for (const ingress of ["INGRESS_TRAFFIC_ALL", "", UNKNOWN]) {
      const service = { ...api, props: { ...api.props, ingress } };
      expect((await judge([service, open])).early).toHaveLength(1);
    }
  });

  const reads = (bucket: unknown, role = "roles/storage.objectViewer") => ({
    type: "gcp:storage/bucketIAMMember:BucketIAMMember",
    name: "reads",
    props: { bucket, role, member: "allUsers" },
  });
  const bucket = (props: object) => ({
    type: "gcp:storage/bucket:Bucket",
    name: "site",
    props: { name: "site", location: "EU", ...props },
  });

  it.each([
    { website: { mainPageSuffix: "index.html" } },
    { labels: { "holdfast-public": "true" } },
  ])("may read a bucket that is a site for everybody: %j", async (props) => {
    expect(await judge([bucket(props), reads("site")])).toEqual({ early: [], atEnd: [] });
    expect(await judge([reads("site"), bucket(props)])).toEqual({ early: [], atEnd: [] });
    const unnamed = { ...reads(UNKNOWN), propertyDependencies: { bucket: ["site"] } };
    expect(await judge([bucket(props), unnamed])).toEqual({ early: [], atEnd: [] });
    const written = reads("site", "roles/storage.objectAdmin");
    expect((await judge([bucket(props), written])).early).toHaveLength(1);
  });

  it("N12: are refused on a bucket that is no site, with how to declare one", async () => {
    expect((await judge([bucket({}), reads("site")])).early).toEqual([
      'gcp.storage.BucketIAMMember "reads": member is "allUsers", so everybody in the world can read what is in the bucket. Name the readers. If it holds a site for everybody, declare that with the property "website" or with the label "holdfast-public": "true" on the bucket.',
    ]);
    expect((await judge([reads("elsewhere")])).atEnd).toHaveLength(1);
    expect((await judge([reads("site")], { publicServices: ["site"] })).atEnd).toEqual([]);
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
