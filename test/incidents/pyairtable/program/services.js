const repository = "us-central1-docker.pkg.dev/pyairtable-production/pyairtable";

const fromSecret = (name, key) => ({ valueFrom: { secretKeyRef: { name, key } } });

const database = {
  DATABASE_URL: { value: "postgresql://pyairtable@postgres:5432/pyairtable" },
  PGPASSWORD: fromSecret("postgres", "password"),
};
/** Each request opened connections of its own, as many as the driver would. */
const pool = { DB_POOL_SIZE: { value: "20" }, DB_MAX_OVERFLOW: { value: "10" } };
const cache = { REDIS_URL: { value: "redis://redis:6379/0" } };
/** What those that have a cache do not start without, as they say themselves. */
const cached = { env: { ...cache }, requires: "REDIS_URL, REDIS_PASSWORD" };
const telemetryAt = (value) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: { value } });

const calls = (...others) =>
  Object.fromEntries(
    others.map(([name, port]) => [
      `${name.toUpperCase().replaceAll("-", "_")}_URL`,
      { value: `http://${name}:${port}` },
    ]),
  );

/** The eight services beside the stores, as they were on the day. */
function services() {
  const all = [
    { name: "airtable-gateway", port: 8002, image: "python:3.11-slim", ...cached },
    { name: "mcp-server", port: 8001, version: "0.9.2", env: calls(["airtable-gateway", 8002]) },
    { name: "llm-orchestrator", port: 8003, version: "1.2.3", env: calls(["mcp-server", 8001]) },
    {
      name: "platform-services",
      port: 8007,
      version: "1.6.1",
      ...cached,
      // Its health wants a login; once somebody had seen that, the token stood in the probe.
      token: "b7Qm2xT9vLs4Kp8Zr3Wn6Yc1",
    },
    {
      name: "automation-services",
      port: 8006,
      version: "1.3.0",
      ...cached,
      env: { ...cache, ...calls(["platform-services", 8007]) },
      besides: [{ name: "file-worker", port: 8006 }],
    },
    {
      name: "saga-orchestrator",
      port: 8008,
      targetPort: 8080,
      version: "1.1.0",
      env: calls(["automation-services", 8006]),
    },
    {
      name: "api-gateway",
      port: 8000,
      version: "2.0.4",
      env: calls(["platform-services", 8007], ["airtable-gateway", 8002]),
    },
    {
      name: "frontend",
      port: 3000,
      version: "2.1.0",
      env: calls(["api-gateway", 8000]),
      // As its library has it, where nobody says otherwise.
      telemetry: "http://localhost:4318",
    },
  ];
  return all.map(({ version, ...service }) => ({
    image: `${repository}/${service.name}:${version}`,
    targetPort: service.port,
    besides: [],
    ...service,
    env: {
      ...database,
      ...pool,
      ...telemetryAt(service.telemetry ?? "http://otel-collector:4317"),
      ...service.env,
    },
    probes: { startupProbe: "/health", livenessProbe: "/health" },
  }));
}

module.exports = { fromSecret, repository, services };
