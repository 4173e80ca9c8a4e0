import { type PolicyCase, UNDECRYPTED, UNKNOWN } from "../../testing/policy-case";
import { alloyDbCluster, alloyDbInstance } from "../sound.fixture";

export default {
  resources: [
    alloyDbCluster("main", { deletionProtection: UNKNOWN }),
    alloyDbInstance("primary", { networkConfig: UNDECRYPTED }),
  ],
  findings: [
    { resource: "main", kind: "undetermined", path: "deletionProtection" },
    { resource: "primary", kind: "undetermined", path: "networkConfig" },
  ],
} satisfies PolicyCase;
