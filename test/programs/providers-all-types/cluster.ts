import * as k8s from "@pulumi/kubernetes";
import { Config } from "@pulumi/pulumi";
import { settings } from "./settings";

const provider = new k8s.Provider("cluster", {
  kubeconfig: JSON.stringify({
    "current-context": "main",
    contexts: [{ name: "main", context: { cluster: "main" } }],
    clusters: [{ name: "main", cluster: { server: "https://cluster.example.com" } }],
  }),
});
const options = { provider };

/** The namespace of all that is in one. */
export const namespace = new k8s.core.v1.Namespace("apps", {}, options);

const metadata = { namespace: namespace.metadata.name };
const labels = { app: "api" };
const pod = { containers: [{ name: "api", image: settings.image }] };

new k8s.core.v1.Secret(
  "credentials",
  { metadata, stringData: { PASSWORD: new Config().requireSecret("password") } },
  options,
);

new k8s.core.v1.ConfigMap(
  "settings",
  { metadata: { ...metadata, name: "settings" }, data: { IMAGE: settings.image } },
  options,
);

/** A workload. */
export const deployment = new k8s.apps.v1.Deployment(
  "api",
  {
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    },
  },
  options,
);

new k8s.batch.v1.Job(
  "migration",
  { metadata, spec: { template: { spec: { ...pod, restartPolicy: "Never" } } } },
  options,
);

/** A way to the workload from outside. */
export const balancer = new k8s.core.v1.Service(
  "api",
  { metadata, spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80 }] } },
  options,
);

new k8s.apps.v1.DeploymentPatch(
  "other",
  { metadata: { ...metadata, name: "other" }, spec: { replicas: 3 } },
  options,
);

new k8s.apiextensions.CustomResource(
  "certificate",
  {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata,
    spec: { dnsNames: ["a.example.com"] },
  },
  options,
);
