import type { RouteConfiguration } from "./configuration";
import { routeOf } from "./schema/route";
import type { StackFile } from "./schema/stack-file";

/** A route of a service with everything filled in; `hostFor` tells the host on which a path leads to the service. */
export function resolveRoute(
  written: StackFile["holdfast:services"][string]["routes"][number],
  hostFor: (path: string) => string | undefined,
): RouteConfiguration {
  const route = routeOf(written);
  const { host = hostFor(route.path), method = route.json === undefined ? "GET" : "POST" } = route;
  if (host === undefined) {
    throw new Error(`The route ${route.path} was resolved before it was checked.`);
  }
  return { ...route, host, method, status: [route.status].flat() };
}
