import { usesCloudRun } from "../platforms";
import { type Problem, problemAt } from "../problem";
import { usesCluster } from "../tenants";
import type { Rule, Subject } from "./rule";

type Network = NonNullable<Subject["file"]["holdfast:network"]>;

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

/**
 * Services on Cloud Run have exactly one way into the network, and a gateway is configured only where traffic takes it.
 * Where nothing runs on Cloud Run, the way into the network waits for the day on which something does.
 */
export const networkAccess: Rule = ({ file }) => {
  const network = file["holdfast:network"];
  if (network === undefined || file["holdfast:platform"] === undefined) {
    return [];
  }
  const problems = usesCloudRun(file) ? cloudRunProblems(network) : [];
  const hasCluster = usesCluster(file);
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
