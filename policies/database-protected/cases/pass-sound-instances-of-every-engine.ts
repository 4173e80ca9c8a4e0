import type { PolicyCase } from "../../testing/policy-case";
import { mysql, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres(),
    mysql({ name: "mysql" }),
    postgres({ name: "mssql", instance: { databaseVersion: "SQLSERVER_2022_STANDARD" } }),
    postgres({
      name: "certificates",
      addresses: { sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
