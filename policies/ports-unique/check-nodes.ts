import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding } from "../framework/policy";
import { isKnown } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { type HostPort, hostPorts, type ReadPorts } from "./host-ports";
import { isKeptApart } from "./kept-apart";
import { mayShareNode, type Nodes, nodesOf } from "./nodes";
import { TakenOnNodes } from "./taken-on-nodes";

/** A port with the nodes of which it may be one. */
interface Taken extends HostPort {
  readonly nodes: Nodes;
}

/** With how many others that take its port a pod is compared, so that a thousand of them cost no more than a hundred each. */
const MOST_COMPARED = 100;

/** Workloads that take one port of the nodes and may come to one node, where only the first of them starts. */
export function checkNodes(index: ObjectIndex, readPorts: ReadPorts): readonly StackFinding[] {
  const groups = new Map<string, Taken[]>();
  for (const pods of index.pods) {
    const ports = hostPorts(pods, readPorts);
    if (ports.length === 0) {
      continue;
    }
    const nodes = nodesOf(pods.spec);
    const cluster = pods.object.resource.provider?.urn ?? "";
    for (const port of ports) {
      const key = `${cluster} ${port.number}/${port.protocol}`;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ ...port, nodes });
    }
  }
  return [...groups.values()].flatMap((group) => {
    const taken = new TakenOnNodes(group);
    return group.flatMap((port) => {
      const finding = firstCollision(port, taken.beside(port));
      taken.add(port);
      const { object } = port.pods;
      return finding === undefined
        ? []
        : [{ subject: objectSubject(object), urn: object.resource.urn, finding }];
    });
  });
}

/** The first collision that is sure, else the first that may be one. */
function firstCollision(port: Taken, others: Iterable<Taken>): Finding | undefined {
  let unsure: Finding | undefined;
  let compared = 0;
  for (const other of others) {
    if (compared === MOST_COMPARED) {
      return unsure ?? tooMany(port);
    }
    compared += 1;
    const finding = collision(port, other);
    if (finding?.kind === "violation") {
      return finding;
    }
    unsure ??= finding;
  }
  return unsure;
}

function collision(port: Taken, other: Taken): Finding | undefined {
  if (!isOneAddress(port, other)) {
    return undefined;
  }
  if (port.pods === other.pods) {
    return port.isDeclared && other.isDeclared
      ? violation(
          port.path,
          `takes the port "${port.number}" of its node again, which ${other.path} takes already: the cluster refuses such a pod. Give one of them another port.`,
        )
      : undefined;
  }
  const shared = mayShareNode(port.nodes, other.nodes);
  const apart = [isKeptApart(port.pods, other.pods), isKeptApart(other.pods, port.pods)];
  if (shared === false || apart.includes(true)) {
    return undefined;
  }
  const facts = `takes the port "${port.number}" of its node, which ${objectSubject(other.pods.object)} takes too: of two on one node the second does not start.`;
  const unknown = [shared, ...apart].find((answer) => !isKnown(answer));
  const uncertain =
    port.uncertain ?? other.uncertain ?? (isKnown(unknown) ? undefined : unknown.reason);
  return uncertain === undefined
    ? violation(
        port.path,
        `${facts} Give one of them another port, keep them on different nodes, or let a Service lead to the pods.`,
      )
    : undetermined(
        port.path,
        `${facts} Whether they come to one node cannot be told: ${uncertain}. Give it as a literal.`,
      );
}

function tooMany({ path, number }: HostPort): Finding {
  return undetermined(
    path,
    `takes the port "${number}" of its node, as more than ${MOST_COMPARED} other workloads do, and only so many are compared. Keep their nodes apart by one label, or let Services lead to the pods.`,
  );
}

function isOneAddress({ address: one }: HostPort, { address: other }: HostPort): boolean {
  return one === "" || other === "" || one === other;
}
