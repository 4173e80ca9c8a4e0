import type { PolicyCase } from "../../testing/policy-case";
import { alloyDbCluster, alloyDbInstance } from "../sound.fixture";

export default {
  resources: [
    alloyDbCluster("main", {
      deletionProtection: false,
      continuousBackupConfig: { enabled: false },
    }),
    alloyDbInstance("primary", {
      clientConnectionConfig: { sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } },
      networkConfig: {
        enablePublicIp: true,
        authorizedExternalNetworks: [{ cidrRange: "0.0.0.0/0" }],
      },
    }),
  ],
  findings: [
    { resource: "main", kind: "violation", path: "deletionProtection" },
    { resource: "main", kind: "violation", path: "continuousBackupConfig.enabled" },
    { resource: "primary", kind: "violation", path: "clientConnectionConfig.sslConfig.sslMode" },
    { resource: "primary", kind: "violation", path: "networkConfig.enablePublicIp" },
    {
      resource: "primary",
      kind: "violation",
      path: "networkConfig.authorizedExternalNetworks[0].cidrRange",
    },
  ],
} satisfies PolicyCase;
