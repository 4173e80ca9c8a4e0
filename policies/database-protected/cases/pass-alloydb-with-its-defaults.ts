import type { PolicyCase } from "../../testing/policy-case";
import { alloyDbCluster, alloyDbInstance } from "../sound.fixture";

export default {
  resources: [
    alloyDbCluster("main"),
    alloyDbInstance("primary"),
    alloyDbInstance("strict", {
      clientConnectionConfig: {
        requireConnectors: true,
        sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" },
      },
    }),
    alloyDbCluster("second", {
      clusterType: "SECONDARY",
      continuousBackupConfig: { enabled: false },
      deletionPolicy: "FORCE",
    }),
  ],
  findings: [],
} satisfies PolicyCase;
