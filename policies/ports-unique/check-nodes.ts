import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import type { StackFinding } from "../framework/policy";
import { isKnown, Unknown, type Value } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import { selects } from "../models/kubernetes/selector";
import type { ContainerPorts } from "../models/port/pod-ports";
import { mayShareNode } from "./nodes";
import { takenPorts } from "./taken-port";

/** Reads the ports of the containers of pods. */
export type ReadPorts = (pods: Pods) => readonly ContainerPorts[];

/** A port of the nodes on which a pod runs. */
interface HostPort {
  readonly pods: Pods;
  readonly path: string;
  readonly number: number;
  readonly protocol: string;
  /** Address of the node; empty for all of them. */
  readonly address: string;
  /** Whether it is given as a hostPort, apart from the port of the container. */
  readonly isDeclared: boolean;
  /** Why the pod may not take it after all. */
  readonly uncertain?: string;
}

const HOSTNAME = "kubernetes.io/hostname";

/** Workloads that take one port of the nodes and may come to one node, where only the first of them starts. */
export function checkNodes(index: ObjectIndex, readPorts: ReadPorts): readonly StackFinding[] {
  const groups = new Map<string, HostPort[]>();
  for (const port of index.pods.flatMap((pods) => hostPorts(pods, readPorts))) {
    const cluster = port.pods.object.resource.provider?.urn ?? "";
    const key = `${cluster} ${port.number}/${port.protocol}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [port]);
    } else {
      group.push(port);
    }
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((port, at) => {
      const collisions = group.slice(0, at).flatMap((other) => collision(port, other) ?? []);
      const finding = collisions.find(({ kind }) => kind === "violation") ?? collisions[0];
      const { object } = port.pods;
      return finding === undefined
        ? []
        : [{ subject: objectSubject(object), urn: object.resource.urn, finding }];
    }),
  );
}

/** On the network of the node a container listens on the node itself: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#hosts-namespaces. */
function hostPorts(pods: Pods, readPorts: ReadPorts): readonly HostPort[] {
  if (pods.object.isPatch) {
    return [];
  }
  const network = pods.spec.at("hostNetwork");
  const shared = network.flag();
  const containers = ["initContainers", "containers"].flatMap((list) =>
    pods.spec.at(list).entries(),
  );
  const declared = containers.flatMap((container) =>
    container
      .at("ports")
      .entries()
      .flatMap((port) => declaredHostPort(pods, port)),
  );
  if (shared !== true && !(shared instanceof Unknown)) {
    return declared;
  }
  const listening = readPorts(pods)
    .flatMap(takenPorts)
    .filter(({ by }) => by !== "variable")
    .map(({ path, number, protocol }) => ({
      pods,
      path,
      number,
      protocol,
      address: "",
      isDeclared: false,
      ...(shared === true ? {} : { uncertain: `${network.path} ${shared.reason}` }),
    }));
  const seen = new Set(declared.map(({ number, protocol }) => `${number}/${protocol}`));
  return [
    ...declared,
    ...listening.filter(({ number, protocol }) => {
      const key = `${number}/${protocol}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    }),
  ];
}

function declaredHostPort(pods: Pods, port: Place): readonly HostPort[] {
  const number = port.at("hostPort").value;
  const protocol = port.at("protocol").text() ?? "TCP";
  const address = port.at("hostIP").text() ?? "";
  return typeof number !== "number" || number === 0 || !isKnown(protocol) || !isKnown(address)
    ? []
    : [
        {
          pods,
          path: port.at("hostPort").path,
          number,
          protocol,
          isDeclared: pods.spec.at("hostNetwork").flag() !== true,
          address: /^(?:0\.0\.0\.0|::)$/.test(address) ? "" : address,
        },
      ];
}

function collision(port: HostPort, other: HostPort): Finding | undefined {
  if (port.pods === other.pods) {
    return port.isDeclared && other.isDeclared && isOneAddress(port, other)
      ? violation(
          port.path,
          `takes the port "${port.number}" of its node again, which ${other.path} takes already: the cluster refuses such a pod. Give one of them another port.`,
        )
      : undefined;
  }
  if (
    !isOneAddress(port, other) ||
    isKeptApart(port.pods, other.pods) ||
    isKeptApart(other.pods, port.pods)
  ) {
    return undefined;
  }
  const shared = mayShareNode(port.pods.spec, other.pods.spec);
  if (shared === false) {
    return undefined;
  }
  const facts = `takes the port "${port.number}" of its node, which ${objectSubject(other.pods.object)} takes too: of two on one node the second does not start.`;
  const uncertain = uncertainty(shared, port, other);
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

function isOneAddress({ address: one }: HostPort, { address: other }: HostPort): boolean {
  return one === "" || other === "" || one === other;
}

function uncertainty(shared: Value<boolean>, port: HostPort, other: HostPort): string | undefined {
  return port.uncertain ?? other.uncertain ?? (isKnown(shared) ? undefined : shared.reason);
}

/** Pods that refuse to come to a node on which the others run. */
function isKeptApart({ spec, object }: Pods, other: Pods): boolean {
  const terms = spec.at(
    "affinity",
    "podAntiAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
  );
  return (
    object.namespace === other.object.namespace &&
    terms
      .entries()
      .some(
        (term) =>
          term.at("topologyKey").value === HOSTNAME &&
          selects(term.at("labelSelector"), other.labels) === true,
      )
  );
}
