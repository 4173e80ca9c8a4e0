import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { database, plan } from "../program.fixture";

export default {
  resources: [
    database(),
    plan({ allNamespaces: false, selectedNamespaces: { namespaces: UNKNOWN } }),
  ],
  findings: [{ resource: "db", kind: "undetermined", path: "spec.volumeClaimTemplates" }],
} satisfies PolicyCase;
