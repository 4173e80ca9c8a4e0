import type { DatabaseInstanceArgs, DatabaseInstanceState } from "@pulumi/gcp/sql";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import {
  atLeastOne,
  atMostOne,
  between,
  type Failure,
  needs,
  oneOf,
  shaped,
} from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { isObject, type Plain, type Properties, type Value } from "../../../values/value";
import { factsOf, newPrivateKey, selfSigned } from "../../certificate";
import {
  deletionPolicy,
  needsProject,
  needsRegion,
  plainName,
  privateServicesAddress,
  project,
  projectNumber,
  region,
} from "../../properties";

const pointInTimeRecovery = "settings.backupConfiguration.pointInTimeRecoveryEnabled";
const privateNetwork = "settings.ipConfiguration.privateNetwork";

/** A Cloud SQL instance. */
export const databaseInstance = describe<DatabaseInstanceArgs, DatabaseInstanceState>({
  token: "gcp:sql/databaseInstance:DatabaseInstance",
  id: (r) => r.text("name"),
  required: ["databaseVersion"],
  autoName: plainName,
  defaults: {
    deletionProtection: true,
    "settings.activationPolicy": "ALWAYS",
    "settings.availabilityType": "ZONAL",
    "settings.backupConfiguration.backupRetentionSettings.retentionUnit": "COUNT",
    "settings.dataCacheConfig.dataCacheEnabled": false,
    "settings.diskAutoresize": true,
    "settings.diskAutoresizeLimit": 0,
    "settings.ipConfiguration.ipv4Enabled": true,
    "settings.pricingPlan": "PER_USE",
  },
  rules: [
    needsProject,
    needsRegion,
    atLeastOne("settings", "clone", "pointInTimeRestoreContext"),
    atMostOne("rootPassword", "rootPasswordWo"),
    needs("rootPasswordWo", "rootPasswordWoVersion"),
    needs("rootPasswordWoVersion", "rootPasswordWo"),
    oneOf("settings.edition", "ENTERPRISE", "ENTERPRISE_PLUS"),
    oneOf("settings.availabilityType", "REGIONAL", "ZONAL"),
    oneOf("settings.connectorEnforcement", "NOT_REQUIRED", "REQUIRED"),
    oneOf(
      "settings.ipConfiguration.sslMode",
      "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      "ENCRYPTED_ONLY",
      "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
    ),
    shaped(
      privateNetwork,
      /^(|.*projects\/[^/]+\/global\/networks\/[^/]+)$/,
      'ids such as "projects/my-project/global/networks/my-network"',
    ),
    between("settings.maintenanceWindow.day", 1, 7),
    between("settings.maintenanceWindow.hour", 0, 23),
    between("settings.insightsConfig.queryStringLength", 1, 1048576),
    between("settings.insightsConfig.queryPlansPerMinute", 0, 200),
    between("settings.finalBackupConfig.retentionDays", 1, 36135),
    { about: [pointInTimeRecovery, "databaseVersion"], failures: recoveryOnMySql },
  ],
  replaces: [
    "backupdrBackup",
    "encryptionKeyName",
    "masterInstanceName",
    "name",
    "project",
    "region",
    "replicaConfiguration",
    "settings.collation",
  ],
  replacesWhen: [
    { path: privateNetwork, when: (_, after) => (after ?? "") === "" },
    { path: "settings.diskSize", when: isSmaller },
  ],
  ignores: [
    // A disk that resizes itself may be larger than the program says.
    {
      path: "settings.diskSize",
      when: (before, after, inputs) =>
        isSmaller(before, after) &&
        isObject(inputs.settings) &&
        inputs.settings.diskAutoresize !== false,
    },
  ],
  sets: [
    "settings.databaseFlags",
    "settings.ipConfiguration.authorizedNetworks",
    "settings.ipConfiguration.pscConfigs",
  ],
  computed: {
    availableMaintenanceVersions: derived(() => []),
    connectionName: derived((r) => `${r.text("project")}:${r.text("region")}:${r.text("name")}`),
    dnsName: derived(() => ""),
    dnsNames: derived(() => []),
    firstIpAddress: derived((r) => r.text("publicIpAddress") || r.text("privateIpAddress")),
    ipAddresses: derived(addresses),
    privateIpAddress: derived((r) => {
      const network = r.text(privateNetwork);
      return network === "" ? "" : privateServicesAddress(r, network);
    }),
    pscServiceAttachmentLink: derived(() => ""),
    publicIpAddress: derived((r) =>
      r.get("settings.ipConfiguration.ipv4Enabled") === false
        ? ""
        : `34.${r.pick("b", 64, 96)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    selfLink: derived(
      (r) =>
        `https://sqladmin.googleapis.com/sql/v1beta4/projects/${r.text("project")}/instances/${r.text("name")}`,
    ),
    serverCaCerts: assigned(() => {
      const cert = selfSigned(newPrivateKey(), "Google Cloud SQL Server CA");
      const { validFrom, validTo, sha1Fingerprint } = factsOf(cert);
      const commonName = "C=US,O=Google\\, Inc,CN=Google Cloud SQL Server CA";
      return [
        { cert, commonName, createTime: validFrom, expirationTime: validTo, sha1Fingerprint },
      ];
    }),
    serviceAccountEmailAddress: derived(
      (r) =>
        `p${projectNumber(r.text("project"))}-${r.hex("account", 6)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
    ),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    instanceType: assigned((r) =>
      r.text("masterInstanceName") === "" ? "CLOUD_SQL_INSTANCE" : "READ_REPLICA_INSTANCE",
    ),
    maintenanceVersion: assigned((r) => `${r.text("databaseVersion")}.R20260101.00_00`),
    encryptionKeyName: assigned(() => ""),
    replicaNames: assigned(() => []),
  },
  secrets: ["replicaConfiguration", "rootPassword", "rootPasswordWo", "serverCaCerts"],
  deletionGuards: ["deletionProtection", "settings.deletionProtectionEnabled"],
});

function isSmaller(before: Value | undefined, after: Value | undefined): boolean {
  return before !== undefined && after !== undefined && Number(after) < Number(before);
}

function addresses(r: Reading): Plain {
  return [
    { ipAddress: r.text("publicIpAddress"), type: "PRIMARY", timeToRetire: "" },
    { ipAddress: r.text("privateIpAddress"), type: "PRIVATE", timeToRetire: "" },
  ].filter(({ ipAddress }) => ipAddress !== "");
}

function recoveryOnMySql(inputs: Properties): Failure[] {
  const { databaseVersion, settings } = inputs;
  const backup = isObject(settings) ? settings.backupConfiguration : undefined;
  const isOn = isObject(backup) && backup.pointInTimeRecoveryEnabled === true;
  if (!isOn || typeof databaseVersion !== "string" || !databaseVersion.startsWith("MYSQL"))
    return [];
  return [
    `"${pointInTimeRecovery}" is true, and "databaseVersion" is "${databaseVersion}". Point-in-time recovery is for PostgreSQL and SQL Server. Set "binaryLogEnabled" instead.`,
  ];
}
