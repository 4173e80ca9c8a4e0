import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import type { Relations } from "../relation/relations";
import { isBackendService } from "./backend-groups";

/** Keys of a URL map under which a link to a backend service stands, at any depth. */
const SERVICE_KEYS = ["defaultService", "service", "backendService"];

/** Tells whether a type is a forwarding rule, global or regional. */
export function isForwardingRule(type: string): boolean {
  return (
    type === "gcp:compute/globalForwardingRule:GlobalForwardingRule" ||
    type === "gcp:compute/forwardingRule:ForwardingRule"
  );
}

/** Follows every forwarding rule of a stack to the backend services that it reaches, by their URNs. */
export function rulesByBackendService(
  stack: readonly StackResource[],
  relations: Relations,
): ReadonlyMap<string, readonly StackResource[]> {
  const rules = new Map<string, StackResource[]>();
  for (const rule of stack.filter(({ type }) => isForwardingRule(type))) {
    for (const service of servicesBehind(rule, relations)) {
      rules.set(service.urn, [...(rules.get(service.urn) ?? []), rule]);
    }
  }
  return rules;
}

function servicesBehind(rule: StackResource, relations: Relations): ReadonlySet<StackResource> {
  const related = (resource: StackResource, place: Place, isWanted: (type: string) => boolean) =>
    relations.behind(resource, place, isWanted).map((found) => found.resource);
  const services = related(rule, propertiesOf(rule).at("target"), isProxy)
    .flatMap((proxy) => related(proxy, propertiesOf(proxy).at("urlMap"), isUrlMap))
    .flatMap((map) =>
      servicePlaces(propertiesOf(map)).flatMap((place) => related(map, place, isBackendService)),
    );
  return new Set(services);
}

/** Places of a URL map that name backend services; of each of its properties, one unknown stands for all. */
function servicePlaces(map: Place): readonly Place[] {
  const places = new Map<unknown, Place>();
  for (const place of placesBelow(map)) {
    const [property] = place.path.split(/[.[]/);
    places.set(isKnown(place.value) ? place.value : `unknown in ${property}`, place);
  }
  return [...places.values()];
}

function placesBelow(place: Place, key = ""): readonly Place[] {
  if (!isKnown(place.value) || (SERVICE_KEYS.includes(key) && typeof place.value === "string")) {
    return [place];
  }
  const entries = place.entries();
  return entries.length > 0
    ? entries.flatMap((entry) => placesBelow(entry, key))
    : Object.keys(place.record() ?? {}).flatMap((inner) => placesBelow(place.at(inner), inner));
}

function propertiesOf({ inputs, props }: StackResource): Place {
  return new Place(inputs ?? props);
}

function isProxy(type: string): boolean {
  return /^gcp:compute\/(?:target|regionTarget)(?:Http|Https|HTTPS)Proxy:/i.test(type);
}

function isUrlMap(type: string): boolean {
  return /^gcp:compute\/(?:region)?urlmap:/i.test(type);
}
