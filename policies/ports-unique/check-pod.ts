import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import { type Data, isKnown } from "../framework/value";
import { type ContainerPorts, podPorts } from "../models/port/pod-ports";
import type { Workload } from "../models/workload/workload";
import { knownPort, type TakenPort, takenPorts } from "./taken-port";

/** What is wrong between the ports of the containers of one pod, or of one instance on Cloud Run. */
export function checkPod(
  workload: Workload,
  props: { readonly [key: string]: Data },
): readonly Finding[] {
  const pod = podPorts(workload, new Place(props)).filter(
    ({ container }) => container.role !== "ephemeral",
  );
  return [
    ...pod.flatMap(checkDeclarations),
    ...checkCollisions(pod, workload),
    ...pod.flatMap((container) => checkUnread(container, pod)),
  ];
}

/** Server-side apply knows the ports of a container by number and protocol, so it refuses two that are alike. */
function checkDeclarations({ declared, shown }: ContainerPorts): readonly Finding[] {
  const first = new Map<string, string>();
  return declared.flatMap((port) => {
    const known = knownPort(port);
    if (known === undefined) {
      return [];
    }
    const key = `${known.number}/${known.protocol}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, port.path);
      return [];
    }
    return [
      violation(
        port.path,
        `declares the port "${known.number}" of ${shown} again, which ${before} declares already: the cluster refuses two entries of one port. Keep one of them.`,
      ),
    ];
  });
}

/** The containers of a pod share one address, so the second that listens on a port of it ends with an error. */
function checkCollisions(
  pod: readonly ContainerPorts[],
  { platform }: Workload,
): readonly Finding[] {
  const first = new Map<string, TakenPort>();
  return pod.flatMap(takenPorts).flatMap((port): readonly Finding[] => {
    const key = `${port.number}/${port.protocol}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, port);
      return [];
    }
    // What a variable says counts less than what is declared.
    const [taken, taker] =
      other.by === "variable" && port.by !== "variable" ? [port, other] : [other, port];
    if (taken.container === taker.container || mayShareVariables(taken, taker)) {
      return [];
    }
    const facts = `is the port "${port.number}" of ${taker.shown}, which ${taken.shown} has too: only one of ${platform === "cloud-run" ? "an instance" : "a pod"} can listen there.`;
    return [
      isSure(taken, taker)
        ? violation(taker.path, `${facts} Give one of them another port.`)
        : undetermined(
            taker.path,
            `${facts} Both run one image, and the variable may be for the other alone. Take it away where nothing listens.`,
          ),
    ];
  });
}

/** Two containers with one list of variables: nothing says that both of them listen. */
function mayShareVariables(one: TakenPort, other: TakenPort): boolean {
  return one.by === "variable" && other.by === "variable" && isOneImage(one, other);
}

function isSure(one: TakenPort, other: TakenPort): boolean {
  return (one.by !== "variable" && other.by !== "variable") || !isOneImage(one, other);
}

/** A worker beside a server often runs the same image with the same variables. */
function isOneImage({ container: one }: TakenPort, { container: other }: TakenPort): boolean {
  return (
    one.image === undefined ||
    other.image === undefined ||
    !isKnown(one.image) ||
    !isKnown(other.image) ||
    one.image === other.image
  );
}

/** A declared port that cannot be read may be one that another container has. */
function checkUnread(
  { declared, container, shown }: ContainerPorts,
  pod: readonly ContainerPorts[],
): readonly Finding[] {
  const isAlone = pod.every(
    (other) => other.container === container || takenPorts(other).length === 0,
  );
  return isAlone
    ? []
    : declared.flatMap(({ path, number }) =>
        number === undefined || isKnown(number)
          ? []
          : [
              undetermined(
                path,
                `${number.reason}, so the port of ${shown} could not be compared with those beside it. Give it as a literal.`,
              ),
            ],
      );
}
