import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    deployment(
      {
        ports: [{ containerPort: UNKNOWN }],
        startupProbe: UNKNOWN,
        readinessProbe: { httpGet: { path: UNKNOWN, port: 80 }, periodSeconds: UNKNOWN },
      },
      { initContainers: UNKNOWN },
    ),
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "run",
      props: { template: { containers: [{ startupProbe: UNKNOWN }] } },
    },
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: `${at}.initContainers` },
    { resource: "api", kind: "undetermined", path: `${at}.containers[0].startupProbe` },
    { resource: "api", kind: "violation", path: `${at}.containers[0].livenessProbe` },
    { resource: "run", kind: "undetermined", path: "template.containers[0].startupProbe" },
    { resource: "run", kind: "violation", path: "template.containers[0].livenessProbe" },
  ],
} satisfies PolicyCase;
