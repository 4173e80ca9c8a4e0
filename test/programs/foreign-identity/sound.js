const gcp = require("@pulumi/gcp");
const kubernetes = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");
const random = require("@pulumi/random");

const config = new pulumi.Config();
const image = config.require("image");
const project = "somebody-else";
const location = "europe-west1";

const account = new gcp.serviceaccount.Account("api-run", { accountId: "api-run", project });
const password = new random.RandomPassword("password", { length: 24 });
const plain = new random.RandomString("plain", { length: 24, special: false });

const secret = new gcp.secretmanager.Secret("db-url", {
  secretId: "db-url",
  project,
  replication: { auto: {} },
});
const version = new gcp.secretmanager.SecretVersion("db-url-version", {
  secret: secret.id,
  secretData: pulumi.interpolate`postgresql://app:${password.result}@10.20.0.5:5432/app`,
});
const api = new gcp.cloudrunv2.Service("api", {
  name: "api",
  location,
  project,
  deletionProtection: false,
  template: {
    serviceAccount: account.email,
    timeout: "3600s",
    maxInstanceRequestConcurrency: 80,
    containers: [
      {
        image,
        ports: { containerPort: 8000 },
        resources: { limits: { cpu: "2", memory: "1Gi" }, cpuIdle: true },
        startupProbe: { httpGet: { path: "/health" }, periodSeconds: 5, failureThreshold: 48 },
        livenessProbe: { httpGet: { path: "/health" }, periodSeconds: 30, timeoutSeconds: 5 },
        envs: [
          {
            name: "DATABASE_URL",
            valueSource: { secretKeyRef: { secret: secret.secretId, version: version.version } },
          },
          { name: "DB_PASSWORD_FILE", value: "/secrets/db" },
          { name: "GENERATED_PASSWORD", value: plain.result },
        ],
      },
    ],
  },
});
new gcp.cloudrunv2.ServiceIamMember("web-calls-api", {
  name: api.name,
  location,
  project,
  role: "roles/run.invoker",
  member: pulumi.interpolate`serviceAccount:${account.email}`,
});
new gcp.projects.IAMMember("api-is-client", {
  project,
  role: "roles/cloudsql.client",
  member: account.member,
});
const web = new gcp.cloudrunv2.Service("web", {
  name: "web",
  location,
  project,
  deletionProtection: false,
  labels: { "holdfast-public": "true" },
  template: {
    serviceAccount: account.email,
    containers: [
      {
        image,
        resources: { limits: { cpu: "500m" }, cpuIdle: true },
        startupProbe: { httpGet: { path: "/health" } },
        livenessProbe: { httpGet: { path: "/livez" } },
      },
    ],
  },
});
new gcp.cloudrunv2.ServiceIamMember("everybody-calls-web", {
  name: web.name,
  location,
  project,
  role: "roles/run.invoker",
  member: "allUsers",
});

new kubernetes.core.v1.Secret("generated", {
  metadata: { name: "generated" },
  stringData: {
    password: password.result,
    DATABASE_URL: pulumi.interpolate`postgresql://app:${password.result}@10.20.0.5:5432/app`,
  },
});
new kubernetes.core.v1.Secret("encoded", {
  metadata: { name: "encoded" },
  data: { password: password.result.apply((text) => Buffer.from(text).toString("base64")) },
});
new kubernetes.core.v1.Secret("configured", {
  metadata: { name: "configured" },
  stringData: { VENDOR_API_KEY: config.requireSecret("vendorKey") },
});
new kubernetes.core.v1.ConfigMap("settings", {
  metadata: { name: "settings" },
  data: {
    DATABASE_URL: "postgresql://app:$(DB_PASSWORD)@10.20.0.5:5432/app",
    SECRET_NAME: "generated",
  },
});
new kubernetes.apps.v1.Deployment("worker", {
  metadata: { name: "worker" },
  spec: {
    progressDeadlineSeconds: 900,
    selector: { matchLabels: { app: "worker" } },
    template: {
      metadata: { labels: { app: "worker" } },
      spec: {
        containers: [
          {
            name: "worker",
            image,
            startupProbe: { tcpSocket: { port: 8000 }, periodSeconds: 10, failureThreshold: 60 },
            livenessProbe: { tcpSocket: { port: 8000 } },
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              readOnlyRootFilesystem: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"] },
            },
            env: [
              {
                name: "DB_PASSWORD",
                valueFrom: { secretKeyRef: { name: "generated", key: "password" } },
              },
            ],
          },
        ],
      },
    },
  },
});
