const gcp = require("@pulumi/gcp");
const kubernetes = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const image = config.require("image");
const databaseUrl = config.require("databaseUrl");

const labels = { app: "agent-executor" };
const secret = new kubernetes.core.v1.Secret("database", {
  metadata: { name: "database" },
  stringData: { DATABASE_URL: databaseUrl },
});
new kubernetes.apps.v1.Deployment("agent-executor", {
  metadata: { name: "agent-executor" },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: "agent",
            image,
            envFrom: [{ secretRef: { name: secret.metadata.name } }],
            livenessProbe: { exec: { command: ["/agent", "alive"] } },
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              readOnlyRootFilesystem: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"] },
            },
          },
        ],
      },
    },
  },
});
new gcp.cloudrunv2.Service("api", {
  name: "api",
  location: "europe-west1",
  project: "somebody-else",
  template: {
    serviceAccount: "api-run@somebody-else.iam.gserviceaccount.com",
    containers: [
      {
        image,
        envs: [{ name: "DATABASE_URL", value: databaseUrl }],
        startupProbe: { httpGet: { path: "/health" } },
        livenessProbe: { httpGet: { path: "/livez" } },
      },
    ],
  },
});
