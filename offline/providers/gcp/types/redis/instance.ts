import { randomUUID } from "node:crypto";
import type { InstanceArgs, InstanceState } from "@pulumi/gcp/redis";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Value } from "../../../values/value";
import { factsOf, newPrivateKey, selfSigned } from "../../certificate";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  needsRegion,
  now,
  plainName,
  privateServicesAddress,
  project,
  projectNumber,
  region,
  sameReference,
} from "../../properties";

const usesTls = (r: Reading) => r.text("transitEncryptionMode") === "SERVER_AUTHENTICATION";
const hasReplicas = (r: Reading) => r.text("readReplicasMode") === "READ_REPLICAS_ENABLED";
const networkOf = (r: Reading) => r.text("authorizedNetwork", "default");

/** A Memorystore for Redis instance. */
export const instance = describe<InstanceArgs, InstanceState>({
  token: "gcp:redis/instance:Instance",
  id: (r) =>
    `projects/${r.text("project")}/locations/${r.text("region")}/instances/${r.text("name")}`,
  required: ["memorySizeGb"],
  autoName: plainName,
  defaults: {
    authEnabled: false,
    connectMode: "DIRECT_PEERING",
    tier: "BASIC",
    transitEncryptionMode: "DISABLED",
  },
  rules: [
    needsProject,
    needsRegion,
    shaped(
      "name",
      /^[a-z][a-z0-9-]{0,39}[a-z0-9]$/,
      "lower case letters, digits and hyphens, 2 to 41 characters",
    ),
    oneOf("connectMode", "DIRECT_PEERING", "PRIVATE_SERVICE_ACCESS", ""),
    oneOf("tier", "BASIC", "STANDARD_HA", ""),
    oneOf("transitEncryptionMode", "SERVER_AUTHENTICATION", "DISABLED", ""),
    oneOf("readReplicasMode", "READ_REPLICAS_DISABLED", "READ_REPLICAS_ENABLED", ""),
    oneOf("persistenceConfig.persistenceMode", "DISABLED", "RDB"),
    oneOf(
      "persistenceConfig.rdbSnapshotPeriod",
      "ONE_HOUR",
      "SIX_HOURS",
      "TWELVE_HOURS",
      "TWENTY_FOUR_HOURS",
      "",
    ),
  ],
  replaces: [
    "alternativeLocationId",
    "authorizedNetwork",
    "connectMode",
    "customerManagedKey",
    "locationId",
    "name",
    "project",
    "region",
    "reservedIpRange",
    "tier",
    "transitEncryptionMode",
  ],
  ignores: [sameReference("authorizedNetwork")],
  replacesWhen: [
    { path: "redisVersion", when: (before, after) => versionOf(after) < versionOf(before) },
  ],
  computed: {
    ...labels,
    authString: derived((r) =>
      r.flag("authEnabled") ? r.prior("authString") || randomUUID() : "",
    ),
    createTime: assigned(now),
    currentLocationId: derived((r) => r.text("locationId")),
    effectiveReservedIpRange: derived((r) => r.text("reservedIpRange")),
    host: assigned((r) => privateServicesAddress(r, networkOf(r))),
    maintenanceSchedules: derived(() => []),
    nodes: derived((r) => [{ id: "node-0", zone: r.text("locationId") }]),
    persistenceIamIdentity: derived(
      (r) =>
        `serviceAccount:service-${projectNumber(r.text("project"))}@cloud-redis.iam.gserviceaccount.com`,
    ),
    port: derived((r) => (usesTls(r) ? 6378 : 6379)),
    readEndpoint: derived((r) => (hasReplicas(r) ? privateServicesAddress(r, networkOf(r)) : "")),
    readEndpointPort: derived((r) => (hasReplicas(r) ? r.number("port") : 0)),
    serverCaCerts: assigned((r) => (usesTls(r) ? [authority()] : [])),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    authorizedNetwork: assigned((r) => `projects/${r.text("project")}/global/networks/default`),
    locationId: assigned((r) => `${r.text("region")}-a`),
    alternativeLocationId: assigned((r) =>
      r.text("tier") === "STANDARD_HA" ? `${r.text("region")}-b` : "",
    ),
    readReplicasMode: assigned(() => "READ_REPLICAS_DISABLED"),
    redisVersion: assigned(() => "REDIS_7_2"),
    replicaCount: assigned((r) => (hasReplicas(r) ? 2 : r.text("tier") === "STANDARD_HA" ? 1 : 0)),
    reservedIpRange: assigned((r) => `${r.text("host").replace(/\d+$/, "0")}/29`),
    secondaryIpRange: assigned(() => ""),
    maintenanceVersion: assigned(() => "20260101_00_00"),
  },
  secrets: [...labelSecrets, "authString"],
  deletionGuards: ["deletionProtection"],
});

/** `REDIS_7_2` as 7.02, and nothing comparable for what is no version. */
function versionOf(value: Value | undefined): number {
  const [, major, minor] = /^REDIS_(\d+)_(\d+)$/.exec(String(value)) ?? [];
  return Number(major) + Number(minor) / 100;
}

function authority() {
  const cert = selfSigned(newPrivateKey(), "Google Cloud Memorystore Redis Server CA");
  const { serialNumber, sha1Fingerprint, validFrom, validTo } = factsOf(cert);
  return { cert, serialNumber, sha1Fingerprint, createTime: validFrom, expireTime: validTo };
}
