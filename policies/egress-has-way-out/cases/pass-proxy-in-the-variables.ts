import { direct, network, service, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    service({
      vpcAccess: direct("ALL_TRAFFIC"),
      envs: [{ name: "HTTPS_PROXY", value: "http://10.0.0.9:3128" }],
      from: ["run"],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
