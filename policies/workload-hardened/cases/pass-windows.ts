import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment(
      { securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } } },
      { os: { name: "windows" } },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
