import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, mysql, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ backups: { pointInTimeRecoveryEnabled: ABSENT } }),
    mysql({ name: "mysql", backups: { binaryLogEnabled: ABSENT } }),
    postgres({
      name: "mssql",
      instance: { databaseVersion: "SQLSERVER_2022_STANDARD" },
      backups: { pointInTimeRecoveryEnabled: false },
    }),
  ],
  findings: [
    {
      resource: "db",
      kind: "violation",
      path: "settings.backupConfiguration.pointInTimeRecoveryEnabled",
    },
    { resource: "mysql", kind: "violation", path: "settings.backupConfiguration.binaryLogEnabled" },
    {
      resource: "mssql",
      kind: "violation",
      path: "settings.backupConfiguration.pointInTimeRecoveryEnabled",
    },
  ],
} satisfies PolicyCase;
