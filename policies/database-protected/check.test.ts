import { describe, expect, it } from "vitest";
import type { Data } from "../framework/value";
import { checkDatabase } from "./check";
import { alloyDbCluster, type Changes, mysql, postgres } from "./sound.fixture";

type Props = { readonly [key: string]: Data };

function found({ type, name = "", props }: ReturnType<typeof postgres>, protect = false) {
  return checkDatabase({ type, name, props: props as Props }, protect).map(
    ({ path, message }) => `${path} ${message}`,
  );
}

describe("a Cloud SQL instance", () => {
  it.each<[string, Changes, string]>([
    [
      "N16: that one wrong update deletes",
      { instance: { deletionProtection: false } },
      "deletionProtection is false, so one wrong update deletes the database with its data. It must be true, which is the default. Set it to true or remove it.",
    ],
    [
      "N16: that the console may delete",
      { settings: { deletionProtectionEnabled: false } },
      "settings.deletionProtectionEnabled is false, so the console, gcloud and the API may delete the instance with its data. It must be true. Set it to true.",
    ],
    [
      "A19: without backups",
      { backups: { enabled: false } },
      "settings.backupConfiguration.enabled is false, so nothing brings back what is lost. Automated backups must be on. Set it to true.",
    ],
    [
      "A19: without point-in-time recovery, in two zones",
      {
        settings: { availabilityType: "REGIONAL" },
        backups: { pointInTimeRecoveryEnabled: undefined },
      },
      "settings.backupConfiguration.pointInTimeRecoveryEnabled is not set, so only the last backup can be restored and no moment after it, and Cloud SQL refuses a regional instance without it. Point-in-time recovery of PostgreSQL must be on. Set it to true.",
    ],
    [
      "that the internet reaches by default",
      { addresses: { ipv4Enabled: undefined, privateNetwork: undefined } },
      "settings.ipConfiguration.ipv4Enabled is not set, so the instance gets a public address, which is the default. It must be false. Set it to false, and settings.ipConfiguration.privateNetwork to the network of the clients.",
    ],
    [
      "with a tier that Cloud SQL refuses",
      { settings: { edition: undefined, tier: "db-f1-micro" } },
      'settings.tier is "db-f1-micro", which Cloud SQL refuses for the edition "ENTERPRISE_PLUS" of this instance. Set settings.edition to "ENTERPRISE", or choose a tier of that edition.',
    ],
  ])("%s is refused", (_what, changes, message) => {
    expect(found(postgres(changes))).toEqual([message]);
  });

  it("passes when it is sound, and when Pulumi itself protects it", () => {
    expect(found(postgres())).toEqual([]);
    expect(found(postgres({ instance: { deletionProtection: false } }), true)).toEqual([]);
  });

  it("of MySQL is told of the binary log", () => {
    expect(found(mysql({ backups: { binaryLogEnabled: false } })).join()).toContain(
      "Point-in-time recovery of MySQL must be on.",
    );
  });
});

it("A19: an AlloyDB cluster without continuous backup is refused", () => {
  expect(found(alloyDbCluster("main", { continuousBackupConfig: { enabled: false } }))).toEqual([
    "continuousBackupConfig.enabled is false, so no moment before a fault can be restored. It must be true, which is the default. Set it to true or remove it.",
  ]);
});

it("what is no database is not judged", () => {
  expect(
    checkDatabase({ type: "gcp:redis/instance:Instance", name: "", props: {} }, false),
  ).toEqual([]);
});
