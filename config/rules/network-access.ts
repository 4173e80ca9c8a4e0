import { usesCloudRun } from "../platforms";
import { type Problem, problemAt, quoteAll } from "../problem";
import type { Rule, Subject } from "./rule";

type Network = NonNullable<Subject["file"]["holdfast:network"]>;

const waysIn = ["connector", "directEgress"] as const;

function cloudRunProblems(network: Network): Problem[] {
  const problems: Problem[] = [];
  const allowed = 'exactly one of "connector" and "directEgress"';
  if (network.connector !== undefined && network.directEgress !== undefined) {
    problems.push(
      problemAt(["holdfast:network"], {
        found: 'both "connector" and "directEgress"',
        allowed,
        action: "Remove one of them.",
      }),
    );
  }
  if (network.connector === undefined && network.directEgress === undefined) {
    problems.push(
      problemAt(["holdfast:network"], {
        found: 'neither "connector" nor "directEgress"',
        allowed,
        action: "Add one of them.",
      }),
    );
  }
  if (network.egress === undefined) {
    problems.push(
      problemAt(["holdfast:network", "egress"], {
        found: "nothing",
        allowed: '"all-traffic" or "private-ranges-only"',
        action: "Add it.",
      }),
    );
  }
  return problems;
}

/** Pods stand in the network: no way leads them into it, and all that they send goes through it. */
function clusterProblems(network: Network): Problem[] {
  return [...waysIn, "egress" as const]
    .filter((key) => network[key] !== undefined)
    .map((key) =>
      problemAt(["holdfast:network", key], {
        found: "a setting for services on Cloud Run, of which there are none",
        allowed: `${quoteAll([...waysIn, "egress"])} with a service on Cloud Run only`,
        action: "Remove it: pods stand in the network themselves.",
      }),
    );
}

/**
 * Services on Cloud Run have exactly one way into the network, those on GKE need none, and a gateway is configured
 * only where traffic takes it.
 */
export const networkAccess: Rule = ({ file }) => {
  const network = file["holdfast:network"];
  if (network === undefined || file["holdfast:platform"] === undefined) {
    return [];
  }
  const problems = usesCloudRun(file) ? cloudRunProblems(network) : clusterProblems(network);
  const hasCluster = file["holdfast:gke"] !== undefined;
  if (network.nat !== undefined && network.egress === "private-ranges-only" && !hasCluster) {
    problems.push(
      problemAt(["holdfast:network", "nat"], {
        found: 'settings of Cloud NAT beside egress "private-ranges-only", which needs none',
        allowed: 'nat with egress "all-traffic" or a GKE cluster only',
        action: 'Remove it, or set network.egress to "all-traffic".',
      }),
    );
  }
  return problems;
};
