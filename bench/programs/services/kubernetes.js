const kubernetes = require("@pulumi/kubernetes");

/** One service on Kubernetes: Deployment, Service and ConfigMap. */
exports.kubernetesService = ({ name, image, port, variables }) => {
  const labels = { app: name };
  const metadata = { name, namespace: "services", labels };
  const settings = new kubernetes.core.v1.ConfigMap(name, { metadata, data: variables });
  new kubernetes.apps.v1.Deployment(name, {
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "main",
              image,
              ports: [{ name: "http", containerPort: port }],
              envFrom: [{ configMapRef: { name: settings.metadata.name } }],
              resources: {
                requests: { cpu: "250m", memory: "256Mi" },
                limits: { memory: "512Mi" },
              },
              startupProbe: {
                httpGet: { path: "/health", port: "http" },
                periodSeconds: 5,
                failureThreshold: 12,
              },
              readinessProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 5 },
              livenessProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 10 },
              securityContext: {
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
  new kubernetes.core.v1.Service(name, {
    metadata,
    spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] },
  });
};
