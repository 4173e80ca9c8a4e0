import { Place } from "../../framework/place";
import { readLoopback } from "../endpoint/loopback";
import { listenersOf } from "../listener/listeners";
import { served } from "../listener/served";
import type { Statement } from "./statement";
import type { ToldWorkload } from "./told-settings";

/**
 * Makes what tells whether a statement leads to a listener in the workload's own pod, such as a proxy, or may do so: the
 * server behind that is another one.
 */
export function knownListenersOf({
  workload,
  resource,
}: ToldWorkload): (statement: Statement) => boolean {
  const root = new Place(resource.inputs ?? resource.props);
  const listeners = listenersOf(workload, root);
  return ({ hosts, port, setting }) =>
    hosts.length > 0 &&
    hosts.every((host) => readLoopback(host) !== undefined) &&
    served(port === undefined ? [] : [port], setting.source.container, listeners).is !== "unserved";
}
