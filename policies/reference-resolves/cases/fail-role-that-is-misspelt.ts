import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      name: "reader",
      props: { metadata: { name: "pod-reader" } },
    },
    object("core/v1:ServiceAccount", "api"),
    object("rbac.authorization.k8s.io/v1:RoleBinding", "binding", {
      subjects: [{ kind: "ServiceAccount", name: "apis", namespace: "backend" }],
      roleRef: { kind: "ClusterRole", name: "pods-reader" },
    }),
  ],
  findings: [
    { resource: "binding", kind: "violation", path: "subjects[0].name" },
    { resource: "binding", kind: "violation", path: "roleRef.name" },
  ],
} satisfies PolicyCase;
