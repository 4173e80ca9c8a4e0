import { revisionsInRollout } from "../../policies/models/connection/connection-budget";
import { servicesOn } from "../platforms";
import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/**
 * How Cloud Run takes addresses for direct egress: in blocks, about two for each instance
 * (https://cloud.google.com/run/docs/configuring/vpc-direct-vpc#ip_address_allocation).
 */
const blockSize = 16;
const addressesPerInstance = 2;
/** The largest range of the stack file. */
const shortestPrefix = 8;

/**
 * The range of direct egress has addresses for all instances of all services on Cloud Run, while each has two revisions: an
 * instance without an address does not start.
 */
export const egressAddresses: Rule = ({ file }) => {
  const range = file["holdfast:network"]?.directEgress?.range;
  if (range === undefined) {
    return [];
  }
  const scales = servicesOn("cloud-run", file).flatMap(([, { scale }]) => scale?.max ?? []);
  const blocks = scales
    .map((max) => Math.ceil((max * addressesPerInstance) / blockSize))
    .reduce((sum, count) => sum + count, 0);
  const needed = blocks * blockSize * revisionsInRollout;
  const present = range.last - range.first + 1;
  if (needed <= present) {
    return [];
  }
  const instances = scales.reduce((sum, max) => sum + max, 0);
  const prefix = 32 - Math.ceil(Math.log2(needed));
  return [
    problemAt(["holdfast:network", "directEgress", "range"], {
      found: `${quote(range.cidr)}, ${present} addresses for ${instances} instances of ${scales.length} ${scales.length === 1 ? "service" : "services"}, which take ${addressesPerInstance} each in blocks of ${blockSize}: ${blocks} x ${blockSize} = ${blocks * blockSize}, two revisions during a rollout x ${revisionsInRollout} = ${needed}`,
      allowed: `a range of ${needed} addresses or more`,
      action:
        prefix < shortestPrefix
          ? "Lower scale.max of the services."
          : `Choose a range of the size /${prefix} or larger, or lower scale.max of the services.`,
    }),
  ];
};
