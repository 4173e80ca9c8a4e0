import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isKnown, type Value } from "../framework/value";
import { type Certainty, CloudNats } from "../models/network/cloud-nat";
import {
  compareNetworks,
  givenIn,
  isDeclared,
  type KnownNetwork,
  NetworkMap,
  placeIn,
  regionIn,
  shownNetwork,
} from "../models/network/network-map";
import { joinsNetworks, ROUTE } from "../models/network/types";
import {
  egressOf,
  hasVpcAccess,
  isAllTraffic,
  type VpcWay,
  vpcAccessOf,
} from "../models/network/vpc-access";
import { Relations } from "../models/relation/relations";
import { readCloudRunWorkload } from "../models/workload/cloud-run";

const ACTION =
  "Add a RouterNat on a Router of that network and region, or send private ranges only into the network.";

/** Judges every Cloud Run workload of a stack whose traffic all goes into a network. */
export function checkEgress(stack: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(stack);
  const networks = new NetworkMap(relations);
  const surroundings: Surroundings = {
    networks,
    nats: new CloudNats(stack, relations, networks),
    routes: stack.filter(isDefaultRoute),
    hasJoints: stack.some(({ type }) => joinsNetworks(type)),
  };
  return stack
    .filter((resource) => hasVpcAccess(resource.type) && isDeclared(resource))
    .flatMap((workload) =>
      judge(workload, surroundings).map((finding) => ({
        subject: subjectOf({ ...workload, props: workload.inputs ?? {} }),
        urn: workload.urn,
        finding,
      })),
    );
}

interface Surroundings {
  readonly networks: NetworkMap;
  readonly nats: CloudNats;
  /** Routes of all traffic to something other than the gateway that every network has. */
  readonly routes: readonly StackResource[];
  /** Whether some network is joined with another one, from which it may learn a way out. */
  readonly hasJoints: boolean;
}

function judge(workload: StackResource, surroundings: Surroundings): readonly Finding[] {
  const egress = egressOf(workload);
  if (isKnown(egress.value) && !isAllTraffic(egress.value)) {
    return [];
  }
  const access = vpcAccessOf(workload, surroundings.networks);
  if (access.is === "none" || hasProxy(workload)) {
    return [];
  }
  if (!isKnown(egress.value)) {
    return [
      undetermined(
        egress.path,
        `${egress.value.reason}, so whether all traffic goes into the network cannot be told. Give it as a literal.`,
      ),
    ];
  }
  if (access.is === "unknown") {
    return [undetermined(access.path, `${access.reason}. ${LOOK}`)];
  }
  return judgeWay(access, egress.path, String(egress.value), workload, surroundings);
}

const LOOK = "Make sure that Cloud NAT leads to the internet from the network that it enters.";

function judgeWay(
  way: VpcWay,
  path: string,
  egress: string,
  workload: StackResource,
  surroundings: Surroundings,
): readonly Finding[] {
  const { network } = way;
  if (network?.is !== "known") {
    return [
      undetermined(network?.path ?? way.path, `${network?.reason ?? "names no network"}. ${LOOK}`),
    ];
  }
  const region = regionIn(workload, "location");
  const answer = wayOut(network, way, region, surroundings);
  if (answer === "yes") {
    return [];
  }
  const place = `${shownNetwork(network)}${inRegion(region)}`;
  if (answer === "maybe") {
    return [
      undetermined(
        path,
        `is "${egress}", and whether Cloud NAT leads to the internet from ${place} cannot be told. ${LOOK}`,
      ),
    ];
  }
  return [
    violation(
      path,
      `is "${egress}", so all traffic enters ${place}, from which no Cloud NAT${coverage(way)} leads to the internet. ${ACTION}`,
    ),
  ];
}

function wayOut(
  network: KnownNetwork,
  way: VpcWay,
  region: Value<string> | undefined,
  { nats, routes, networks, hasJoints }: Surroundings,
): Certainty {
  const served = nats.serve({ ...way, network, region });
  if (served === "yes") {
    return "yes";
  }
  for (const route of routes) {
    const target = networks.networkAt(route, givenIn(route, "network"));
    if (target?.is === "known" && compareNetworks(target, network) === "same") {
      return "yes";
    }
  }
  // Nothing of a network that is made elsewhere shows here, its ways out included.
  const isElsewhere = network.resource === undefined || !isDeclared(network.resource);
  return isElsewhere || hasJoints ? "maybe" : served;
}

function isDefaultRoute(resource: StackResource): boolean {
  if (resource.type !== ROUTE) {
    return false;
  }
  const gateway = givenIn(resource, "nextHopGateway").value;
  return (
    givenIn(resource, "destRange").value === "0.0.0.0/0" &&
    (gateway === undefined || gateway === null)
  );
}

/** What goes through a proxy needs no way out of its own. */
function hasProxy(workload: StackResource): boolean {
  const { containers = [] } =
    readCloudRunWorkload({ ...workload, props: workload.inputs ?? {} }) ?? {};
  return containers
    .flatMap(({ environment }) => environment)
    .some(({ name }) => isKnown(name) && /^(?:https?|all)_proxy$/i.test(name));
}

function coverage({ subnetwork, isHidden }: VpcWay): string {
  if (isHidden) {
    return " of its connector's own subnetwork";
  }
  const name = subnetwork === undefined ? undefined : placeIn(subnetwork, "name").value;
  return typeof name === "string" ? ` of subnetwork "${name}"` : "";
}

function inRegion(region: Value<string> | undefined): string {
  return region !== undefined && isKnown(region) ? ` in region "${region}"` : "";
}
