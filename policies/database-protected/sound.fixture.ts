import type { CaseResource } from "../testing/policy-case";

/** A value of a property that a case leaves out. */
export const ABSENT = undefined;

const backupConfiguration = { enabled: true, pointInTimeRecoveryEnabled: true };
const ipConfiguration = {
  ipv4Enabled: false,
  privateNetwork: "projects/shop/global/networks/main",
  sslMode: "ENCRYPTED_ONLY",
};

/** What a case changes in an instance: top-level properties, and parts of the settings. */
export interface Changes {
  readonly name?: string;
  readonly instance?: object;
  readonly settings?: object;
  readonly backups?: object;
  readonly addresses?: object;
}

/** A PostgreSQL instance that passes, with changes. */
export function postgres(changes: Changes = {}): CaseResource {
  return {
    type: "gcp:sql/databaseInstance:DatabaseInstance",
    name: changes.name ?? "db",
    props: {
      databaseVersion: "POSTGRES_16",
      region: "europe-west1",
      settings: {
        tier: "db-custom-2-7680",
        edition: "ENTERPRISE",
        deletionProtectionEnabled: true,
        backupConfiguration: { ...backupConfiguration, ...changes.backups },
        ipConfiguration: { ...ipConfiguration, ...changes.addresses },
        ...changes.settings,
      },
      ...changes.instance,
    },
  };
}

/** A MySQL instance that passes, with changes. */
export function mysql({ instance, backups, ...changes }: Changes = {}): CaseResource {
  return postgres({
    ...changes,
    instance: { databaseVersion: "MYSQL_8_0", ...instance },
    backups: { pointInTimeRecoveryEnabled: ABSENT, binaryLogEnabled: true, ...backups },
  });
}

/** An AlloyDB cluster that passes, with changes. */
export function alloyDbCluster(name: string, changes: object = {}): CaseResource {
  return {
    type: "gcp:alloydb/cluster:Cluster",
    name,
    props: {
      clusterId: name,
      location: "europe-west1",
      networkConfig: { network: "projects/shop/global/networks/main" },
      ...changes,
    },
  };
}

/** An AlloyDB instance that passes, with changes. */
export function alloyDbInstance(name: string, changes: object = {}): CaseResource {
  return {
    type: "gcp:alloydb/instance:Instance",
    name,
    props: { cluster: "main", instanceId: name, instanceType: "PRIMARY", ...changes },
  };
}
