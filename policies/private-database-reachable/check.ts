import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { Consumers } from "../models/database/consumers";
import { type PrivateServer, readPrivateServer } from "../models/database/private-server";
import { isDeclared, NetworkMap } from "../models/network/network-map";
import { joinsNetworks } from "../models/network/types";
import { hasVpcAccess } from "../models/network/vpc-access";
import { Relations } from "../models/relation/relations";
import { checkAccess } from "./access";
import { ServiceConnections } from "./service-connection";

/** Judges the ways of all workloads of a stack to its private databases and caches, and what these need themselves. */
export function checkReachable(stack: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(stack);
  const networks = new NetworkMap(relations);
  const servers = stack.flatMap((resource) => readPrivateServer(resource, networks) ?? []);
  if (servers.length === 0) {
    return [];
  }
  const byUrn = new Map(servers.map((server) => [server.resource.urn, server] as const));
  const consumers = new Consumers(
    stack,
    servers.map(({ resource }) => resource),
    relations,
  );
  const connections = new ServiceConnections(stack, relations, networks);
  const hasJoints = stack.some(({ type }) => joinsNetworks(type));
  return [
    ...servers.flatMap((server) =>
      connections.check(server).map((finding) => about(server.resource, finding)),
    ),
    ...stack
      .filter((resource) => hasVpcAccess(resource.type) && isDeclared(resource))
      .flatMap((workload) =>
        checkAccess(workload, serversOf(workload, consumers, byUrn), networks, hasJoints).map(
          (finding) => about(workload, finding),
        ),
      ),
  ];
}

function serversOf(
  workload: StackResource,
  consumers: Consumers,
  byUrn: ReadonlyMap<string, PrivateServer>,
): readonly PrivateServer[] {
  return [...consumers.serversOf(workload)].flatMap((urn) => byUrn.get(urn) ?? []);
}

function about(resource: StackResource, finding: StackFinding["finding"]): StackFinding {
  const props = resource.inputs ?? resource.props;
  return { subject: subjectOf({ ...resource, props }), urn: resource.urn, finding };
}
