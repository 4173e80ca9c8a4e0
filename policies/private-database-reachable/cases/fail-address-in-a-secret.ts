import {
  database,
  network,
  planned,
  service,
  serviceConnection,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    serviceConnection(),
    database(),
    planned("gcp:secretmanager/secret:Secret", "url", { secretId: "db-url" }),
    planned(
      "gcp:secretmanager/secretVersion:SecretVersion",
      "url-1",
      { secret: UNKNOWN, secretData: UNKNOWN },
      { secret: ["url"], secretData: ["db"] },
    ),
    service({
      envs: [
        {
          name: "DATABASE_URL",
          valueSource: { secretKeyRef: { secret: "db-url", version: "latest" } },
        },
      ],
    }),
    service({
      name: "pinned",
      envs: [
        {
          name: "DATABASE_URL",
          valueSource: { secretKeyRef: { secret: UNKNOWN, version: UNKNOWN } },
        },
      ],
      from: ["url-1"],
    }),
    service({
      name: "other",
      envs: [{ name: "KEY", valueSource: { secretKeyRef: { secret: "api-key", version: "1" } } }],
    }),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.vpcAccess" },
    { resource: "pinned", kind: "violation", path: "template.vpcAccess" },
  ],
} satisfies PolicyCase;
