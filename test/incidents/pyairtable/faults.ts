import type { Raw } from "../../../config/stack-file.fixture";

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
    "endpoint-declared, frontend-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, llm-orchestrator-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, mcp-server-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, platform-services-deployment: spec.template.spec.containers[0].env[4].value",
    "endpoint-declared, saga-orchestrator-deployment: spec.template.spec.containers[0].env[4].value",
  ],
  P9: [
    "port-agrees, saga-orchestrator-service: spec.ports[0].targetPort",
    "ports-unique, automation-services-deployment: spec.template.spec.containers[1].ports[0].containerPort",
  ],
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
