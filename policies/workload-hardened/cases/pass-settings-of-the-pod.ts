import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment(
      {
        securityContext: {
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["all"] },
        },
      },
      {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 10001,
          seccompProfile: { type: "RuntimeDefault" },
        },
        hostNetwork: false,
        volumes: [{ name: "tmp", emptyDir: {} }],
        ephemeralContainers: [{ name: "debug", securityContext: { privileged: true } }],
      },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
