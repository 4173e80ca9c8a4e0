import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { isCallableService } from "../models/iam/callable-service";
import { isKubernetesObject, objectKind } from "../models/kubernetes/object-kind";
import type { Relations } from "../models/relation/relations";
import type { Watcher } from "./coverage";

const UPTIME = "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig";
const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy";
const SLO = "gcp:monitoring/slo:Slo";
const MONITORED = /^gcp:monitoring\/(?:custom|generic)Service:/;

/** Groups of objects of Kubernetes that hold rules and probes of Prometheus. */
const RULES = /^(?:monitoring\.coreos\.com|monitoring\.googleapis\.com|monitoring\.gke\.io)$/;
/** Groups of objects of Kubernetes that hold objectives. */
const OBJECTIVES =
  /^(?:sloth\.slok\.dev|pyrra\.dev|openslo(?:\.com)?|slo\.openshift\.io|nobl9\.com)$/;

/** Tells by the type alone whether a resource watches others. */
export function isWatcher(type: string): boolean {
  return [UPTIME, ALERT, SLO].includes(type) || MONITORED.test(type);
}

/** Everything of a program that watches its services, by what it is. */
export interface Watchers {
  readonly checks: readonly Watcher[];
  readonly alerts: readonly Watcher[];
  readonly objectives: readonly Watcher[];
}

/** Reads what watches the services of a program. */
export function readWatchers(stack: readonly StackResource[], relations: Relations): Watchers {
  const made = new Map<string, Watcher>();
  const services = monitoredById(stack);
  const watcherOf = (resource: StackResource): Watcher => {
    const known = made.get(resource.urn);
    if (known !== undefined) {
      return known;
    }
    const watcher = read(resource, relations, services, watcherOf);
    made.set(resource.urn, watcher);
    return watcher;
  };
  const checks: Watcher[] = [];
  const alerts: Watcher[] = [];
  const objectives: Watcher[] = [];
  for (const resource of stack) {
    const root = new Place(resource.inputs ?? resource.props);
    const kind = objectKind(resource.type);
    if (resource.type === UPTIME) {
      checks.push(asCheck(root, watcherOf(resource)));
    } else if (resource.type === ALERT && root.at("enabled").flag() !== false) {
      alerts.push(watcherOf(resource));
    } else if (resource.type === SLO) {
      objectives.push(watcherOf(resource));
    } else if (kind !== undefined && OBJECTIVES.test(kind.group)) {
      objectives.push(watcherOf(resource));
    } else if (kind !== undefined && RULES.test(kind.group) && kind.kind === "Probe") {
      checks.push(watcherOf(resource));
    } else if (kind !== undefined && RULES.test(kind.group) && /Rules?$/.test(kind.kind)) {
      alerts.push(watcherOf(resource));
    }
  }
  return { checks, alerts, objectives };
}

/** A synthetic monitor asks what its code asks, and a check of a group whatever belongs to it. */
function asCheck(root: Place, watcher: Watcher): Watcher {
  const isOpen = ["syntheticMonitor", "resourceGroup"].some(
    (key) => root.at(key).value !== undefined && root.at(key).value !== null,
  );
  return { ...watcher, isOpen };
}

/** What a watcher says, with what those say that it is made of and that watch, too, such as an objective. */
function read(
  resource: StackResource,
  relations: Relations,
  services: ReadonlyMap<string, StackResource>,
  watcherOf: (resource: StackResource) => Watcher,
): Watcher {
  const { type, urn, inputs, props, propertyDependencies } = resource;
  const texts: string[] = [];
  let isUnread = false;
  const walk = (place: Place, key: string): void => {
    if (IGNORED.has(key)) {
      return;
    }
    const { value } = place;
    if (!isKnown(value)) {
      isUnread ||= !(propertyDependencies.get(key) ?? []).some((source) =>
        isTelling(relations.at(source)),
      );
    } else if (typeof value === "string") {
      texts.push(value);
    }
    for (const entry of place.entries()) {
      walk(entry, key);
    }
    for (const inner of Object.keys(place.record() ?? {})) {
      // Where the rules themselves stand says nothing of what they watch.
      if (key === "metadata" && inner === "namespace") continue;
      // The dependencies are those of the property at the top.
      walk(place.at(inner), IGNORED.has(inner) ? inner : key === "" ? inner : key);
    }
  };
  walk(new Place(inputs ?? props), "");
  const sources = [...propertyDependencies]
    .filter(([property]) => !IGNORED.has(property))
    .flatMap(([, urns]) => urns.filter((source) => source !== urn));
  const watching = [...new Set(sources)].flatMap((source) => {
    const found = relations.at(source);
    return found !== undefined && isWatcher(found.type) ? [watcherOf(found)] : [];
  });
  const monitored = type === SLO ? services.get(serviceOfSlo(resource)) : undefined;
  const all = [...watching, ...(monitored === undefined ? [] : [watcherOf(monitored)])];
  return {
    texts: [...texts, ...all.flatMap((each) => each.texts)],
    from: [...sources, ...all.flatMap(({ from }) => from)],
    isUnread: isUnread || all.some((each) => each.isUnread),
  };
}

/** Whether what an unknown is made from tells what it names: a service, what leads to one, or what watches one. */
function isTelling(source: StackResource | undefined): boolean {
  return (
    source !== undefined &&
    (isWatcher(source.type) ||
      isCallableService(source.type) ||
      isKubernetesObject(source.type) ||
      /^gcp:compute\/\w*(?:backendservice|networkendpointgroup|urlmap|forwardingrule)/i.test(
        source.type,
      ))
  );
}

/** The services of Cloud Monitoring of a program, by the id that objectives name. */
function monitoredById(stack: readonly StackResource[]): ReadonlyMap<string, StackResource> {
  return new Map(
    stack.flatMap((resource) => {
      const { value } = new Place(resource.inputs ?? resource.props).at("serviceId");
      return MONITORED.test(resource.type) && typeof value === "string" ? [[value, resource]] : [];
    }),
  );
}

/** The id of the service of Cloud Monitoring that an objective is of; programs give it alone or at the end of a path. */
function serviceOfSlo({ inputs, props }: StackResource): string {
  const { value } = new Place(inputs ?? props).at("service");
  return typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : "";
}

/** Properties that say what somebody reads or who is told, and not what is watched. */
const IGNORED: ReadonlySet<string> = new Set([
  "documentation",
  "notificationChannels",
  "userLabels",
  "alertStrategy",
  "project",
  "annotations",
]);
