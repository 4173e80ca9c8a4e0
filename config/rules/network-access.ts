import { type Problem, problemAt } from "../problem";
import type { Rule } from "./rule";

/** Services have exactly one way into the network, and a gateway is configured only where traffic takes it. */
export const networkAccess: Rule = ({ file }) => {
  const network = file["holdfast:network"];
  if (network === undefined) {
    return [];
  }
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
  if (network.nat !== undefined && network.egress === "private-ranges-only") {
    problems.push(
      problemAt(["holdfast:network", "nat"], {
        found: 'settings of Cloud NAT beside egress "private-ranges-only", which needs none',
        allowed: 'nat with egress "all-traffic" only',
        action: 'Remove it, or set network.egress to "all-traffic".',
      }),
    );
  }
  return problems;
};
