import { isKnown, Unknown } from "../framework/value";
import { readNaming } from "../models/endpoint/naming";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Service } from "../models/kubernetes/service";
import type { ToldEndpoint } from "../models/told/told-endpoints";

/** What becomes of the port of an endpoint at a Service. */
export type PortAnswer =
  | { readonly is: "open" }
  /** `ports` are those that there are; `meant` is the port of the Service that leads to the one that is told. */
  | { readonly is: "closed"; readonly ports: readonly number[]; readonly meant?: number }
  | { readonly is: "undetermined"; readonly reason: string };

const OPEN: PortAnswer = { is: "open" };

/** The ports that an endpoint says: not those that its name only usually means. */
export function saidPorts({ endpoint, setting }: ToldEndpoint): readonly number[] {
  if (endpoint.form !== "host") {
    return endpoint.ports;
  }
  const { prefix } = readNaming(setting.name, setting.context);
  const isBeside = ["port", "port value", "port number"].some((word) =>
    setting.siblings.has([...prefix, word].join(" ")),
  );
  return isBeside ? endpoint.ports : [];
}

/**
 * Tells whether a Service takes one of the ports that an endpoint may mean. Clients connect to the port of a Service, and not to
 * that of its pods; the name of a headless one leads to the pods themselves.
 */
export function checkPort(
  said: readonly number[],
  service: Service,
  index: ObjectIndex,
): PortAnswer {
  const { ports, portsUnknown, isHeadless } = service;
  if (said.length === 0) {
    return OPEN;
  }
  const own = ports.map(({ port }) => port);
  const known = own.filter((port) => typeof port === "number");
  if (said.some((port) => known.includes(port))) {
    return OPEN;
  }
  const hidden = own.find((port) => port instanceof Unknown);
  const unread = portsUnknown ?? (hidden instanceof Unknown ? hidden.reason : undefined);
  if (unread !== undefined) {
    return { is: "undetermined", reason: `has ports of which one ${unread}` };
  }
  if (!isKnown(isHeadless)) {
    return { is: "undetermined", reason: `has a clusterIP that ${isHeadless.reason}` };
  }
  if (isHeadless) {
    return checkPodPorts(said, service, index, known);
  }
  const meant = ports.find(
    ({ targetPort }) => typeof targetPort === "number" && said.includes(targetPort),
  )?.port;
  return {
    is: "closed",
    ports: known,
    ...(typeof meant === "number" ? { meant } : {}),
  };
}

/** The ports that the pods declare; a container may listen on others, so where none is declared nothing is known. */
function checkPodPorts(
  said: readonly number[],
  service: Service,
  index: ObjectIndex,
  ofService: readonly number[],
): PortAnswer {
  const { pods, maybe, unseen } = index.podsOfService(service);
  const targets = service.ports.map(({ targetPort }) => targetPort);
  const containers = pods.flatMap(({ spec }) =>
    ["containers", "initContainers"].flatMap((key) => spec.at(key).entries()),
  );
  const declared = containers.map((container) =>
    container
      .at("ports")
      .entries()
      .map((port) => port.at("containerPort").value),
  );
  const all = [...targets, ...declared.flat()];
  const mayBeOther =
    pods.length === 0 ||
    maybe.length > 0 ||
    unseen !== undefined ||
    declared.some((ports) => ports.length === 0) ||
    all.some((port) => port instanceof Unknown);
  const numbers = all.filter((port) => typeof port === "number");
  return mayBeOther || said.some((port) => numbers.includes(port))
    ? OPEN
    : { is: "closed", ports: [...new Set([...ofService, ...numbers])] };
}
