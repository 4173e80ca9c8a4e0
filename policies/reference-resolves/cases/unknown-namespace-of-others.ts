import { deployment, object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      env: [{ name: "A", value: UNKNOWN }],
      envFrom: [{ secretRef: { name: "db" } }],
    }),
    object("rbac.authorization.k8s.io/v1:RoleBinding", "binding", {
      subjects: [],
      roleRef: { kind: "ClusterRole", name: "operator" },
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].envFrom[0].secretRef.name",
    },
    { resource: "binding", kind: "undetermined", path: "roleRef.name" },
  ],
} satisfies PolicyCase;
