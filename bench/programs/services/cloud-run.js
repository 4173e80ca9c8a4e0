const gcp = require("@pulumi/gcp");

/** One service on Cloud Run with an identity of its own, which the services before it may call. */
exports.cloudRunService = ({ name, image, port, variables, callers }) => {
  const identity = new gcp.serviceaccount.Account(name, { accountId: name, displayName: name });
  const service = new gcp.cloudrunv2.Service(name, {
    name,
    location: "europe-west1",
    ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
    template: {
      serviceAccount: identity.email,
      timeout: "60s",
      maxInstanceRequestConcurrency: 80,
      scaling: { minInstanceCount: 1, maxInstanceCount: 4 },
      containers: [
        {
          image,
          ports: { containerPort: port },
          envs: Object.entries(variables).map(([key, value]) => ({ name: key, value })),
          resources: { limits: { cpu: "1", memory: "512Mi" } },
          startupProbe: {
            httpGet: { path: "/health", port },
            periodSeconds: 5,
            timeoutSeconds: 3,
            failureThreshold: 12,
          },
          livenessProbe: {
            httpGet: { path: "/health", port },
            periodSeconds: 10,
            timeoutSeconds: 3,
            failureThreshold: 3,
          },
        },
      ],
    },
  });
  for (const caller of callers) {
    new gcp.cloudrunv2.ServiceIamMember(`${name}-${caller}`, {
      name: service.name,
      location: service.location,
      role: "roles/run.invoker",
      member: `serviceAccount:${caller}@bench.iam.gserviceaccount.com`,
    });
  }
};
