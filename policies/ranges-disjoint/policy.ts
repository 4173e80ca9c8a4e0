import { definePolicy } from "../framework/define-policy";
import { takesRange } from "../models/network/declared-range";
import { NETWORK } from "../models/network/types";
import { hasVpcAccess } from "../models/network/vpc-access";
import { checkRanges } from "./check";

/** Refuses address ranges that two parts of one network claim, and ranges that are too small for their use. */
export const rangesDisjoint = definePolicy({
  id: "ranges-disjoint",
  displayName: "Address ranges are disjoint",
  description:
    "Refuses ranges of one VPC network that overlap: subnetworks with their secondary ranges, connectors, ranges for managed services and control planes of GKE. Refuses direct egress of Cloud Run from less than a /26. " +
    "The second of two such ranges fails in the middle of a deployment, or takes addresses from the services beside it.",
  severity: "high",
  remediation:
    "Choose ranges that nothing else in the network has. Leave the address of a range for managed services out, and Google Cloud chooses a free one.",
  incidents: ["N15"],
  appliesTo: (type) => takesRange(type) || hasVpcAccess(type) || type === NETWORK,
  stack: checkRanges,
});
