import type { Place } from "../framework/place";
import { isKnown, Unknown } from "../framework/value";
import type { Pods } from "../models/kubernetes/pods";
import type { ContainerPorts } from "../models/port/pod-ports";
import { portNumber } from "../models/port/port-number";
import { takenPorts } from "./taken-port";

/** Reads the ports of the containers of pods. */
export type ReadPorts = (pods: Pods) => readonly ContainerPorts[];

/** A port of the nodes on which a pod runs. */
export interface HostPort {
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

/**
 * The ports of its node that a pod takes. On the network of the node a container listens on the node itself:
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#hosts-namespaces.
 */
export function hostPorts(pods: Pods, readPorts: ReadPorts): readonly HostPort[] {
  // A workload without pods, such as the one of two that does not serve now, takes nothing.
  if (pods.object.isPatch || pods.object.place.at("spec", "replicas").value === 0) {
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
  const number = portNumber(port.at("hostPort"));
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
