import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment(
      { ports: [{ containerPort: 8000, name: "http" }] },
      {
        initContainers: [
          {
            name: "proxy",
            image: "example.com/proxy:1.0.0",
            restartPolicy: "Always",
            ports: [{ containerPort: 8000 }],
          },
          { name: "migrate", image: "example.com/api:1.0.0", ports: [{ containerPort: 8000 }] },
        ],
      },
    ),
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[0].ports[0].containerPort" },
  ],
} satisfies PolicyCase;
