import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import { type Data, Unknown } from "../framework/value";
import {
  type ContainerPorts,
  hasPort,
  isIngress,
  namesPort,
  podPorts,
  showPorts,
} from "../models/port/pod-ports";
import { type Probe, probesOf } from "../models/probe/read-probes";
import type { Workload } from "../models/workload/workload";

const ACTIONS = ["httpGet", "tcpSocket", "grpc"];

/** What is wrong between the ports of one workload: its probes, the variable PORT, and what its containers declare. */
export function checkPorts(
  workload: Workload,
  props: { readonly [key: string]: Data },
): readonly Finding[] {
  const pod = podPorts(workload, new Place(props));
  const probes = probesOf(workload, props);
  const undeclared = undeclaredPorts(probes, pod);
  return [
    ...pod.flatMap((container) => checkVariable(container, isIngress(container, workload))),
    ...probes.flatMap((probe) => checkProbe(probe, pod, undeclared)),
  ];
}

/**
 * The ports of containers that say none, as a sidecar of Cloud Run cannot, but whose own probes ask one: the containers of
 * a pod share one address, so that the probes of another container reach it too.
 */
function undeclaredPorts(
  probes: readonly Probe[],
  pod: readonly ContainerPorts[],
): ReadonlySet<number> {
  const silent = new Set(pod.filter((each) => !saysPorts(each)).map(({ container }) => container));
  return new Set(
    probes
      .filter(({ container }) => silent.has(container))
      .flatMap(({ place }) => ACTIONS.map((action) => place.at(action, "port").value))
      .filter((port) => typeof port === "number"),
  );
}

function saysPorts({ declared, portVariable }: ContainerPorts): boolean {
  return declared.length > 0 || portVariable !== undefined;
}

function checkVariable(container: ContainerPorts, ingress: boolean): readonly Finding[] {
  const { portVariable, declared, uncertain, shown } = container;
  if (portVariable === undefined || declared.length === 0) return [];
  const { variable, number } = portVariable;
  if (declared.some((port) => port.number === number)) return [];
  const facts = `gives ${shown} the port "${number}" as "PORT"`;
  if (declared.some((port) => port.number instanceof Unknown)) {
    const reason = uncertain ?? "has a port that is not known";
    return [
      undetermined(
        variable.path,
        `${facts}, which could not be compared: it ${reason}. Give both as literals.`,
      ),
    ];
  }
  const action = ingress
    ? "Leave the variable out, since Cloud Run sets it to the container's port."
    : "Let both name one port.";
  return [
    violation(
      variable.path,
      `${facts}, but it declares ${quoted(declared.map((port) => port.number))}. ${action}`,
    ),
  ];
}

function checkProbe(
  { place, container }: Probe,
  pod: readonly ContainerPorts[],
  undeclared: ReadonlySet<number>,
): Finding[] {
  const own = pod.find((each) => each.container === container);
  if (own === undefined) return [];
  return ACTIONS.flatMap((action) => {
    const asked = place.at(action);
    const port = asked.at("port");
    // A probe of another host asks somebody else.
    if (asked.record() === undefined || asked.at("host").value !== undefined) return [];
    const { value } = port;
    if (value instanceof Unknown) {
      const message = `${value.reason}, so it could not be compared with the ports of ${own.shown}. Give it as a literal.`;
      return [undetermined(port.path, message)];
    }
    if (typeof value === "number") return checkNumber(port, value, own, pod, undeclared);
    if (typeof value !== "string" || value === "") return [];
    return /^\d+$/.test(value)
      ? checkNumber(port, Number(value), own, pod, undeclared)
      : checkName(port, value, own);
  });
}

/** The kubelet looks a name up in the container of the probe alone. */
function checkName(port: Place, name: string, own: ContainerPorts): Finding[] {
  if (namesPort(own, name)) return [];
  const facts = `asks the port "${name}" of ${own.shown}`;
  if (own.declared.some((each) => each.name instanceof Unknown) || isUnread(own)) {
    const message = `${facts}, which could not be compared: it ${own.uncertain ?? "has a port that is not known"}. Give both as literals.`;
    return [undetermined(port.path, message)];
  }
  const names = own.declared.map((each) => each.name).filter((each) => each !== undefined);
  const has = names.length === 0 ? "names none" : `names ${quoted(names)}`;
  return [
    violation(
      port.path,
      `${facts}, which ${has}. Give the name to a port of it, or a number here.`,
    ),
  ];
}

function checkNumber(
  port: Place,
  number: number,
  own: ContainerPorts,
  pod: readonly ContainerPorts[],
  undeclared: ReadonlySet<number>,
): Finding[] {
  // What is asked may be a sidecar in front: the containers of a pod share one address.
  const isThere = undeclared.has(number) || pod.some((each) => hasPort(each, number));
  if (!saysPorts(own) || isThere) return [];
  const facts = `asks the port "${number}" of ${own.shown}`;
  const uncertain = pod.find((each) => each.uncertain !== undefined);
  if (uncertain !== undefined) {
    const message = `${facts}, which could not be compared: ${uncertain.shown} ${uncertain.uncertain}. Declare the port in "ports".`;
    return [undetermined(port.path, message)];
  }
  return [
    violation(
      port.path,
      `${facts}, which has ${showPorts([own]) || "none by number"}. Ask a port that it has, or declare this one in "ports".`,
    ),
  ];
}

/** Whether the list of ports itself cannot be read, so that nothing of it is known. */
function isUnread({ declared, uncertain }: ContainerPorts): boolean {
  return declared.length === 0 && uncertain?.startsWith("has ports") === true;
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => `"${String(value)}"`).join(", ");
}
