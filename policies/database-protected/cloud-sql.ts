import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import type { CloudSqlInstance } from "../models/database/cloud-sql";
import { checkSetting, foundIn, withoutRepeated } from "../models/setting/required-setting";
import { checkApiDeletion, checkProviderDeletion } from "./deletion";
import { checkAuthorizedNetworks } from "./networks";

/** Judges a Cloud SQL instance. A replica is judged by what clients of it meet: it can be made again from its primary. */
export function checkCloudSqlInstance(
  instance: CloudSqlInstance,
  protect: boolean,
): readonly Finding[] {
  const { settings } = instance;
  if (instance.role === "external") {
    return [];
  }
  const guards = { ...instance, protect };
  const deletion = instance.role === "primary" ? checkProviderDeletion(guards) : [];
  if (!isKnown(settings.value)) {
    return [
      ...deletion,
      undetermined(settings.path, `${settings.value.reason}. Give its parts as literals.`),
    ];
  }
  if (settings.record() === undefined && instance.isCopy) {
    return [
      ...deletion,
      undetermined(
        "settings",
        "is not set, so the settings are those of the instance that is copied, which this program does not show. Give the settings of the copy.",
      ),
    ];
  }
  return withoutRepeated([
    ...deletion,
    ...(instance.role === "primary" ? checkData(instance) : []),
    ...checkTls(instance),
    ...checkAddresses(instance),
    ...checkAuthorizedNetworks(instance.authorizedNetworks),
    ...checkTier(instance),
  ]);
}

function checkData(instance: CloudSqlInstance): readonly Finding[] {
  return [
    ...checkApiDeletion(instance.apiDeletionProtection),
    ...checkSetting(instance.backups, {
      allows: (value) => value === true,
      consequence: `so nothing brings back what is lost${regionalNote(instance)}`,
      action: "Automated backups must be on. Set it to true.",
    }),
    ...checkRecovery(instance),
  ];
}

/** Each engine spells point-in-time recovery in its own way, and the provider sends false for what is not set. */
function checkRecovery(instance: CloudSqlInstance): readonly Finding[] {
  const { engine } = instance;
  if (!isKnown(engine)) {
    return [
      undetermined(
        "databaseVersion",
        `${engine.reason}, and it decides which setting turns point-in-time recovery on. Give the version as a literal.`,
      ),
    ];
  }
  if (engine === undefined) {
    return [];
  }
  const setting = engine === "MySQL" ? instance.binaryLog : instance.pointInTimeRecovery;
  return checkSetting(setting, {
    allows: (value) => value === true,
    consequence: `so only the last backup can be restored and no moment after it${regionalNote(instance)}`,
    action: `Point-in-time recovery of ${engine} must be on. Set it to true.`,
  });
}

function regionalNote({ availabilityType }: CloudSqlInstance): string {
  return availabilityType.value === "REGIONAL"
    ? ", and Cloud SQL refuses a regional instance without it"
    : "";
}

/** Connectors encrypt by themselves, and where they are enforced nothing else can connect. */
function checkTls(instance: CloudSqlInstance): readonly Finding[] {
  const { sslMode, requireSsl, connectorEnforcement, engine } = instance;
  if (
    connectorEnforcement.value === "REQUIRED" ||
    (isAbsent(sslMode.value) && requireSsl.flag() === true)
  ) {
    return [];
  }
  if (engine === "SQL Server" && sslMode.value === "TRUSTED_CLIENT_CERTIFICATE_REQUIRED") {
    return [
      violation(
        sslMode.path,
        'is "TRUSTED_CLIENT_CERTIFICATE_REQUIRED", which Cloud SQL refuses for SQL Server. Set it to "ENCRYPTED_ONLY".',
      ),
    ];
  }
  const modes =
    engine === "SQL Server"
      ? ["ENCRYPTED_ONLY"]
      : ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"];
  return checkSetting(sslMode, {
    allows: (value) => modes.some((mode) => mode === value),
    consequence: "so clients may send passwords and data without TLS",
    action: `It must be ${modes.map((mode) => `"${mode}"`).join(" or ")}. Set it.`,
  });
}

/** A public address is the default; an instance needs one address of some kind. */
function checkAddresses(instance: CloudSqlInstance): readonly Finding[] {
  const { publicAddress, privateNetwork, privateServiceConnect } = instance;
  const isReachable = !isAbsent(privateNetwork.value) || privateServiceConnect.value !== undefined;
  if (publicAddress.flag() === false && !isReachable) {
    return [
      violation(
        publicAddress.path,
        `is false, and ${privateNetwork.path} is not set either, so Cloud SQL refuses the instance: it has no address. Set ${privateNetwork.path}.`,
      ),
    ];
  }
  const isDefault = publicAddress.value === undefined || publicAddress.value === null;
  return checkSetting(publicAddress, {
    allows: (value) => value === false,
    consequence: isDefault
      ? "so the instance gets a public address, which is the default"
      : "so the instance has a public address",
    action: isReachable
      ? "It must be false. Set it to false."
      : `It must be false. Set it to false, and ${privateNetwork.path} to the network of the clients.`,
  });
}

function checkTier({ edition, tier }: CloudSqlInstance): readonly Finding[] {
  if (typeof tier.value !== "string" || typeof edition !== "string") {
    return [];
  }
  const needed = /^db-(?:custom-|f1-micro$|g1-small$|n1-)/.test(tier.value)
    ? "ENTERPRISE"
    : /^db-perf-optimized-/.test(tier.value)
      ? "ENTERPRISE_PLUS"
      : undefined;
  return needed === undefined || needed === edition
    ? []
    : [
        violation(
          tier.path,
          `${foundIn(tier.value)}, which Cloud SQL refuses for the edition "${edition}" of this instance. Set settings.edition to "${needed}", or choose a tier of that edition.`,
        ),
      ];
}

function isAbsent(value: CloudSqlInstance["sslMode"]["value"]): boolean {
  return value === undefined || value === null || value === "";
}
