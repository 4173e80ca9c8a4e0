import { direct, network, service, subnetwork } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    network(),
    subnetwork("run"),
    service({ vpcAccess: { ...direct(), egress: UNKNOWN }, from: ["run"] }),
    service({ name: "whole", vpcAccess: UNKNOWN, from: ["run"] }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: "template.vpcAccess.egress" },
    { resource: "whole", kind: "undetermined", path: "template.vpcAccess" },
  ],
} satisfies PolicyCase;
