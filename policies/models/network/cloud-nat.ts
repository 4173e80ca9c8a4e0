import type { StackResource } from "../../framework/policy";
import { isKnown, type Value } from "../../framework/value";
import type { Relations } from "../relation/relations";
import {
  compareNetworks,
  givenIn,
  type KnownNetwork,
  type NetworkMap,
  type NetworkReference,
  regionIn,
} from "./network-map";
import { ROUTER, ROUTER_NAT } from "./types";

/** An answer that may lack what it needs to be sure. */
export type Certainty = "yes" | "no" | "maybe";

/** Where traffic stands that wants to leave a network. */
export interface Origin {
  readonly network: KnownNetwork;
  readonly region: Value<string> | undefined;
  /** The subnetwork in whose range it starts, if the stack has it. */
  readonly subnetwork?: StackResource;
  /** Whether that subnetwork cannot be named, as the one that a connector makes for itself. */
  readonly isHidden: boolean;
}

/** A Cloud NAT gateway, with the router that it belongs to. */
interface Gateway {
  readonly nat: StackResource;
  readonly network: NetworkReference;
  readonly region: Value<string> | undefined;
}

/** The Cloud NAT gateways of a stack. Routers are looked up once. */
export class CloudNats {
  private readonly gateways: readonly Gateway[];

  constructor(
    stack: readonly StackResource[],
    relations: Relations,
    private readonly networks: NetworkMap,
  ) {
    this.gateways = stack
      .filter(({ type }) => type === ROUTER_NAT)
      .filter((nat) => givenIn(nat, "type").value !== "PRIVATE")
      .map((nat) => gatewayOf(nat, relations, networks));
  }

  /** Tells whether some gateway leads traffic from there to the internet. */
  serve(origin: Origin): Certainty {
    let answer: Certainty = "no";
    for (const gateway of this.gateways) {
      const served = this.serves(gateway, origin);
      if (served === "yes") {
        return "yes";
      }
      answer = served === "maybe" ? "maybe" : answer;
    }
    return answer;
  }

  private serves({ nat, network, region }: Gateway, origin: Origin): Certainty {
    return allOf([
      sameRegion(region, origin.region),
      sameNetwork(network, origin.network),
      this.covers(nat, origin),
    ]);
  }

  private covers(nat: StackResource, { subnetwork, isHidden }: Origin): Certainty {
    const ranges = givenIn(nat, "sourceSubnetworkIpRangesToNat").value;
    if (!isKnown(ranges)) {
      return "maybe";
    }
    if (ranges !== "LIST_OF_SUBNETWORKS") {
      return "yes";
    }
    if (isHidden) {
      return "no";
    }
    const list = givenIn(nat, "subnetworks");
    if (subnetwork === undefined || !isKnown(list.value)) {
      return "maybe";
    }
    const named = list.entries().map((entry) => this.networks.subnetworkAt(nat, entry.at("name")));
    if (named.some((each) => each?.resource?.urn === subnetwork.urn)) {
      return "yes";
    }
    return named.every((each) => each?.resource !== undefined) ? "no" : "maybe";
  }
}

/** Programs may give routers of several regions the same name. */
function gatewayOf(nat: StackResource, relations: Relations, networks: NetworkMap): Gateway {
  const place = givenIn(nat, "router");
  const region = regionIn(nat);
  const routers = relations
    .behind(nat, place, (type) => type === ROUTER)
    .map(({ resource }) => resource)
    .filter((router) => sameRegion(regionIn(router), region) !== "no");
  const [router] = routers;
  if (router === undefined || routers.length > 1) {
    const reason = "leads to a router that this program does not show";
    return { nat, network: { is: "unknown", path: place.path, reason }, region };
  }
  return {
    nat,
    network: networks.networkAt(router, givenIn(router, "network")),
    region: isKnown(region) && region !== undefined ? region : regionIn(router),
  };
}

/** Tells whether two regions are one; what is not known may be. */
export function sameRegion(
  one: Value<string> | undefined,
  other: Value<string> | undefined,
): Certainty {
  if (one === undefined || other === undefined || !isKnown(one) || !isKnown(other)) {
    return "maybe";
  }
  return one === other ? "yes" : "no";
}

function sameNetwork(one: NetworkReference, other: KnownNetwork): Certainty {
  if (one?.is !== "known") {
    return one === undefined ? "no" : "maybe";
  }
  const answers = { same: "yes", different: "no", unknown: "maybe" } as const;
  return answers[compareNetworks(one, other)];
}

function allOf(answers: readonly Certainty[]): Certainty {
  if (answers.includes("no")) {
    return "no";
  }
  return answers.includes("maybe") ? "maybe" : "yes";
}
