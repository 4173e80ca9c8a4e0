const gcp = require("@pulumi/gcp");
const kubernetes = require("@pulumi/kubernetes");

const namespace = "pyairtable";
const project = "pyairtable-production";

const labels = (app) => ({ app, "app.kubernetes.io/part-of": "pyairtable" });
const meta = (name) => ({ name, namespace, labels: labels(name) });
const port = (number) => [{ name: "http", containerPort: number }];
const envOf = (env) => Object.entries(env).map(([name, from]) => ({ name, ...from }));
const resources = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "1", memory: "512Mi" },
};
const securityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};
const podSecurity = (user) => ({
  runAsNonRoot: true,
  runAsUser: user,
  fsGroup: user,
  seccompProfile: { type: "RuntimeDefault" },
});
const times = {
  startupProbe: { periodSeconds: 5, failureThreshold: 24 },
  readinessProbe: { periodSeconds: 5, failureThreshold: 3 },
  livenessProbe: { periodSeconds: 10, failureThreshold: 3 },
};

/** The probes of a container, each by what it asks. */
function probesOf(asks) {
  return Object.fromEntries(
    Object.entries(asks).map(([kind, ask]) => [
      kind,
      { ...ask, timeoutSeconds: 2, ...times[kind] },
    ]),
  );
}

function serviceOf(name, number, targetPort) {
  const spec = { selector: { app: name }, ports: [{ name: "http", port: number, targetPort }] };
  return [kubernetes.core.v1.Service, `${name}-service`, { metadata: meta(name), spec }];
}

/** A service with its Service. */
function application(service) {
  const { name, image, port: number, targetPort, env, probes, token, besides, requires } = service;
  const authorization = [{ name: "Authorization", value: `Bearer ${token}` }];
  const http = (path) => ({
    httpGet: {
      path,
      port: "http",
      ...(token && path === "/health" ? { httpHeaders: authorization } : {}),
    },
  });
  const asks = Object.fromEntries(Object.entries(probes).map(([kind, path]) => [kind, http(path)]));
  const container = {
    image,
    imagePullPolicy: "IfNotPresent",
    env: envOf(env),
    resources,
    securityContext,
  };
  const containers = [
    { ...container, name, ports: port(number), ...probesOf(asks) },
    ...besides.map((other, index) => ({
      ...container,
      name: other.name,
      args: ["--port", String(other.port)],
      ports: port(other.port).map((one) => ({ ...one, name: `worker-${index}` })),
      ...probesOf({
        startupProbe: { tcpSocket: { port: other.port } },
        readinessProbe: { tcpSocket: { port: other.port } },
        livenessProbe: { tcpSocket: { port: other.port } },
      }),
    })),
  ];
  const annotations = requires && { "holdfast.dev/required-variables": requires };
  const template = {
    metadata: { labels: labels(name), annotations },
    spec: { securityContext: podSecurity(10001), containers },
  };
  const spec = { replicas: 2, selector: { matchLabels: { app: name } }, template };
  return [
    [kubernetes.apps.v1.Deployment, `${name}-deployment`, { metadata: meta(name), spec }],
    serviceOf(name, number, targetPort),
  ];
}

/** A store with its Service and the Secret of its password. */
function store({ name, image, user, args, port: number, env, path, password, claims }) {
  const tcp = { tcpSocket: { port: "http" } };
  const container = {
    name,
    image,
    args,
    imagePullPolicy: "IfNotPresent",
    ports: port(number),
    env: envOf(env),
    resources,
    securityContext,
    volumeMounts: [
      { name: "data", mountPath: path },
      { name: "run", mountPath: "/var/run/postgresql" },
    ],
    ...probesOf({ startupProbe: tcp, readinessProbe: tcp, livenessProbe: tcp }),
  };
  const volumes = [
    { name: "run", emptyDir: {} },
    ...(claims ? [] : [{ name: "data", emptyDir: {} }]),
  ];
  const spec = {
    serviceName: name,
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: labels(name) },
      spec: { securityContext: podSecurity(user), containers: [container], volumes },
    },
    ...(claims ? { volumeClaimTemplates: [claim] } : {}),
  };
  return [
    [
      kubernetes.core.v1.Secret,
      `${name}-secret`,
      { metadata: meta(name), type: "Opaque", stringData: { password } },
    ],
    [kubernetes.apps.v1.StatefulSet, `${name}-statefulset`, { metadata: meta(name), spec }],
    serviceOf(name, number, number),
  ];
}

const claim = {
  metadata: { name: "data" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } } },
};

/** The way from the internet to the gateway and the pages. */
function ingress() {
  const to = (name, number) => ({
    path: "/",
    pathType: "Prefix",
    backend: { service: { name, port: { number } } },
  });
  const spec = {
    ingressClassName: "gce",
    rules: [
      { host: "api.pyairtable.example", http: { paths: [to("api-gateway", 8000)] } },
      { host: "pyairtable.example", http: { paths: [to("frontend", 3000)] } },
    ],
  };
  const annotations = {
    "kubernetes.io/ingress.global-static-ip-name": "pyairtable",
    "networking.gke.io/managed-certificates": "pyairtable",
  };
  const metadata = { ...meta("public"), annotations };
  return [kubernetes.networking.v1.Ingress, "public-ingress", { metadata, spec }];
}

/** The volumes were backed up; nobody had to miss them that day. */
function backup() {
  return [
    gcp.gkebackup.BackupPlan,
    "volumes",
    {
      name: "volumes",
      project,
      location: "us-central1",
      cluster: `projects/${project}/locations/us-central1/clusters/pyairtable`,
      backupConfig: {
        includeVolumeData: true,
        includeSecrets: true,
        selectedNamespaces: { namespaces: [namespace] },
      },
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: 14 },
    },
  ];
}

function namespaceObject() {
  return [kubernetes.core.v1.Namespace, "pyairtable", { metadata: { name: namespace } }];
}

module.exports = { application, backup, ingress, namespaceObject, project, store };
