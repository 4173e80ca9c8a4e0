import type { RouterNatArgs, RouterNatState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { atMostOne, oneOf, shaped } from "../../../declared/rules";
import {
  deletionPolicy,
  lowerCaseName,
  needsProject,
  needsRegion,
  project,
  region,
  sameReference,
} from "../../properties";

/** A Cloud NAT gateway of a router. */
export const routerNat = describe<RouterNatArgs, RouterNatState>({
  token: "gcp:compute/routerNat:RouterNat",
  id: (r) => `${r.text("project")}/${r.text("region")}/${r.text("router")}/${r.text("name")}`,
  required: ["router", "sourceSubnetworkIpRangesToNat"],
  autoName: lowerCaseName(),
  defaults: {
    icmpIdleTimeoutSec: 30,
    tcpEstablishedIdleTimeoutSec: 1200,
    tcpTimeWaitTimeoutSec: 120,
    tcpTransitoryIdleTimeoutSec: 30,
    type: "PUBLIC",
    udpIdleTimeoutSec: 30,
  },
  rules: [
    needsProject,
    needsRegion,
    shaped(
      "name",
      /^[a-z][-a-z0-9]{0,61}[a-z0-9]$/,
      "lower case letters, digits and hyphens, 2 to 63 characters",
    ),
    oneOf(
      "sourceSubnetworkIpRangesToNat",
      "ALL_SUBNETWORKS_ALL_IP_RANGES",
      "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES",
      "LIST_OF_SUBNETWORKS",
    ),
    oneOf("natIpAllocateOption", "MANUAL_ONLY", "AUTO_ONLY", ""),
    oneOf("logConfig.filter", "ERRORS_ONLY", "TRANSLATIONS_ONLY", "ALL"),
    oneOf("type", "PUBLIC", "PRIVATE", ""),
    atMostOne("initialNatIps", "drainNatIps"),
    atMostOne("initialNatIps", "natIps"),
  ],
  replaces: ["endpointTypes", "initialNatIps", "name", "project", "region", "router", "type"],
  ignores: [sameReference("router")],
  sets: ["drainNatIps", "initialNatIps", "natIps", "rules", "subnetworks"],
  computed: {},
  decided: {
    deletionPolicy,
    project,
    region,
    autoNetworkTier: assigned(() => "PREMIUM"),
    enableDynamicPortAllocation: assigned(() => false),
    enableEndpointIndependentMapping: assigned(() => false),
    endpointTypes: assigned(() => ["ENDPOINT_TYPE_VM"]),
    minPortsPerVm: assigned(() => 0),
    natIps: assigned(() => []),
    drainNatIps: assigned(() => []),
  },
});
