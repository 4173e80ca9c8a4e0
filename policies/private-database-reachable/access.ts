import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isKnown } from "../framework/value";
import type { PrivateServer } from "../models/database/private-server";
import { sameRegion } from "../models/network/cloud-nat";
import {
  type KnownNetwork,
  type NetworkMap,
  regionIn,
  shownNetwork,
  type UnknownNetwork,
} from "../models/network/network-map";
import { leadsInto, type VpcWay, vpcAccessOf } from "../models/network/vpc-access";

/** Most servers that one message names. */
const MOST_SHOWN = 3;

/**
 * Judges the way of a workload to the private servers that it is told of.
 *
 * @param hasJoints Whether some network of the program is joined with another one, over which a way may lead.
 */
export function checkAccess(
  workload: StackResource,
  servers: readonly PrivateServer[],
  networks: NetworkMap,
  hasJoints: boolean,
): readonly Finding[] {
  if (servers.length === 0) {
    return [];
  }
  const access = vpcAccessOf(workload, networks);
  switch (access.is) {
    case "none":
      return [
        violation(
          access.path,
          `is not set, and the workload is told of ${shownServers(servers)}, which ${servers.length === 1 ? "has a private address" : "have private addresses"} only. ` +
            `Cloud Run reaches private addresses through VPC access alone, the socket in /cloudsql included. Set it to a connector or a subnetwork of ${shownTarget(servers)} in the region of the workload.`,
        ),
      ];
    case "unknown":
      return [
        undetermined(
          access.path,
          `${access.reason}, so whether it leads to ${shownServers(servers)} cannot be told. Make sure that it leads into ${shownTarget(servers)}.`,
        ),
      ];
    case "way":
      return [...checkRegion(workload, access), ...checkNetworks(access, servers, hasJoints)];
  }
}

/** A connector and a subnetwork serve workloads of their own region. */
function checkRegion(workload: StackResource, way: VpcWay): readonly Finding[] {
  const own = regionIn(workload, "location");
  if (sameRegion(own, way.region) !== "no") {
    return [];
  }
  const what = way.by === "connector" ? "connector" : "subnetwork";
  return [
    violation(
      way.path,
      `names a ${what} in region "${shown(way.region)}", and the workload runs in "${shown(own)}". A ${what} serves its own region only. Name one of region "${shown(own)}".`,
    ),
  ];
}

function checkNetworks(
  way: VpcWay,
  servers: readonly PrivateServer[],
  hasJoints: boolean,
): readonly Finding[] {
  const unsure: PrivateServer[] = [];
  const findings: Finding[] = [];
  for (const server of servers) {
    const answers = server.networks.map((network) =>
      network?.is === "known" ? leadsInto(way, network) : "unknown",
    );
    if (answers.includes("same")) {
      continue;
    }
    if (answers.includes("unknown") || hasJoints || way.network?.is !== "known") {
      unsure.push(server);
    } else {
      findings.push(elsewhere(way.path, way.network, server));
    }
  }
  return unsure.length === 0 ? findings : [...findings, uncertain(way, unsure, hasJoints)];
}

function elsewhere(path: string, network: KnownNetwork, server: PrivateServer): Finding {
  return violation(
    path,
    `leads into ${shownNetwork(network)}, and ${shownServers([server])}, of which the workload is told, has its private address in ${shownTarget([server])}. ` +
      "Private addresses are reached within their own network only. Name a connector or a subnetwork of that network.",
  );
}

function uncertain(way: VpcWay, servers: readonly PrivateServer[], hasJoints: boolean): Finding {
  const gap = [way.network, ...servers.flatMap(({ networks }) => networks)].find(
    (network): network is UnknownNetwork => network?.is === "unknown",
  );
  const reason =
    gap === undefined
      ? hasJoints
        ? "networks of this program are joined with others"
        : "the projects of the networks are not known"
      : gap.path === way.path
        ? `it ${gap.reason}`
        : `${gap.path} ${gap.reason}`;
  return undetermined(
    way.path,
    `cannot be said to lead to ${shownServers(servers)}: ${reason}. Make sure that it leads into ${shownTarget(servers)}.`,
  );
}

function shownServers(servers: readonly PrivateServer[]): string {
  const names = servers.map(({ resource }) =>
    subjectOf({ ...resource, props: resource.inputs ?? resource.props }),
  );
  const more = names.length - MOST_SHOWN;
  return more > 0
    ? `${names.slice(0, MOST_SHOWN).join(", ")} and ${more} more`
    : names.join(" and ");
}

/** The network to name, where all of the servers are in one. */
function shownTarget(servers: readonly PrivateServer[]): string {
  const known = servers.flatMap(({ networks }) =>
    networks.flatMap((network) => (network?.is === "known" ? [shownNetwork(network)] : [])),
  );
  const names = [...new Set(known)];
  return names.length === 0 ? "their network" : names.join(" or ");
}

function shown(region: ReturnType<typeof regionIn>): string {
  return region !== undefined && isKnown(region) ? region : "";
}
