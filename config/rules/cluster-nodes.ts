import { type Problem, problemAt, quote } from "../problem";
import { entriesOf, type Rule } from "./rule";

/**
 * Addresses that a node of a standard cluster takes for its pods: a /24, for up to 110 of them
 * (https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr).
 */
const addressesPerNode = 256;
/** The largest `podRange`. */
const shortestPrefix = 9;

/** Taints that keep pods away which do not tolerate them. */
const closing: ReadonlySet<string | undefined> = new Set(["NO_SCHEDULE", "NO_EXECUTE"]);

/** A standard cluster has nodes, as many as its range of pods has addresses for; those of autopilot are Google's. */
export const clusterNodes: Rule = ({ file }) => {
  const gke = file["holdfast:gke"];
  const pools = entriesOf(gke?.nodePools);
  const problems: Problem[] = [];
  if (gke?.mode === "autopilot" && pools.length > 0) {
    problems.push(
      problemAt(["holdfast:gke", "nodePools"], {
        found: 'node pools, with mode "autopilot", in which Google chooses the nodes',
        allowed: 'nodePools with mode "standard" only',
        action: 'Remove them, or set gke.mode to "standard".',
      }),
    );
  }
  if (gke?.mode === "standard" && gke.nodePools !== undefined && pools.length === 0) {
    problems.push(
      problemAt(["holdfast:gke", "nodePools"], {
        found: 'no node pool, with mode "standard"',
        allowed: "one node pool or more, or no pod has a node to run on",
        action: 'Add one, or set gke.mode to "autopilot".',
      }),
    );
  }
  const isClosed = pools.every(([, { taints = [] }]) =>
    taints.some((taint) => closing.has(taint?.effect)),
  );
  if (gke?.mode === "standard" && pools.length > 0 && isClosed) {
    problems.push(
      problemAt(["holdfast:gke", "nodePools"], {
        found: "taints on every node pool",
        allowed: "one node pool or more without, since no pod of the stack tolerates a taint",
        action: "Remove the taints of one, or add another pool.",
      }),
    );
  }
  for (const [name, { minNodes, maxNodes }] of pools) {
    if (minNodes !== undefined && maxNodes !== undefined && minNodes > maxNodes) {
      problems.push(
        problemAt(["holdfast:gke", "nodePools", name, "maxNodes"], {
          found: `${maxNodes}, with minNodes ${minNodes}`,
          allowed: "a number that is not less than minNodes",
          action: `Set it to ${minNodes} or more, or lower minNodes.`,
        }),
      );
    }
  }
  const nodes = pools.reduce((sum, [, { maxNodes = 0 }]) => sum + maxNodes, 0);
  const needed = nodes * addressesPerNode;
  const range = gke?.podRange;
  if (gke?.mode === "standard" && range !== undefined && needed > range.last - range.first + 1) {
    const prefix = 32 - Math.ceil(Math.log2(needed));
    problems.push(
      problemAt(["holdfast:gke", "podRange"], {
        found: `${quote(range.cidr)}, ${range.last - range.first + 1} addresses for ${nodes} nodes, which take ${addressesPerNode} each: ${needed}`,
        allowed: `a range of ${needed} addresses or more`,
        action:
          prefix < shortestPrefix
            ? "Lower maxNodes of the node pools."
            : `Choose a range of the size /${prefix} or larger, or lower maxNodes of the node pools.`,
      }),
    );
  }
  return problems;
};
