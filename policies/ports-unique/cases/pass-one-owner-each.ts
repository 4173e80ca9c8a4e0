import { deployment, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const ports = [
  { name: "dns", port: 53, targetPort: 53 },
  { name: "dns-udp", port: 53, targetPort: 53, protocol: "UDP" },
];

export default {
  resources: [
    deployment(
      {
        ports: [
          { containerPort: 53, name: "dns" },
          { containerPort: 53, name: "dns-udp", protocol: "UDP" },
        ],
      },
      {
        containers: [
          { name: "dns", image: "example.com/dns:1.0.0", ports: [{ containerPort: 53 }] },
          { name: "metrics", image: "example.com/metrics:1.0.0", ports: [{ containerPort: 9153 }] },
        ],
      },
    ),
    service({ ports }),
    service({ ports }, "second"),
  ],
  findings: [],
} satisfies PolicyCase;
