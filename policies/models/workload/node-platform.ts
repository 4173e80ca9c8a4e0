import type { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { Platform } from "../../registry/reading";
import { podOf } from "../carrier/object-reference";
import { architectureOfMachine } from "../compute/machine-architecture";
import type { NodePools } from "../compute/node-pools";
import { matchingTerms, type NodeTerm } from "./node-terms";
import type { Workload } from "./workload";

/** What Cloud Run runs (https://cloud.google.com/run/docs/container-contract#languages), and nodes unless one asks for others. */
export const USUAL_PLATFORM: Platform = { os: "linux", architecture: "amd64" };

const ARCHITECTURE_LABELS = ["kubernetes.io/arch", "beta.kubernetes.io/arch"];
const OS_LABELS = ["kubernetes.io/os", "beta.kubernetes.io/os"];
const MACHINE_LABELS = [
  "cloud.google.com/machine-family",
  "node.kubernetes.io/instance-type",
  "beta.kubernetes.io/instance-type",
];
const NODE_POOL_LABEL = "cloud.google.com/gke-nodepool";

/** Where the containers of a workload may come to run. */
export interface NodePlatforms {
  /** Every one of them may be the one, so an image has to fit them all; none where no node can meet what is asked for. */
  readonly platforms: readonly Platform[];
  /** The program can ask for other nodes. */
  readonly selectable: boolean;
  /** What says so, as a clause: `which Cloud Run runs`. */
  readonly because: string;
  /** Why it may be another platform after all; undefined where it is sure. */
  readonly uncertain?: string;
}

/**
 * Where a workload may come to run: on Cloud Run always `linux/amd64`; on Kubernetes what its node selector and required
 * node affinity ask for, by architecture, operating system, kind of machine or node pool; where nothing tells, on
 * `linux/amd64`, unless all node pools of the program are of Arm machines. GKE keeps what does not ask for Arm nodes off
 * them (https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment).
 *
 * @param pools The node pools that the program has registered so far.
 * @returns unknown where what asks for nodes cannot be read now.
 */
export function nodePlatforms(
  workload: Workload,
  root: Place,
  pools: NodePools,
): Value<NodePlatforms> {
  const [first] = workload.containers;
  if (workload.platform === "cloud-run" || first === undefined) {
    return {
      platforms: [USUAL_PLATFORM],
      selectable: false,
      because: "which is what Cloud Run runs",
    };
  }
  const pod = podOf(root, first);
  const terms = matchingTerms(pod);
  if (!isKnown(terms)) return terms;
  const all = terms.map((term) => ofTerm(term, pools));
  const os = pod.at("os", "name").text();
  if (os instanceof Unknown) return os;
  const platforms = new Map(
    all.flatMap(({ architectures, os: told }) =>
      architectures.map((architecture) => {
        const platform = { os: told ?? os ?? "linux", architecture };
        return [`${platform.os}/${architecture}`, platform] as const;
      }),
    ),
  );
  const uncertain = all.find((one) => one.uncertain !== undefined)?.uncertain;
  return {
    platforms: [...platforms.values()],
    selectable: true,
    because: all.find(({ because }) => because !== undefined)?.because ?? byDefault(pools),
    ...(uncertain === undefined ? {} : { uncertain }),
  };
}

/** The platform to read an image for: the first that it may come to run on. */
export function platformToRead(nodes: Value<NodePlatforms>): Platform {
  const [platform = USUAL_PLATFORM] = isKnown(nodes) ? nodes.platforms : [];
  return platform;
}

interface OfTerm {
  readonly architectures: readonly string[];
  readonly os?: string;
  readonly because?: string;
  readonly uncertain?: string;
}

function ofTerm(term: NodeTerm, pools: NodePools): OfTerm {
  const [os] = OS_LABELS.flatMap((label) => term.allowed(label, ["linux", "windows"]) ?? []);
  const system = os === undefined ? {} : { os };
  for (const label of ARCHITECTURE_LABELS) {
    const architectures = term.allowed(label, ["amd64", "arm64"]);
    if (architectures !== undefined && architectures.length > 0) {
      return { ...system, architectures, because: `which "${label}" asks for` };
    }
  }
  for (const label of MACHINE_LABELS) {
    const machines = term.allowed(label, []) ?? [];
    if (machines.length > 0) {
      const architectures = [...new Set(machines.map(architectureOfMachine))];
      return { ...system, architectures, because: `which "${label}" asks for` };
    }
  }
  const names = term.allowed(NODE_POOL_LABEL, []) ?? [];
  if (names.length > 0) {
    const found = names.map((name) => pools.architectureOf(name));
    const architectures = [...new Set(found.flatMap((one) => one ?? []))];
    if (architectures.length > 0) {
      return { ...system, architectures, because: `which the node pool "${names[0]}" has` };
    }
    return {
      ...system,
      architectures: ["amd64"],
      uncertain: `the machines of the node pool "${names[0]}" are not known here`,
    };
  }
  return { ...system, architectures: [pools.onlyArchitecture ?? "amd64"] };
}

function byDefault(pools: NodePools): string {
  return pools.onlyArchitecture === undefined
    ? "which is what nodes are unless a workload asks for others"
    : "which is what all node pools of the program have";
}
