import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    deployment(),
    object("postgresql.cnpg.io/v1:Cluster", "main", { spec: { instances: UNKNOWN } }),
    service({ selector: { "cnpg.io/cluster": "main" } }, "database"),
  ],
  findings: [{ resource: "database", kind: "undetermined", path: "spec.selector" }],
} satisfies PolicyCase;
