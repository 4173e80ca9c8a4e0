import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { type Data, isKnown, Unknown } from "../framework/value";
import { readCallableService, serviceName, targetProperty } from "../models/iam/callable-service";
import { readGrants } from "../models/iam/grants";
import { memberKind } from "../models/iam/members";
import { roleKind } from "../models/iam/roles";
import { backendGroupsOf, isBackendService } from "../models/load-balancer/backend-groups";
import { rulesByBackendService } from "../models/load-balancer/forwarding";
import type { Relations } from "../models/relation/relations";

/** A service that the internet reaches, and by what those who watch it may name it. */
export interface PublicService {
  /** The words that start a message. */
  readonly subject: string;
  readonly urn: string;
  /** Which metrics count its requests. */
  readonly platform: "cloud-run" | "kubernetes";
  /** Its name, and where the program knows them those of what stands before it, such as a backend service. */
  readonly names: readonly string[];
  /** The namespace of Kubernetes in which it lies, where it is known. */
  readonly namespace?: string;
  /** Hosts that lead to it, as far as the program says; a host may be a wildcard such as `*.example.com`. */
  readonly hosts: readonly string[];
  /** URNs of the resources that it is made of, of which a watcher may be made. */
  readonly made: readonly string[];
  /** Whether a load balancer of Google stands before it. */
  readonly isBalanced: boolean;
  /** Why it is not certain that the internet reaches it, as a clause; absent where it does. */
  readonly unsure?: string;
}

const CLOUD_RUN = /^gcp:cloudrun(?:v2)?\/service:Service$/;
const CLOSED: readonly unknown[] = ["INGRESS_TRAFFIC_INTERNAL_ONLY", "internal"];
const BALANCED: readonly unknown[] = [
  "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
  "internal-and-cloud-load-balancing",
];

/** Schemes of load balancers that the internet does not reach. */
const INTERNAL_SCHEMES: readonly unknown[] = [
  "INTERNAL",
  "INTERNAL_MANAGED",
  "INTERNAL_SELF_MANAGED",
];

/** Tells by the type alone whether a resource is a service of Cloud Run. */
export function isCloudRunService(type: string): boolean {
  return CLOUD_RUN.test(type);
}

/** The services of Cloud Run that everybody in the internet can call. */
export function publicCloudRunServices(
  stack: readonly StackResource[],
  relations: Relations,
): readonly PublicService[] {
  const services = stack.filter(({ type }) => isCloudRunService(type));
  if (services.length === 0) {
    return [];
  }
  const opened = openedServices(stack, relations);
  const fronts = frontsOf(stack, relations);
  return services.flatMap((resource) => {
    const props = propertiesOf(resource);
    const service = readCallableService(resource.type, resource.inputs ?? resource.props);
    const openly = service?.openly.value;
    const isOpen = openly === true || openly === "true" || opened.has(resource.urn);
    const unread = [isOpen ? undefined : openly].find((value) => value instanceof Unknown);
    const front = fronts.get(resource.urn);
    const ingress =
      resource.type === "gcp:cloudrun/service:Service"
        ? props.at("metadata", "annotations", "run.googleapis.com/ingress")
        : props.at("ingress");
    if ((!isOpen && unread === undefined) || CLOSED.includes(ingress.value)) {
      return [];
    }
    const hasNoAddress = props.at("defaultUriDisabled").flag() === true;
    if ((BALANCED.includes(ingress.value) || hasNoAddress) && front === undefined) {
      return [];
    }
    const name = service?.name.value;
    return [
      {
        subject: subjectOf(resource),
        urn: resource.urn,
        platform: "cloud-run" as const,
        names: [...(typeof name === "string" ? [serviceName(name)] : []), ...(front?.names ?? [])],
        hosts: front?.hosts ?? [],
        made: [resource.urn, ...(front?.made ?? [])],
        isBalanced: front?.isBalanced ?? false,
        ...unsure("its ingress", ingress.value),
        ...unsure("whether callers need an identity", unread),
      },
    ];
  });
}

function unsure(what: string, value: Data): { readonly unsure?: string } {
  return value instanceof Unknown ? { unsure: `${what} ${value.reason}` } : {};
}

/** URNs of the services that a grant opens to everybody. */
function openedServices(
  stack: readonly StackResource[],
  relations: Relations,
): ReadonlySet<string> {
  const opened = new Set<string>();
  for (const resource of stack) {
    const property = targetProperty(resource.type);
    if (property === undefined) {
      continue;
    }
    const isOpening = readGrants(resource.type, resource.inputs ?? resource.props).some(
      ({ role, members }) =>
        typeof role.value === "string" &&
        roleKind(role.value) === "invoking" &&
        members.some(({ value }) => typeof value === "string" && memberKind(value) === "public"),
    );
    if (isOpening) {
      const target = propertiesOf(resource).at(property);
      for (const { resource: service } of relations.behind(resource, target, isCloudRunService)) {
        opened.add(service.urn);
      }
    }
  }
  return opened;
}

/** What stands before a service. */
interface Front {
  readonly names: string[];
  readonly hosts: string[];
  readonly made: string[];
  isBalanced: boolean;
}

/** What of the stack leads from the internet to which service of Cloud Run, by its URN. */
function frontsOf(stack: readonly StackResource[], relations: Relations): Map<string, Front> {
  const fronts = new Map<string, Front>();
  const frontOf = (urn: string): Front => {
    const front = fronts.get(urn) ?? { names: [], hosts: [], made: [], isBalanced: false };
    fronts.set(urn, front);
    return front;
  };
  const mapsByService = urlMapsByBackend(stack, relations);
  const rules = rulesByBackendService(stack, relations);
  for (const backend of stack.filter(({ type }) => isBackendService(type))) {
    const leading = (rules.get(backend.urn) ?? []).filter(
      (rule) => !INTERNAL_SCHEMES.includes(propertiesOf(rule).at("loadBalancingScheme").value),
    );
    if (leading.length === 0) {
      continue;
    }
    const maps = mapsByService.get(backend.urn) ?? [];
    const hosts = maps.flatMap(hostsOfUrlMap);
    for (const group of backendGroupsOf(backend, relations).serverless) {
      const target = propertiesOf(group).at("cloudRun", "service");
      for (const { resource } of relations.behind(group, target, isCloudRunService)) {
        const front = frontOf(resource.urn);
        front.isBalanced = true;
        const parts = [group, backend, ...maps, ...leading];
        front.hosts.push(...hosts);
        front.made.push(...parts.map(({ urn }) => urn));
        front.names.push(...parts.flatMap(nameOf));
      }
    }
  }
  for (const mapping of stack.filter(({ type }) => /^gcp:cloudrun\/domainMapping:/.test(type))) {
    const props = propertiesOf(mapping);
    const host = props.at("name").value;
    const route = props.at("spec", "routeName");
    for (const { resource } of relations.behind(mapping, route, isCloudRunService)) {
      const front = frontOf(resource.urn);
      front.made.push(mapping.urn);
      front.hosts.push(...(typeof host === "string" ? [host] : []));
    }
  }
  return fronts;
}

/** The URL maps that lead to backend services, by the URN of the service. */
function urlMapsByBackend(
  stack: readonly StackResource[],
  relations: Relations,
): ReadonlyMap<string, readonly StackResource[]> {
  const maps = new Map<string, StackResource[]>();
  for (const map of stack.filter(({ type }) => /^gcp:compute\/(?:region)?urlmap:/i.test(type))) {
    const reached = new Set<string>();
    for (const place of leavesOf(propertiesOf(map))) {
      for (const { resource } of relations.behind(map, place, isBackendService)) {
        reached.add(resource.urn);
      }
    }
    for (const urn of reached) {
      const own = maps.get(urn) ?? [];
      own.push(map);
      maps.set(urn, own);
    }
  }
  return maps;
}

/** Texts and unknowns at any depth; of each property, one unknown stands for all. */
function leavesOf(root: Place): readonly Place[] {
  const leaves = new Map<string, Place>();
  const walk = (place: Place): void => {
    const { value, path } = place;
    if (!isKnown(value) || typeof value === "string") {
      const [property] = path.split(/[.[]/);
      leaves.set(isKnown(value) ? String(value) : `unknown in ${property}`, place);
      return;
    }
    for (const entry of place.entries()) {
      walk(entry);
    }
    for (const key of Object.keys(place.record() ?? {})) {
      walk(place.at(key));
    }
  };
  walk(root);
  return [...leaves.values()];
}

function hostsOfUrlMap(map: StackResource): readonly string[] {
  return propertiesOf(map)
    .at("hostRules")
    .entries()
    .flatMap((rule) => rule.at("hosts").entries())
    .flatMap(({ value }) => (typeof value === "string" && value !== "*" ? [value] : []));
}

function nameOf(resource: StackResource): readonly string[] {
  const { value } = propertiesOf(resource).at("name");
  return typeof value === "string" ? [value] : [];
}

function propertiesOf({ inputs, props }: StackResource): Place {
  return new Place(inputs ?? props);
}
