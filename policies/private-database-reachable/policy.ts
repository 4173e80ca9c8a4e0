import { definePolicy } from "../framework/define-policy";
import { isServerType } from "../models/database/private-server";
import * as types from "../models/network/types";
import { hasVpcAccess } from "../models/network/vpc-access";
import { checkReachable } from "./check";

const NETWORK_TYPES: ReadonlySet<string> = new Set([
  types.NETWORK,
  types.SUBNETWORK,
  types.CONNECTOR,
  types.SERVICE_CONNECTION,
]);

/** Refuses workloads that are told of a private database to which they have no way. */
export const privateDatabaseReachable = definePolicy({
  id: "private-database-reachable",
  displayName: "Private databases can be reached",
  description:
    "Refuses a Cloud Run service, job or worker pool that is given a database or cache with a private address only and has no VPC access into its network, or one of another region. Refuses a database whose network gives it no address, or not in time. " +
    "Such a workload waits for its connections until it is ended.",
  severity: "critical",
  remediation:
    "Give the workload VPC access in its own region: a connector, or a subnetwork for direct egress, of the network of the database. Make the database depend on the private services access of that network.",
  incidents: ["N8", "N15"],
  appliesTo: (type) =>
    hasVpcAccess(type) ||
    isServerType(type) ||
    NETWORK_TYPES.has(type) ||
    type.startsWith("gcp:secretmanager/"),
  stack: checkReachable,
});
