import * as gcp from "@pulumi/gcp";
import { cache, url, urlVersion } from "./data";
import { connector } from "./network";
import { settings } from "./settings";

const location = gcp.config.region ?? "";

/** Where images are. */
export const repository = new gcp.artifactregistry.Repository("repository", {
  location,
  repositoryId: "images",
  format: "DOCKER",
});

/** What the workloads run as. */
export const account = new gcp.serviceaccount.Account("workload", {});

/** A key of it. */
export const key = new gcp.serviceaccount.Key("key", { serviceAccountId: account.name });

new gcp.artifactregistry.RepositoryIamMember("reader", {
  repository: repository.name,
  location,
  role: "roles/artifactregistry.reader",
  member: account.member,
});

new gcp.projects.IAMMember("client", {
  project: gcp.config.project ?? "",
  role: "roles/cloudsql.client",
  member: account.member,
});

new gcp.projects.IAMBinding("viewers", {
  project: gcp.config.project ?? "",
  role: "roles/viewer",
  members: [account.member],
});

new gcp.serviceaccount.IAMMember("impersonator", {
  serviceAccountId: account.name,
  role: "roles/iam.serviceAccountUser",
  member: account.member,
});

const accessor = new gcp.secretmanager.SecretIamMember("accessor", {
  secretId: url.secretId,
  role: "roles/secretmanager.secretAccessor",
  member: account.member,
});

const container = {
  image: settings.image,
  envs: [
    { name: "REDIS_HOST", value: cache.host },
    {
      name: "DATABASE_URL",
      valueSource: { secretKeyRef: { secret: url.secretId, version: urlVersion.version } },
    },
  ],
};

/** A service that uses the database and the cache. */
export const service = new gcp.cloudrunv2.Service(
  "service",
  {
    location,
    deletionProtection: settings.protect,
    template: {
      serviceAccount: account.email,
      containers: [{ ...container, startupProbe: { httpGet: { path: "/health" } } }],
      vpcAccess: { connector: connector.id, egress: "ALL_TRAFFIC" },
    },
  },
  { dependsOn: [accessor] },
);

new gcp.cloudrunv2.ServiceIamMember("everybody", {
  name: service.name,
  location,
  role: "roles/run.invoker",
  member: "allUsers",
});

new gcp.cloudrunv2.Job("job", {
  location,
  deletionProtection: settings.protect,
  template: { template: { containers: [container] } },
});

new gcp.cloudrunv2.WorkerPool("pool", {
  location,
  deletionProtection: settings.protect,
  template: { containers: [container] },
});

new gcp.cloudrun.Service("first", {
  location,
  template: { spec: { containers: [{ image: settings.image }] } },
});
