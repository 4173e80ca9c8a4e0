import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding } from "../framework/policy";
import { isKnown, Unknown } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex, SelectedPods } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import type { Service, ServicePort } from "../models/kubernetes/service";
import { type ContainerPorts, hasPort, namesPort, showPorts } from "../models/port/pod-ports";

/** What is read of the pods of a workload. */
export type ReadPods = (pods: Pods) => readonly ContainerPorts[];

/** Reads the ports that the image of a container exposes; none where it exposes none, or could not be read. */
export type ReadExposed = (container: ContainerPorts) => Promise<readonly number[]>;

/**
 * What is wrong between the Services of a program and the pods that they select: a target port that none of them has. A
 * Service without pods is for `reference-resolves` to refuse.
 */
export async function checkServices(
  index: ObjectIndex,
  readPods: ReadPods,
  readExposed: ReadExposed,
): Promise<readonly StackFinding[]> {
  const findings = await Promise.all(
    index.services.flatMap((service) => {
      // Clients of a headless Service connect to the pods themselves, past its target ports.
      if (service.hasSelector !== true || service.isHeadless === true) return [];
      const selected = index.podsOfService(service);
      if (selected.pods.length === 0) return [];
      return service.ports.map(async (port) => {
        const found = await checkTarget(port, selected, readPods, readExposed);
        return found.map((finding) => stackFinding(service, finding));
      });
    }),
  );
  return findings.flat();
}

function stackFinding({ object }: Service, finding: Finding): StackFinding {
  return { subject: objectSubject(object), urn: object.resource.urn, finding };
}

async function checkTarget(
  port: ServicePort,
  selected: SelectedPods,
  readPods: ReadPods,
  readExposed: ReadExposed,
): Promise<readonly Finding[]> {
  const { targetPort } = port;
  const written = port.place.at("targetPort");
  const path = written.value === undefined ? port.place.at("port").path : written.path;
  if (targetPort === undefined) return [];
  const shown = selected.pods.map(({ object }) => objectSubject(object)).join(", ");
  if (targetPort instanceof Unknown) {
    const message = `${targetPort.reason}, so it could not be compared with the ports of ${shown}. Give it as a literal.`;
    return [undetermined(path, message)];
  }
  const all = [...selected.pods, ...selected.maybe].flatMap(readPods);
  const has = (container: ContainerPorts) =>
    typeof targetPort === "number"
      ? hasPort(container, targetPort)
      : namesPort(container, targetPort);
  if (all.some(has)) return [];
  const facts = `leads to the port "${targetPort}" of the pods of ${shown}`;
  const uncertain = all.find((container) => container.uncertain !== undefined);
  const unsure =
    selected.unseen ??
    (selected.maybe.length > 0 ? "other pods may be selected as well" : undefined) ??
    (uncertain === undefined ? undefined : `${uncertain.shown} ${uncertain.uncertain}`);
  const said = showSaid(all, targetPort);
  if (said === undefined && typeof targetPort === "number") {
    return exposedElsewhere(path, facts, targetPort, all, readExposed);
  }
  if (unsure !== undefined) {
    const message = `${facts}, of which none is known to have it: ${unsure}. Declare the port in "ports" of its container.`;
    return [undetermined(path, message)];
  }
  return [
    violation(
      path,
      `${facts}, which ${said ?? "name no port"}: no request arrives. Lead to a port that a container has, or declare this one in "ports" of its container.`,
    ),
  ];
}

/** What the containers say of their ports, as a clause; undefined where they say nothing. */
function showSaid(all: readonly ContainerPorts[], target: number | string): string | undefined {
  if (typeof target === "string") {
    const names = all.flatMap(({ declared }) => declared.flatMap(({ name }) => name ?? []));
    const known = names.filter((name) => isKnown(name)).map((name) => `"${String(name)}"`);
    return known.length === 0 ? undefined : `name ${[...new Set(known)].join(", ")}`;
  }
  const ports = showPorts(all);
  return ports === "" ? undefined : `have ${ports}`;
}

/** What an image exposes is a hint of its author: enough for a doubt where nothing else says anything. */
async function exposedElsewhere(
  path: string,
  facts: string,
  target: number,
  all: readonly ContainerPorts[],
  readExposed: ReadExposed,
): Promise<readonly Finding[]> {
  const exposed = [...new Set((await Promise.all(all.map(readExposed))).flat())];
  if (exposed.length === 0 || exposed.includes(target)) return [];
  const ports = exposed.map((port) => `"${port}"`).join(", ");
  return [
    undetermined(
      path,
      `${facts}, which declare no port, and whose images expose ${ports}. Declare the ports in "ports" of the containers.`,
    ),
  ];
}
