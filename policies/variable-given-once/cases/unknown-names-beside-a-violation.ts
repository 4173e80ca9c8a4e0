import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    deployment(
      {
        env: [
          { name: UNKNOWN, value: "1" },
          { name: "A", value: UNKNOWN },
          { name: "A", value: "2" },
        ],
      },
      { initContainers: [{ env: UNKNOWN }] },
    ),
  ],
  findings: [
    { kind: "undetermined", path: `${at}.initContainers[0].env` },
    { kind: "undetermined", path: `${at}.containers[0].env[0].name` },
    { kind: "violation", path: `${at}.containers[0].env[2]` },
  ],
} satisfies PolicyCase;
