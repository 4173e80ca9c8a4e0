import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const hardened = {
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
};

export default {
  resources: [
    deployment(
      { securityContext: { ...hardened, runAsNonRoot: true } },
      {
        initContainers: [
          { name: "migrate", securityContext: { ...hardened, runAsNonRoot: true } },
          {
            name: "proxy",
            restartPolicy: "Always",
            securityContext: { ...hardened, runAsUser: 65532 },
          },
        ],
      },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
