import { deployment, namespace, secret } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    secret("db", { URL: "x" }),
    deployment(
      {
        env: [
          { name: "A", valueFrom: { secretKeyRef: { name: "none", key: "A", optional: true } } },
          { name: "B", valueFrom: { secretKeyRef: { name: "db", key: "B", optional: true } } },
        ],
        envFrom: [{ configMapRef: { name: "none", optional: true } }],
      },
      { volumes: [{ secret: { secretName: "none", optional: true } }] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
