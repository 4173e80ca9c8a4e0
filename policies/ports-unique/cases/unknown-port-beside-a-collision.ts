import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    deployment(
      {},
      {
        containers: [
          { name: "api", image: UNKNOWN, ports: [{ containerPort: 8000 }] },
          {
            name: "proxy",
            image: UNKNOWN,
            ports: [{ containerPort: UNKNOWN }, { containerPort: 8000 }],
          },
        ],
      },
    ),
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[1].ports[0].containerPort" },
    { kind: "violation", path: "spec.template.spec.containers[1].ports[1].containerPort" },
  ],
} satisfies PolicyCase;
