import {
  direct,
  network,
  planned,
  service,
  subnetwork,
} from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    planned("gcp:redis/instance:Instance", "cache", { authorizedNetwork: UNKNOWN }),
    service({
      vpcAccess: direct(),
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["cache", "run"],
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "template.vpcAccess.networkInterfaces[0].subnetwork",
    },
  ],
} satisfies PolicyCase;
