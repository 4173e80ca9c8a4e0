import { isBackingPort } from "../endpoint/usual-ports";
import type { Container } from "../workload/workload";
import type { ContainerListener, Listeners } from "./listeners";

/** Whether anything listens where an endpoint on loopback leads. */
export type Served =
  | { readonly is: "served" }
  | { readonly is: "unserved" }
  /** `reason` is a full clause, such as `container "proxy" runs an image that is known only after deployment`. */
  | { readonly is: "uncertain"; readonly reason: string };

/**
 * Tells whether something in the workload listens on one of the ports that an endpoint may mean.
 *
 * @param ports The ports of the endpoint; none when nothing tells its port.
 * @param reader The container that connects; undefined when it may be any of them.
 */
export function served(
  ports: readonly number[],
  reader: Container | undefined,
  listeners: Listeners,
): Served {
  const reachable = reachableFrom(reader, listeners.containers);
  const isServed = ports.some(
    (port) =>
      listeners.injected.has(port) || reachable.some((each) => listensOn(port, each, reader)),
  );
  if (isServed) {
    return { is: "served" };
  }
  if (listeners.uncertain !== undefined) {
    return { is: "uncertain", reason: listeners.uncertain };
  }
  const others = reachable.filter(({ container }) => container !== reader);
  const uncertain = others.find((each) => each.uncertain !== undefined);
  if (uncertain !== undefined) {
    return {
      is: "uncertain",
      reason: `container ${nameOf(uncertain.container)} ${uncertain.uncertain}`,
    };
  }
  const listener =
    reachable.length > 1 ? others.find((each) => each.ports.size + each.told.size > 0) : undefined;
  return ports.length === 0 && listener !== undefined
    ? {
        is: "uncertain",
        reason: `nothing tells the port, and container ${nameOf(listener.container)} listens on some`,
      }
    : { is: "unserved" };
}

/** A `--port 5432` of the container that connects is no sign that it listens there itself. */
function listensOn(
  port: number,
  { container, ports, told }: ContainerListener,
  reader: Container | undefined,
): boolean {
  return ports.has(port) || (told.has(port) && (container !== reader || !isBackingPort(port)));
}

/** An init container meets only the sidecars that started before it; the others meet everything that runs on. */
function reachableFrom(
  reader: Container | undefined,
  listeners: readonly ContainerListener[],
): readonly ContainerListener[] {
  const running = listeners.filter(({ container }) => container.role !== "init");
  if (reader?.role !== "init") {
    return running;
  }
  const before = listeners.slice(
    0,
    listeners.findIndex(({ container }) => container === reader),
  );
  return before.filter(({ container }) => container.role === "sidecar");
}

function nameOf({ name, path }: Container): string {
  return `"${typeof name === "string" ? name : path}"`;
}
