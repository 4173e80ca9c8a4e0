import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import { planned } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres(pinned("100")),
    planned("gcp:secretmanager/secret:Secret", "url", { secretId: "db-url" }),
    planned(
      "gcp:secretmanager/secretVersion:SecretVersion",
      "url-1",
      { secret: UNKNOWN, secretData: UNKNOWN },
      { secret: ["url"], secretData: ["db"] },
    ),
    pooled({ from: ["url-1"] }),
  ],
  findings: [{ resource: "db", kind: "violation", path: "settings.databaseFlags[0].value" }],
} satisfies PolicyCase;
