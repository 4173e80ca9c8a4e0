import { direct, job, network, service, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run", { ipCidrRange: "10.0.0.0/27" }),
    service({ vpcAccess: direct(), from: ["run"] }),
    job({ vpcAccess: direct(), from: ["run"] }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "template.vpcAccess.networkInterfaces[0].subnetwork",
    },
    {
      resource: "migrate",
      kind: "violation",
      path: "template.template.vpcAccess.networkInterfaces[0].subnetwork",
    },
  ],
} satisfies PolicyCase;
