import { deployment, namespace } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    deployment({ envFrom: [{ secretRef: { name: "db" } }, { configMapRef: { name: "flags" } }] }),
  ],
  options: { elsewhere: ["Secret/backend/*", "ConfigMap/*/flags"] },
  findings: [],
} satisfies PolicyCase;
