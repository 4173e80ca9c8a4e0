import type { Finding } from "../framework/finding";
import type { AlloyDbCluster, AlloyDbInstance } from "../models/database/alloydb";
import { checkSetting, withoutRepeated } from "../models/setting/required-setting";
import { checkProviderDeletion } from "./deletion";
import { checkAuthorizedNetworks } from "./networks";

/** Judges an AlloyDB cluster. A secondary cluster follows another one, which has the data and the backups. */
export function checkAlloyDbCluster(cluster: AlloyDbCluster, protect: boolean): readonly Finding[] {
  if (cluster.isSecondary) {
    return [];
  }
  return [
    ...checkProviderDeletion({ ...cluster, protect }),
    // On unless it is turned off, with a backup each day: https://cloud.google.com/alloydb/docs/backup/configure.
    ...checkSetting(cluster.continuousBackup, {
      allows: (value) => value !== false,
      consequence: "so no moment before a fault can be restored",
      action: "It must be true, which is the default. Set it to true or remove it.",
    }),
  ];
}

/** Judges an AlloyDB instance: how clients reach it. */
export function checkAlloyDbInstance(instance: AlloyDbInstance): readonly Finding[] {
  return withoutRepeated([
    // Encrypted unless it is allowed not to be; connectors encrypt by themselves.
    ...(instance.requireConnectors.flag() === true
      ? []
      : checkSetting(instance.sslMode, {
          allows: (value) => value !== "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
          consequence: "so clients may send passwords and data without TLS",
          action: 'It must be "ENCRYPTED_ONLY", which is the default. Set it or remove it.',
        })),
    ...checkSetting(instance.publicAddress, {
      allows: (value) => value !== true,
      consequence: "so the instance has a public address",
      action: "It must be false, which is the default. Set it to false or remove it.",
    }),
    ...checkAuthorizedNetworks(instance.authorizedNetworks),
  ]);
}
