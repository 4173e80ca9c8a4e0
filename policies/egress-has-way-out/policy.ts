import { definePolicy } from "../framework/define-policy";
import * as types from "../models/network/types";
import { hasVpcAccess } from "../models/network/vpc-access";
import { checkEgress } from "./check";

const NETWORK_TYPES: ReadonlySet<string> = new Set([
  types.NETWORK,
  types.SUBNETWORK,
  types.CONNECTOR,
  types.ROUTER,
  types.ROUTER_NAT,
  types.ROUTE,
]);

/** Refuses workloads that send all traffic into a network that leads nowhere. */
export const egressHasWayOut = definePolicy({
  id: "egress-has-way-out",
  displayName: "All-traffic egress has a way out",
  description:
    "Refuses a Cloud Run service, job or worker pool that sends all traffic into a network of the program without Cloud NAT for its region and subnetwork. " +
    "A VPC network gives Cloud Run no address of the internet, so every call to the outside times out.",
  severity: "high",
  remediation:
    "Add a RouterNat on a Router of that network and region that covers the subnetwork, or set the egress to private ranges only. A route of all traffic to an appliance and a proxy in the variables of the containers count as ways out.",
  incidents: ["N8"],
  appliesTo: (type) => hasVpcAccess(type) || NETWORK_TYPES.has(type),
  stack: checkEgress,
});
