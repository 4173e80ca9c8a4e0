import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";
import { architectureOfMachine } from "./machine-architecture";

const NODE_POOL = "gcp:container/nodePool:NodePool";
const CLUSTER = "gcp:container/cluster:Cluster";

/** Tells whether a type is one that {@link NodePools} learns from. */
export function hasNodes(type: string): boolean {
  return type === NODE_POOL || type === CLUSTER;
}

/**
 * What the GKE clusters and node pools of a program say of the machines that its workloads run on. It learns from each as
 * it is registered: workloads come after the cluster, since their provider is made from it.
 */
export class NodePools {
  /** By the URN or another name of the resource, so that one that is registered again takes its own place. */
  readonly #pools = new Map<string, { readonly name?: string; readonly architecture?: string }>();

  /** Takes note of a cluster or a node pool. */
  learn(urn: string, resource: Named): void {
    const root = new Place(resource.props);
    if (resource.type === NODE_POOL) {
      this.#note(urn, root);
      return;
    }
    if (root.at("enableAutopilot").flag() === true) {
      this.#pools.set(urn, { architecture: "amd64" });
      return;
    }
    root
      .at("nodePools")
      .entries()
      .forEach((pool) => {
        this.#note(`${urn} ${pool.path}`, pool);
      });
    // The pool that a cluster comes with counts where the program does not have it removed at once.
    const hasOwn = root.at("nodePools").entries().length > 0;
    if (!hasOwn && root.at("removeDefaultNodePool").flag() !== true) this.#note(urn, root);
  }

  /** The architecture of a node pool, by its name; undefined for one that the program does not have, or does not tell. */
  architectureOf(name: string): string | undefined {
    return [...this.#pools.values()].find((pool) => pool.name === name)?.architecture;
  }

  /** The architecture that all node pools have; undefined where there are none, or several, or one that is not known. */
  get onlyArchitecture(): string | undefined {
    const all = new Set([...this.#pools.values()].map(({ architecture }) => architecture));
    return all.size === 1 ? [...all][0] : undefined;
  }

  #note(key: string, pool: Place): void {
    const name = pool.at("name").value;
    const machine = pool.at("nodeConfig", "machineType");
    // A pool that names no machine gets "e2-medium".
    const told = typeof machine.value === "string" ? machine.value : "e2-medium";
    this.#pools.set(key, {
      ...(typeof name === "string" ? { name } : {}),
      ...(machine.unknownReason() === undefined
        ? { architecture: architectureOfMachine(told) }
        : {}),
    });
  }
}

/** Those of the run, which `image-fits-platform` notes and the policies after it in the pack read. */
export const sharedNodePools = new NodePools();
