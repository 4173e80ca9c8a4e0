const gcp = require("@pulumi/gcp");
const pulumi = require("@pulumi/pulumi");
const { containerOf, find, podOf, workloads } = require("./day");

/**
 * The repair of each fault, alone: what somebody would have changed that day, and no more. Each changes in place what is
 * about to be registered.
 */
const repository = "us-central1-docker.pkg.dev/aia-production/aia";
const database = { host: "10.64.0.2", name: "aia_production", user: "aia" };
const servers = ["aia-agent-executor", "aia-api", "aia-economic", "aia-frontend"];
const labelled = (name) => ({ app: name, "app.kubernetes.io/part-of": "aia" });

function A1(day) {
  containerOf(day, "aia-agent-executor").image = `${repository}/aia-agent-executor:1.0.0`;
}

function A2(day) {
  containerOf(day, "aia-api").image = `${repository}/aia-api:3.0.1`;
}

function A3(day) {
  containerOf(day, "aia-settlement").image = `${repository}/aia-economic:1.1.0`;
}

function A4(day) {
  const { stringData } = find(day, "Secret", "aia-secrets");
  stringData.DATABASE_URL = pulumi
    .output(stringData.DATABASE_URL)
    .apply((url) => url.replace("@localhost:", `@${database.host}:`));
}

/** What is told twice is told once: the URL says it all. */
function A5(day) {
  const container = containerOf(day, "aia-agent-executor");
  container.envFrom = container.envFrom.filter(
    ({ configMapRef }) => configMapRef?.name !== "aia-database",
  );
}

/** The name becomes true: a Service that leads to the database's address. */
function A6(day) {
  day.manifests.push(
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "aia-alloydb-primary", namespace: "default" },
      spec: { ports: [{ name: "postgres", port: 5432, targetPort: 5432 }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "aia-alloydb-primary",
        namespace: "default",
        labels: { "kubernetes.io/service-name": "aia-alloydb-primary" },
      },
      addressType: "IPv4",
      ports: [{ name: "postgres", port: 5432 }],
      endpoints: [{ addresses: [database.host] }],
    },
  );
}

function A7(day) {
  const { stringData } = find(day, "Secret", "aia-secrets");
  stringData.DATABASE_URL = pulumi
    .all([stringData.DATABASE_URL, day.passwords.database])
    .apply(([url, password]) => url.replace(":supersecret@", `:${password}@`));
}

function A8(day) {
  for (const workload of workloads(day, ...servers)) {
    const [container] = podOf(workload).containers;
    const probe = (path, more) => ({ httpGet: { path, port: "http" }, timeoutSeconds: 2, ...more });
    container.startupProbe = probe("/health", { periodSeconds: 5, failureThreshold: 24 });
    container.readinessProbe = probe("/ready", { periodSeconds: 5, failureThreshold: 3 });
    container.livenessProbe = probe("/health", { periodSeconds: 10, failureThreshold: 3 });
  }
  const [redis] = podOf(find(day, "StatefulSet", "redis-master")).containers;
  const probe = (more) => ({ tcpSocket: { port: "redis" }, timeoutSeconds: 2, ...more });
  redis.startupProbe = probe({ periodSeconds: 5, failureThreshold: 24 });
  redis.readinessProbe = {
    exec: {
      command: ["sh", "-c", 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping | grep -q PONG'],
    },
    periodSeconds: 5,
    timeoutSeconds: 2,
  };
  redis.livenessProbe = probe({ periodSeconds: 10, failureThreshold: 3 });
}

function A9(day) {
  for (const workload of workloads(day)) {
    for (const container of podOf(workload).containers) container.imagePullPolicy = "IfNotPresent";
  }
}

function A10(day) {
  const policy = (name, spec) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "aia-system" },
    spec,
  });
  const dns = [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ];
  const toRedis = { podSelector: { matchLabels: { app: "redis-master" } } };
  const clients = { podSelector: { matchLabels: { app: "aia-agent-executor" } } };
  const redisPort = [{ protocol: "TCP", port: 6379 }];
  day.manifests.push(
    policy("to-dns", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            },
          ],
          ports: dns,
        },
      ],
    }),
    policy("to-cache", {
      ...clients,
      policyTypes: ["Egress"],
      egress: [{ to: [toRedis], ports: redisPort }],
    }),
    policy("cache-from-clients", {
      ...toRedis,
      policyTypes: ["Ingress"],
      ingress: [{ from: [clients], ports: redisPort }],
    }),
  );
}

/** Healthy is what the body says. */
function A14(day) {
  day.cloud.find(({ name }) => name === "health").properties.httpCheck = {
    path: "/health",
    port: 443,
    useSsl: true,
  };
  day.cloud.find(({ name }) => name === "health").properties.contentMatchers = [
    {
      matcher: "MATCHES_JSON_PATH",
      content: '"healthy"',
      jsonPathMatcher: { jsonPath: "$.status", jsonMatcher: "EXACT_MATCH" },
    },
  ];
}

function A15(day) {
  const container = containerOf(day, "aia-agent-executor");
  container.env = [
    ...(container.env ?? []),
    { name: "REDIS_PASSWORD", valueFrom: { secretKeyRef: { name: "redis", key: "password" } } },
  ];
}

function A16(day) {
  for (const workload of workloads(day)) {
    for (const container of podOf(workload).containers) {
      container.resources = {
        requests: { cpu: "250m", memory: "512Mi" },
        limits: { cpu: "1", memory: "1Gi" },
      };
    }
  }
  for (const name of servers) {
    const { spec } = find(day, "Deployment", name);
    delete spec.replicas;
    day.manifests.push({
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name, namespace: "aia-system", labels: labelled(name) },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 2,
        maxReplicas: 6,
        metrics: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
          },
        ],
      },
    });
  }
}

function A17(day) {
  for (const workload of workloads(day)) {
    const pod = podOf(workload);
    const isRedis = workload.metadata.name === "redis-master";
    const user = isRedis ? 999 : 10001;
    pod.securityContext = {
      runAsNonRoot: true,
      runAsUser: user,
      fsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    };
    for (const container of pod.containers) {
      container.securityContext = {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      };
    }
  }
}

/** One gateway leads to the services, which need no addresses of their own. */
function A18(day) {
  for (const name of ["aia-api", "aia-economic", "aia-frontend"]) {
    find(day, "Service", name).spec.type = "ClusterIP";
  }
}

function A19(day) {
  const { properties } = day.cloud.find(({ name }) => name === "aia-alloydb");
  properties.continuousBackupConfig = { enabled: true, recoveryWindowDays: 14 };
  properties.automatedBackupPolicy = {
    enabled: true,
    weeklySchedule: { startTimes: [{ hours: 3 }] },
    timeBasedRetention: { retentionPeriod: "1209600s" },
  };
  day.cloud.push({
    type: gcp.gkebackup.BackupPlan,
    name: "volumes",
    properties: {
      name: "volumes",
      project: "aia-production",
      location: "us-central1",
      cluster: "projects/aia-production/locations/us-central1/clusters/aia",
      backupConfig: {
        includeVolumeData: true,
        includeSecrets: true,
        selectedNamespaces: { namespaces: ["aia-system"] },
      },
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: 14 },
    },
  });
}

/** The old version serves until the new one is ready. */
function A22(day) {
  find(day, "Deployment", "aia-frontend").spec.strategy = {
    type: "RollingUpdate",
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
  };
}

module.exports = { A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A14, A15, A16, A17, A18, A19, A22 };
