import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    deployment(
      {
        securityContext: {
          runAsUser: UNKNOWN,
          readOnlyRootFilesystem: UNKNOWN,
          allowPrivilegeEscalation: true,
          capabilities: { drop: [UNKNOWN] },
        },
      },
      { hostNetwork: UNKNOWN, initContainers: UNKNOWN },
    ),
  ],
  findings: [
    { kind: "undetermined", path: `${at}.initContainers` },
    { kind: "undetermined", path: `${at}.hostNetwork` },
    { kind: "undetermined", path: `${at}.containers[0].securityContext.runAsUser` },
    { kind: "undetermined", path: `${at}.containers[0].securityContext.readOnlyRootFilesystem` },
    { kind: "violation", path: `${at}.containers[0].securityContext.allowPrivilegeEscalation` },
    { kind: "undetermined", path: `${at}.containers[0].securityContext.capabilities.drop[0]` },
  ],
} satisfies PolicyCase;
