import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ addresses: { sslMode: ABSENT } }),
    postgres({ name: "optional", addresses: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } }),
    postgres({
      name: "mssql",
      instance: { databaseVersion: "SQLSERVER_2022_STANDARD" },
      addresses: { sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" },
    }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.ipConfiguration.sslMode" },
    { resource: "optional", kind: "violation", path: "settings.ipConfiguration.sslMode" },
    { resource: "mssql", kind: "violation", path: "settings.ipConfiguration.sslMode" },
  ],
} satisfies PolicyCase;
