import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";

/** Type token of an AlloyDB cluster. */
export const ALLOYDB_CLUSTER = "gcp:alloydb/cluster:Cluster";

/** Type token of an AlloyDB instance. */
export const ALLOYDB_INSTANCE = "gcp:alloydb/instance:Instance";

/** An AlloyDB cluster as its policies see it: it holds the data and the backups. */
export interface AlloyDbCluster {
  /** Whether it follows a cluster of another region, which has the backups. */
  readonly isSecondary: boolean;
  readonly deletionProtection: Place;
  readonly deletionPolicy: Place;
  readonly continuousBackup: Place;
}

/** An AlloyDB instance as its policies see it: it is what clients connect to. */
export interface AlloyDbInstance {
  readonly sslMode: Place;
  readonly requireConnectors: Place;
  readonly publicAddress: Place;
  /** Ranges that may connect to the public address. */
  readonly authorizedNetworks: readonly Place[];
}

/** Reads an AlloyDB cluster; undefined for any other type. */
export function readAlloyDbCluster(resource: Named): AlloyDbCluster | undefined {
  if (resource.type !== ALLOYDB_CLUSTER) {
    return undefined;
  }
  const root = new Place(resource.props);
  return {
    isSecondary: root.at("clusterType").value === "SECONDARY",
    deletionProtection: root.at("deletionProtection"),
    deletionPolicy: root.at("deletionPolicy"),
    continuousBackup: root.at("continuousBackupConfig", "enabled"),
  };
}

/** Reads an AlloyDB instance; undefined for any other type. */
export function readAlloyDbInstance(resource: Named): AlloyDbInstance | undefined {
  if (resource.type !== ALLOYDB_INSTANCE) {
    return undefined;
  }
  const root = new Place(resource.props);
  const client = root.at("clientConnectionConfig");
  const network = root.at("networkConfig");
  return {
    sslMode: client.at("sslConfig", "sslMode"),
    requireConnectors: client.at("requireConnectors"),
    publicAddress: network.at("enablePublicIp"),
    authorizedNetworks: network
      .at("authorizedExternalNetworks")
      .entries()
      .map((entry) => entry.at("cidrRange")),
  };
}
