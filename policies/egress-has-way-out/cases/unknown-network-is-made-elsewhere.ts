import { byConnector, nat, router, service } from "../../models/network/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    router("router", { network: "projects/shop/global/networks/other" }, ""),
    nat(),
    service({ vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ network: "shared" }] } }),
    service({ name: "connected", vpcAccess: byConnector("ALL_TRAFFIC") }),
    service({
      name: "literal",
      vpcAccess: {
        egress: "ALL_TRAFFIC",
        connector: "projects/shop/locations/europe-west1/connectors/shared",
      },
    }),
    service({
      name: "later",
      vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ network: UNKNOWN }] },
    }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: "template.vpcAccess.egress" },
    { resource: "connected", kind: "undetermined", path: "template.vpcAccess.connector" },
    { resource: "literal", kind: "undetermined", path: "template.vpcAccess.connector" },
    {
      resource: "later",
      kind: "undetermined",
      path: "template.vpcAccess.networkInterfaces[0].network",
    },
  ],
} satisfies PolicyCase;
