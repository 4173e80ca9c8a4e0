import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import type { PrivateServer } from "../models/database/private-server";
import {
  compareNetworks,
  givenIn,
  isDeclared,
  type KnownNetwork,
  type NetworkMap,
  shownNetwork,
} from "../models/network/network-map";
import { SERVICE_CONNECTION } from "../models/network/types";
import type { Relations } from "../models/relation/relations";

/** The private services access of the networks of a stack. */
export class ServiceConnections {
  private readonly connections: readonly StackResource[];
  private readonly after = new Map<string, ReadonlySet<string>>();

  constructor(
    stack: readonly StackResource[],
    private readonly relations: Relations,
    private readonly networks: NetworkMap,
  ) {
    this.connections = stack.filter(({ type }) => type === SERVICE_CONNECTION);
  }

  /**
   * Judges whether a server is made after the connection that gives it its address. A network that is made elsewhere may
   * have its connection there as well.
   */
  check({ resource, path, networks, needsServiceConnection }: PrivateServer): readonly Finding[] {
    const [network] = networks;
    if (!needsServiceConnection || !isDeclared(resource) || network?.is !== "known") {
      return [];
    }
    const ofNetwork = this.connections.filter((each) => this.joins(each, network) === "same");
    if (ofNetwork.length > 0) {
      const isOrdered = ofNetwork.some(
        (each) => !isDeclared(each) || this.dependenciesOf(resource).has(each.urn),
      );
      return isOrdered ? [] : [unordered(path, network, ofNetwork)];
    }
    if (network.resource === undefined || !isDeclared(network.resource)) {
      return [];
    }
    return this.connections.some((each) => this.joins(each, network) === "unknown")
      ? [
          undetermined(
            path,
            `leads into ${shownNetwork(network)}, and whether a connection of this program is to that network cannot be told. Give its network as an output of the network, and make this resource depend on it.`,
          ),
        ]
      : [missing(path, network)];
  }

  private joins(connection: StackResource, network: KnownNetwork) {
    const found = this.networks.networkAt(connection, givenIn(connection, "network"));
    return found?.is === "known" ? compareNetworks(found, network) : "unknown";
  }

  /** All that is made before a resource. Each resource is asked for its dependencies once. */
  private dependenciesOf(resource: StackResource): ReadonlySet<string> {
    const known = this.after.get(resource.urn);
    if (known !== undefined) {
      return known;
    }
    const found = new Set<string>();
    const open = [...resource.dependencies];
    for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
      if (!found.has(urn)) {
        found.add(urn);
        open.push(...(this.relations.at(urn)?.dependencies ?? []));
      }
    }
    this.after.set(resource.urn, found);
    return found;
  }
}

function unordered(
  path: string,
  network: KnownNetwork,
  connections: readonly StackResource[],
): Finding {
  const [name] = connections.map((each) => subjectOf(each));
  return violation(
    path,
    `leads into ${shownNetwork(network)}, and nothing makes the resource wait for ${name}, without which its address cannot be given. ` +
      "It must be made after the connection. Add the connection to dependsOn.",
  );
}

function missing(path: string, network: KnownNetwork): Finding {
  return violation(
    path,
    `leads into ${shownNetwork(network)}, which has no private services access, so no address can be given. ` +
      "Add a GlobalAddress with purpose VPC_PEERING and a servicenetworking Connection of that network, and make this resource depend on the connection.",
  );
}
