import type { Raw } from "../../../config/stack-file.fixture";

/** The passwords that the program of the day is given from outside. */
export const passwords = { database: "fp2Kq8vXw3TzLs6N", cache: "Jd7RbY4mQc9HtG5e" };

/** The token that stands in the program in clear. */
export const token = "b7Qm2xT9vLs4Kp8Zr3Wn6Yc1";

/**
 * What the policies say of PyAirtable's services, by fault: all that disappears when that fault alone is repaired, as
 * `policy, resource: path`.
 */
export const PYAIRTABLE_FAULTS: Readonly<Record<string, readonly string[]>> = {
  P1: [
    "image-exists, mcp-server-deployment: spec.template.spec.containers[0].image",
    "image-fits-platform, mcp-server-deployment: spec.template.spec.containers[0].image (not evaluated)",
    "image-starts-something, airtable-gateway-deployment: spec.template.spec.containers[0].image",
    "image-starts-something, mcp-server-deployment: spec.template.spec.containers[0].image (not evaluated)",
  ],
  P2: [
    "cache-password-reaches-client, airtable-gateway-deployment: spec.template.spec.containers[0].env[5].value",
    "cache-password-reaches-client, automation-services-deployment: spec.template.spec.containers[0].env[5].value",
    "cache-password-reaches-client, platform-services-deployment: spec.template.spec.containers[0].env[5].value",
    "required-variables-present, airtable-gateway-deployment: spec.template.spec.containers[0].env",
    "required-variables-present, automation-services-deployment: spec.template.spec.containers[0].env",
    "required-variables-present, platform-services-deployment: spec.template.spec.containers[0].env",
  ],
  P3: [
    "probes-present, airtable-gateway-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, api-gateway-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, automation-services-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, frontend-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, llm-orchestrator-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, mcp-server-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, platform-services-deployment: spec.template.spec.containers[0].readinessProbe",
    "probes-present, saga-orchestrator-deployment: spec.template.spec.containers[0].readinessProbe",
  ],
  P4: [
    "no-literal-credential, platform-services-deployment: spec.template.spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value",
    "no-literal-credential, platform-services-deployment: spec.template.spec.containers[0].startupProbe.httpGet.httpHeaders[0].value",
  ],
  P6: ["service-is-watched, api-gateway-service: ", "service-is-watched, frontend-service: "],
  P7: ["connections-within-limit, postgres-statefulset: spec.template.spec.containers[0].args"],
  P8: [
    "endpoint-declared, airtable-gateway-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, api-gateway-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, automation-services-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, llm-orchestrator-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, mcp-server-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, platform-services-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, saga-orchestrator-deployment: spec.template.spec.containers[0].env[4].value",
    "no-loopback-endpoint, frontend-deployment: spec.template.spec.containers[0].env[4].value",
  ],
  P9: [
    "port-agrees, saga-orchestrator-service: spec.ports[0].targetPort",
    "ports-unique, automation-services-deployment: spec.template.spec.containers[1].ports[0].containerPort",
  ],
};

/** What the message of each policy says of the day: one of these, whichever resource it is about. */
export const PYAIRTABLE_SAYS: Readonly<Record<string, readonly string[]>> = {
  "image-exists": ['whose tag "0.9.2" does not exist: the registry has "0.9.1"'],
  "image-fits-platform": ["which its registry does not have, so the platform"],
  "cache-password-reaches-client": ['of the cache that StatefulSet "redis" runs'],
  "connections-within-limit": ["813 of 100"],
  "endpoint-declared": ["which the program does not declare, so the name leads nowhere"],
  "image-starts-something": ["mcp-server:0.9.2", 'names "python:3.11-slim"'],
  "no-literal-credential": ["holds a credential in a header in clear (hidden)"],
  "no-loopback-endpoint": ['"localhost:4318", and no container of the pod listens there'],
  "port-agrees": ['leads to the port "8080" of the pods of Deployment "saga-orchestrator"'],
  "ports-unique": ['is the port "8006" of container "file-worker"'],
  "probes-present": ["is not set, so it gets traffic while it cannot answer"],
  "required-variables-present": ['lacks "REDIS_PASSWORD"'],
  "service-is-watched": ["has no uptime check, no alert and no objective"],
};

/** The faults that a stack file can hold: what somebody wrote, and the paths at which it is refused. */
export const spoil: Readonly<
  Record<string, { change(config: Raw): void; readonly at: readonly string[] }>
> = {
  /** A service of which nobody built an image. */
  P1: {
    change: (config) => {
      delete config["holdfast:services"]["mcp-server"].version;
    },
    at: ["services.mcp-server"],
  },
  P2: {
    change: (config) => {
      config["holdfast:services"]["saga-orchestrator"].requires = ["REDIS_PASSWRD"];
    },
    at: ["services.saga-orchestrator.requires[0]"],
  },
  P3: {
    change: (config) => {
      config["holdfast:services"]["airtable-gateway"].uses["mcp-server"] = {};
    },
    at: ["services.airtable-gateway.uses.mcp-server"],
  },
  P4: {
    change: (config) => {
      config["holdfast:services"]["platform-services"].startup = {
        headers: { Authorization: { secret: "probe-token" } },
      };
    },
    at: ["services.platform-services.startup.headers.Authorization.secret"],
  },
  P6: {
    change: (config) => {
      config["holdfast:observability"].escalation.critical = ["team"];
    },
    at: ["observability.escalation.critical"],
  },
  P7: {
    change: (config) => {
      delete config["holdfast:postgres"].postgres.pooling;
      for (const { uses } of Object.values<Raw>(config["holdfast:services"])) {
        uses.postgres.pool = 40;
      }
    },
    at: ["postgres.postgres.maxConnections"],
  },
  P9: {
    change: (config) => {
      config["holdfast:services"]["automation-services"].env = { PORT: "8007" };
    },
    at: ["services.automation-services.env.PORT"],
  },
  P10: {
    change: (config) => {
      config["holdfast:services"]["platform-services"].routes = ["/auth/login"];
    },
    at: ["services.platform-services.routes[0]"],
  },
};
