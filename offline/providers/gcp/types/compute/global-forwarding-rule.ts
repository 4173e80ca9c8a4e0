import type { GlobalForwardingRuleArgs, GlobalForwardingRuleState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  plainName,
  project,
  samePorts,
  sameReference,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/forwardingRules/${r.text("name")}`;

/** An address and port at which a global load balancer takes connections. */
export const globalForwardingRule = describe<GlobalForwardingRuleArgs, GlobalForwardingRuleState>({
  token: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
  id,
  required: ["target"],
  autoName: plainName,
  defaults: { loadBalancingScheme: "EXTERNAL" },
  rules: [
    needsProject,
    oneOf(
      "loadBalancingScheme",
      "EXTERNAL",
      "EXTERNAL_MANAGED",
      "INTERNAL_MANAGED",
      "INTERNAL_SELF_MANAGED",
      "",
    ),
    oneOf("ipProtocol", "TCP", "UDP", "ESP", "AH", "SCTP", "ICMP", ""),
    oneOf("ipVersion", "IPV4", "IPV6", ""),
    oneOf("networkTier", "PREMIUM", "STANDARD", ""),
  ],
  replaces: [
    "allowPscGlobalAccess",
    "description",
    "ipAddress",
    "ipProtocol",
    "ipVersion",
    "metadataFilters",
    "name",
    "network",
    "networkTier",
    "noAutomateDnsZone",
    "portRange",
    "project",
    "serviceDirectoryRegistrations",
    "sourceIpRanges",
    "subnetwork",
  ],
  ignores: [
    sameReference("network"),
    sameReference("subnetwork"),
    sameReference("target"),
    samePorts("portRange"),
  ],
  computed: {
    ...labels,
    baseForwardingRule: derived(() => ""),
    forwardingRuleId: assigned((r) => r.pick("forwarding rule", 1e9, 9e15)),
    labelFingerprint: derived(() => "42WmSpB8rSM="),
    pscConnectionId: derived(() => ""),
    pscConnectionStatus: derived(() => ""),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    ipAddress: assigned(
      (r) => `34.${r.pick("b", 96, 160)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    ipProtocol: assigned(() => "TCP"),
    network: assigned(() => ""),
    networkTier: assigned(() => "PREMIUM"),
    subnetwork: assigned(() => ""),
  },
  secrets: labelSecrets,
});
