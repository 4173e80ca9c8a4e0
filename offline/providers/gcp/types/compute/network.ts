import type { NetworkArgs, NetworkState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  lowerCaseName,
  needsProject,
  project,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/networks/${r.text("name")}`;

/** A VPC network. */
export const network = describe<NetworkArgs, NetworkState>({
  token: "gcp:compute/network:Network",
  id,
  required: [],
  autoName: lowerCaseName(),
  defaults: {
    autoCreateSubnetworks: true,
    deleteBgpAlwaysCompareMed: false,
    deleteDefaultRoutesOnCreate: false,
    networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
  },
  rules: [
    needsProject,
    oneOf("routingMode", "REGIONAL", "GLOBAL", ""),
    oneOf("bgpBestPathSelectionMode", "LEGACY", "STANDARD", ""),
    oneOf(
      "networkFirewallPolicyEnforcementOrder",
      "BEFORE_CLASSIC_FIREWALL",
      "AFTER_CLASSIC_FIREWALL",
      "",
    ),
  ],
  replaces: [
    "autoCreateSubnetworks",
    "description",
    "internalIpv6Range",
    "name",
    "networkProfile",
    "params",
    "project",
  ],
  computed: {
    gatewayIpv4: derived(() => ""),
    networkId: assigned((r) => r.digits("network", 19)),
    numericId: derived((r) => r.text("networkId")),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    mtu: assigned(() => 0),
    routingMode: assigned(() => "REGIONAL"),
    bgpBestPathSelectionMode: assigned(() => "LEGACY"),
    bgpAlwaysCompareMed: assigned(() => false),
    bgpInterRegionCost: assigned(() => ""),
    internalIpv6Range: assigned(() => ""),
  },
});
