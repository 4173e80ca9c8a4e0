import { isKnown } from "../framework/value";
import type { ContainerPorts, DeclaredPort } from "../models/port/pod-ports";
import type { Container } from "../models/workload/workload";

/** A port on which a container listens. */
export interface TakenPort {
  /** Property path of what says so. */
  readonly path: string;
  readonly number: number;
  /** Such as `TCP`. */
  readonly protocol: string;
  readonly container: Container;
  /** The words for the container. */
  readonly shown: string;
  /** What says so. A variable may be shared with containers that have no use for it. */
  readonly by: "declaration" | "argument" | "variable";
}

/**
 * The ports that a container takes for sure, or by a variable that programs read. What an image of its name is known for is
 * left out: it is where such a program may listen.
 */
export function takenPorts(ports: ContainerPorts): readonly TakenPort[] {
  const { container, shown, declared, listening, portVariable } = ports;
  const take = (path: string, number: number, by: TakenPort["by"], protocol = "TCP") => ({
    path,
    number,
    protocol,
    container,
    shown,
    by,
  });
  const said = [
    ...declared.flatMap((port) => {
      const known = knownPort(port);
      return known === undefined
        ? []
        : [take(port.path, known.number, "declaration", known.protocol)];
    }),
    ...listening.map(({ path, number }) =>
      take(path, number, isVariable(path) ? "variable" : "argument"),
    ),
  ];
  // A program that is told elsewhere where to listen has no use for the variable.
  return said.length > 0 || portVariable === undefined || container.ports.length > 0
    ? said
    : [take(portVariable.variable.path, portVariable.number, "variable")];
}

/** Number and protocol of a declared port; undefined where one of them cannot be read. */
export function knownPort({
  number,
  protocol,
}: Pick<DeclaredPort, "number" | "protocol">):
  | { readonly number: number; readonly protocol: string }
  | undefined {
  return typeof number === "number" && isKnown(protocol) ? { number, protocol } : undefined;
}

function isVariable(path: string): boolean {
  return /\.envs?\[\d+\]/.test(path);
}
