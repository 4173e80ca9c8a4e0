import type { ForwardingRuleArgs, ForwardingRuleState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf, shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  computeName,
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  needsRegion,
  now,
  plainName,
  project,
  region,
  samePorts,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/forwardingRules/${r.text("name")}`;
const isExternal = (r: Reading) => r.text("loadBalancingScheme", "EXTERNAL").startsWith("EXTERNAL");

/** An address and ports at which a load balancer of one region takes connections. */
export const forwardingRule = describe<ForwardingRuleArgs, ForwardingRuleState>({
  token: "gcp:compute/forwardingRule:ForwardingRule",
  id,
  required: [],
  autoName: plainName,
  defaults: { loadBalancingScheme: "EXTERNAL", recreateClosedPsc: false },
  rules: [
    needsProject,
    needsRegion,
    shaped("serviceLabel", computeName.pattern, computeName.form),
    oneOf(
      "loadBalancingScheme",
      "EXTERNAL",
      "EXTERNAL_MANAGED",
      "INTERNAL",
      "INTERNAL_MANAGED",
      "",
    ),
    oneOf("ipProtocol", "TCP", "UDP", "ESP", "AH", "SCTP", "ICMP", "L3_DEFAULT", ""),
    oneOf("ipVersion", "IPV4", "IPV6", ""),
    oneOf("networkTier", "PREMIUM", "STANDARD", ""),
  ],
  replaces: [
    "allPorts",
    "backendService",
    "description",
    "ipAddress",
    "ipCollection",
    "ipProtocol",
    "ipVersion",
    "isMirroringCollector",
    "loadBalancingScheme",
    "name",
    "network",
    "networkTier",
    "noAutomateDnsZone",
    "portRange",
    "ports",
    "project",
    "region",
    "serviceDirectoryRegistrations",
    "serviceLabel",
    "sourceIpRanges",
    "subnetwork",
  ],
  ignores: [
    sameReference("backendService"),
    sameReference("network"),
    sameReference("region"),
    sameReference("subnetwork"),
    sameReference("target"),
    samePorts("portRange"),
  ],
  replacesWhen: [
    {
      path: "allowGlobalAccess",
      when: (_before, _after, inputs) => inputs.loadBalancingScheme === "INTERNAL_MANAGED",
    },
  ],
  sets: ["ports"],
  computed: {
    ...labels,
    baseForwardingRule: derived(() => ""),
    creationTimestamp: assigned(now),
    forwardingRuleId: assigned((r) => r.pick("forwarding rule", 1e9, 9e15)),
    labelFingerprint: derived(() => "42WmSpB8rSM="),
    pscConnectionId: derived(() => ""),
    pscConnectionStatus: derived(() => ""),
    selfLink: derived((r) => computeLink(id(r))),
    serviceName: derived((r) => {
      const label = r.text("serviceLabel");
      const place = `il4.${r.text("region")}.lb.${r.text("project")}.internal`;
      return label === "" ? "" : `${label}.${r.text("name")}.${place}`;
    }),
  },
  decided: {
    deletionPolicy,
    project,
    region,
    ipAddress: assigned(
      (r) =>
        `${isExternal(r) ? "35" : "10"}.${r.pick("b", 184, 240)}.${r.pick("c", 0, 256)}.${r.pick("d", 1, 255)}`,
    ),
    ipProtocol: assigned(() => "TCP"),
    ipVersion: assigned(() => ""),
    network: assigned(() => ""),
    networkTier: assigned(() => "PREMIUM"),
    portRange: assigned(() => ""),
    subnetwork: assigned(() => ""),
  },
  secrets: labelSecrets,
});
