import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = (container: string): PolicyCase["findings"] =>
  ["runAsNonRoot", "readOnlyRootFilesystem", "allowPrivilegeEscalation", "capabilities.drop"].map(
    (setting) => ({
      kind: "violation",
      path: `spec.template.spec.${container}.securityContext.${setting}`,
    }),
  );

export default {
  resources: [
    deployment(
      {},
      { initContainers: [{ name: "wait" }, { name: "proxy", restartPolicy: "Always" }] },
    ),
  ],
  findings: [...at("containers[0]"), ...at("initContainers[0]"), ...at("initContainers[1]")],
} satisfies PolicyCase;
