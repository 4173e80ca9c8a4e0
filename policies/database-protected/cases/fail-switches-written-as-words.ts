import type { PolicyCase } from "../../testing/policy-case";
import { alloyDbCluster, alloyDbInstance, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      instance: { deletionProtection: "false" },
      backups: { enabled: "false" },
      addresses: { ipv4Enabled: "true" },
    }),
    alloyDbCluster("cluster", { deletionProtection: "false" }),
    alloyDbInstance("instance", { networkConfig: { enablePublicIp: "true" } }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "deletionProtection" },
    { resource: "db", kind: "violation", path: "settings.backupConfiguration.enabled" },
    { resource: "db", kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" },
    { resource: "cluster", kind: "violation", path: "deletionProtection" },
    { resource: "instance", kind: "violation", path: "networkConfig.enablePublicIp" },
  ],
} satisfies PolicyCase;
