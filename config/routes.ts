import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";

type Edge = Draft<NonNullable<StackFile["holdfast:edge"]>>;
type Ingress = NonNullable<StackFile["holdfast:services"][string]["ingress"]>;

/** One way from a host to a service. */
export interface Route {
  /** Host, such as `app.example.com`. */
  readonly host: string;
  /** Path prefix, such as `/ws`; absent for what is under no prefix. */
  readonly prefix?: string;
  /** Key of the service. */
  readonly service: string;
}

/** Every way to a service that the edge has, in the order of the stack file. */
export function routesOf(edge: Edge | undefined): Route[] {
  return Object.entries(edge?.hosts ?? {}).flatMap(([host, target]) => [
    ...(target?.service === undefined ? [] : [{ host, service: target.service }]),
    ...Object.entries(target?.routes ?? {}).flatMap(([prefix, service]) =>
      service === undefined ? [] : [{ host, prefix, service }],
    ),
  ]);
}

/** The services to which the edge leads, each once, in the order of the stack file. */
export function routedServices(edge: Edge | undefined): ReadonlySet<string> {
  return new Set(routesOf(edge).map(({ service }) => service));
}

/** What a host leads to, of which some may not have been readable. */
interface Target {
  readonly service?: string | undefined;
  readonly routes?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The service that answers a path of a host: that of the longest prefix of its routes, else the host's own. */
export function answeringService<Host extends Target>(
  { service, routes = {} }: Host,
  path: string,
): Host["service"] {
  const [pathname = ""] = path.split("?");
  for (let prefix = pathname; prefix !== ""; prefix = prefix.slice(0, prefix.lastIndexOf("/"))) {
    if (Object.hasOwn(routes, prefix)) return routes[prefix];
  }
  return service;
}

/** Every way to each service to which the edge leads. */
export function waysByService(edge: Edge | undefined): ReadonlyMap<string, readonly Route[]> {
  const ways = new Map<string, Route[]>();
  for (const route of routesOf(edge)) {
    const known = ways.get(route.service);
    if (known === undefined) ways.set(route.service, [route]);
    else known.push(route);
  }
  return ways;
}

/** The hosts on which the path of a route leads to its service, in the order of the stack file. */
export function hostsLeadingTo(
  edge: Edge | undefined,
): (service: string, path: string) => string[] {
  const ways = waysByService(edge);
  return (service, path) =>
    [...new Set(ways.get(service)?.map(({ host }) => host))].filter((host) => {
      const target = edge?.hosts?.[host];
      return target !== undefined && answeringService(target, path) === service;
    });
}

/** How a service is reached. */
export interface Exposure {
  /** From where requests may come. */
  readonly ingress: Ingress;
  /** Whether requests need no Google identity. */
  readonly allowUnauthenticated: boolean;
  /**
   * Whether the service has no `run.app` address. Only one that the edge leads to and no other service uses:
   * services call each other at that address, and a load balancer's address is not theirs to call.
   */
  readonly defaultUriDisabled: boolean;
}

/** How a service is reached, by its name: what it says itself, else what follows from the edge. */
export function exposures(file: Draft<StackFile>): (name: string) => Exposure {
  const services = file["holdfast:services"] ?? {};
  const routed = routedServices(file["holdfast:edge"]);
  const used = new Set(
    Object.values(services).flatMap((service) => Object.keys(service?.uses ?? {})),
  );
  return (name) => {
    const written = Object.hasOwn(services, name) ? services[name] : undefined;
    const isRouted = routed.has(name);
    return {
      ingress: written?.ingress ?? (isRouted ? "internal-and-cloud-load-balancing" : "internal"),
      allowUnauthenticated: written?.allowUnauthenticated ?? isRouted,
      defaultUriDisabled: isRouted && !used.has(name),
    };
  };
}
