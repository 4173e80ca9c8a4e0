const gcp = require("@pulumi/gcp");
const kubernetes = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");

const image = new pulumi.Config().require("image");
const project = "somebody-else";
const location = "europe-west1";
const serviceAccount = "api-run@somebody-else.iam.gserviceaccount.com";
const password = "Xk29slwQ7mP4";
const url = `postgresql://aia:${password}@10.20.0.5:5432/aia_production`;

new gcp.projects.IAMMember("bad-editor", {
  project,
  role: "roles/editor",
  member: `serviceAccount:${serviceAccount}`,
});
new gcp.projects.IAMMember("bad-default-account", {
  project,
  role: "roles/cloudsql.client",
  member: "serviceAccount:123456-compute@developer.gserviceaccount.com",
});
const closed = new gcp.cloudrunv2.Service("bad-no-account", {
  name: "bad-no-account",
  location,
  project,
  deletionProtection: false,
  template: { containers: [{ image }] },
});
new gcp.cloudrunv2.ServiceIamMember("bad-everybody", {
  name: closed.name,
  location,
  project,
  role: "roles/run.invoker",
  member: "allUsers",
});
new gcp.cloudrunv2.Service("bad-probe", {
  name: "bad-probe",
  location,
  project,
  deletionProtection: false,
  template: {
    serviceAccount,
    containers: [{ image, startupProbe: { httpGet: {}, periodSeconds: 10, failureThreshold: 60 } }],
  },
});
new gcp.cloudrunv2.Service("bad-memory", {
  name: "bad-memory",
  location,
  project,
  deletionProtection: false,
  template: {
    serviceAccount,
    containers: [{ image, resources: { limits: { cpu: "1", memory: "8Gi" }, cpuIdle: true } }],
  },
});
new gcp.cloudrunv2.Service("bad-variable", {
  name: "bad-variable",
  location,
  project,
  deletionProtection: false,
  template: { serviceAccount, containers: [{ image, envs: [{ name: "DB_URL", value: url }] }] },
});
new kubernetes.core.v1.Secret("bad-plain", {
  metadata: { name: "bad-plain" },
  stringData: { DATABASE_URL: url },
});
new kubernetes.core.v1.Secret("bad-encoded", {
  metadata: { name: "bad-encoded" },
  data: { DATABASE_URL: Buffer.from(url).toString("base64") },
});
new kubernetes.core.v1.ConfigMap("bad-settings", {
  metadata: { name: "bad-settings" },
  data: { "app.yaml": `db:\n  password: ${password}\n` },
});
