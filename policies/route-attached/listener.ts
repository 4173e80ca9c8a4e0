import type { Place } from "../framework/place";
import { everyOf, someOf, type Truth } from "../framework/truth";
import { isKnown, textOf, Unknown } from "../framework/value";
import { hostnamesMeet, ROUTES_OF_PROTOCOL } from "../models/kubernetes/gateway-api";
import type { NamespaceLabels } from "../models/kubernetes/namespace-labels";
import type { KubernetesObject } from "../models/kubernetes/object";
import { selects } from "../models/kubernetes/selector";

/** What a listener asks of a route, each with its answer. */
export interface Admission {
  readonly namespace: Truth;
  readonly kind: Truth;
  readonly hostname: Truth;
}

/** Reads whether a listener of a Gateway takes a route: https://gateway-api.sigs.k8s.io/concepts/security-model. */
export function admit(
  listener: Place,
  gateway: KubernetesObject,
  route: KubernetesObject,
  labels: NamespaceLabels,
): Admission {
  return {
    namespace: admitsNamespace(listener.at("allowedRoutes", "namespaces"), gateway, route, labels),
    kind: admitsKind(listener, route.kind),
    hostname: meetsHostname(listener.at("hostname"), route.place.at("spec", "hostnames")),
  };
}

/** Whether all of it is met. */
export function isAdmitted({ namespace, kind, hostname }: Admission): Truth {
  return everyOf([namespace, kind, hostname]);
}

function admitsNamespace(
  namespaces: Place,
  gateway: KubernetesObject,
  route: KubernetesObject,
  labels: NamespaceLabels,
): Truth {
  const from = namespaces.at("from").value ?? "Same";
  if (from instanceof Unknown) {
    return from;
  }
  const [own, other] = [route.namespace ?? "", gateway.namespace ?? ""];
  switch (from) {
    case "All":
      return true;
    case "Selector":
      return selects(namespaces.at("selector"), labels.labelsOf(own));
    case "Same":
      return isKnown(own) ? (isKnown(other) ? own === other : other) : own;
    default:
      return false;
  }
}

function admitsKind(listener: Place, kind: string): Truth {
  const kinds = listener.at("allowedRoutes", "kinds");
  if (kinds.value instanceof Unknown) {
    return kinds.value;
  }
  const named = kinds.entries().map((each) => each.at("kind").value);
  if (named.length > 0) {
    return someOf(named.map((each) => (each instanceof Unknown ? each : each === kind)));
  }
  const protocol = listener.at("protocol").value;
  const usual = typeof protocol === "string" ? ROUTES_OF_PROTOCOL.get(protocol) : undefined;
  // A protocol of an implementation's own takes what that says.
  return usual === undefined || usual.includes(kind);
}

/** One that names no hostname takes, or gets, all of the other's. */
function meetsHostname(hostname: Place, hostnames: Place): Truth {
  const own = hostname.value ?? "";
  const others = hostnames.entries().map(({ value }) => value);
  if (own === "" || (others.length === 0 && !(hostnames.value instanceof Unknown))) {
    return true;
  }
  const unread = [own, hostnames.value].find((value) => value instanceof Unknown);
  return unread instanceof Unknown
    ? unread
    : someOf(
        others.map((value) =>
          value instanceof Unknown ? value : hostnamesMeet(textOf(own), textOf(value)),
        ),
      );
}
