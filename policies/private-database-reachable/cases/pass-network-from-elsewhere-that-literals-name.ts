import { planned, service } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    planned("gcp:redis/instance:Instance", "cache", {
      name: "cache",
      authorizedNetwork: "projects/shop/global/networks/shared",
    }),
    service({
      vpcAccess: { networkInterfaces: [{ network: "projects/shop/global/networks/shared" }] },
      envs: [{ name: "DATABASE_URL", value: UNKNOWN }],
      from: ["cache"],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
