import { configMap, deployment, object, service } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec.containers[0]";

export default {
  resources: [
    service(),
    service({ ports: [{ port: UNKNOWN }] }, "unread"),
    object("core/v1:Service", "hidden", {}, { name: UNKNOWN, namespace: "jobs" }),
    configMap("settings", { BROKER_URL: UNKNOWN }),
    deployment({
      env: [
        { name: "A_URL", value: "http://unread:8080" },
        { name: "B_URL", value: "http://queue.jobs.svc:80" },
        { name: "C_URL", value: "http://collector.telemetry.svc:4317" },
        { name: "DATABASE_URL", value: UNKNOWN },
        { name: "LOG_LEVEL", value: UNKNOWN },
        { name: "D_URL", value: "http://nobody.backend.svc" },
      ],
      envFrom: [{ configMapRef: { name: "settings" } }],
    }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: `${at}.env[0].value` },
    { resource: "api", kind: "undetermined", path: `${at}.env[1].value` },
    { resource: "api", kind: "undetermined", path: `${at}.env[2].value` },
    { resource: "api", kind: "violation", path: `${at}.env[5].value` },
    { resource: "api", kind: "undetermined", path: `${at}.envFrom[0].configMapRef` },
  ],
} satisfies PolicyCase;
