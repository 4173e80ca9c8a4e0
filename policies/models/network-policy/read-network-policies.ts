import type { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { type KubernetesObject, shownObjectName } from "../kubernetes/object";
import type { Direction, NetworkPolicy, Peer, PolicyPort, Rule } from "./network-policy";

/** Reads a NetworkPolicy, or as much as a patch tells of one; undefined for any other object. */
export function readNetworkPolicy(object: KubernetesObject): NetworkPolicy | undefined {
  if (object.group !== "networking.k8s.io" || object.kind !== "NetworkPolicy") {
    return undefined;
  }
  return readPolicySpec({
    name: shownObjectName(object),
    namespace: object.namespace ?? "default",
    spec: object.place.at("spec"),
    isPatch: object.isPatch,
  });
}

/** What a specification of a policy is read with. */
export interface PolicySpec {
  readonly name: string;
  readonly namespace: Value<string>;
  readonly spec: Place;
  /** Whether the policy may have more rules than these. */
  readonly isPatch?: boolean;
}

/** Reads the specification of a NetworkPolicy. */
export function readPolicySpec({
  name,
  namespace,
  spec,
  isPatch = false,
}: PolicySpec): NetworkPolicy {
  const rest = isPatch
    ? [new Unknown("is a part of a policy that this program does not make")]
    : [];
  return {
    name,
    namespace,
    podSelector: spec.at("podSelector"),
    isolates: { ingress: isOfType(spec, "ingress"), egress: isOfType(spec, "egress") },
    rules: {
      ingress: [...readRules(spec.at("ingress"), "from"), ...rest],
      egress: [...readRules(spec.at("egress"), "to"), ...rest],
    },
  };
}

/**
 * Where a policy does not say its types, it always isolates for ingress, and for egress where it has rules for it:
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1.
 */
function isOfType(spec: Place, direction: Direction): Value<boolean> {
  const types = spec.at("policyTypes");
  if (types.value instanceof Unknown) {
    return types.value;
  }
  const words = types.entries().map(({ value }) => value);
  if (words.length > 0) {
    const isNamed = words.some((word) => typeof word === "string" && isWord(word, direction));
    return isNamed || (words.find((word): word is Unknown => word instanceof Unknown) ?? false);
  }
  const rules = spec.at("egress");
  return (
    direction === "ingress" ||
    (rules.value instanceof Unknown ? rules.value : rules.entries().length > 0)
  );
}

function isWord(word: string, direction: Direction): boolean {
  return word.toLowerCase() === direction;
}

function readRules(list: Place, peers: "from" | "to"): readonly Value<Rule>[] {
  return entriesOf(list, (rule) => ({
    peers: readList(rule.at(peers), readPeer),
    ports: readList(rule.at("ports"), readPort),
  }));
}

/** The entries of a list; undefined where it is absent or empty, which in a rule is no restriction at all. */
function readList<Entry>(
  list: Place,
  read: (entry: Place) => Value<Entry>,
): readonly Value<Entry>[] | undefined {
  const entries = entriesOf(list, read);
  return entries.length === 0 ? undefined : entries;
}

function entriesOf<Entry>(
  list: Place,
  read: (entry: Place) => Value<Entry>,
): readonly Value<Entry>[] {
  if (list.value instanceof Unknown) {
    return [list.value];
  }
  return list
    .entries()
    .map((entry) => (entry.value instanceof Unknown ? entry.value : read(entry)));
}

function readPeer(peer: Place): Value<Peer> {
  const block = peer.at("ipBlock");
  if (block.value instanceof Unknown) {
    return block.value;
  }
  if (block.record() !== undefined) {
    const except = block.at("except");
    return {
      is: "block",
      cidr: block.at("cidr").text() ?? "",
      except:
        except.value instanceof Unknown
          ? [except.value]
          : except.entries().flatMap((each) => each.text() ?? []),
    };
  }
  return {
    is: "pods",
    podSelector: given(peer.at("podSelector")),
    namespaceSelector: given(peer.at("namespaceSelector")),
  };
}

function given(place: Place): Place | undefined {
  return place.value === undefined || place.value === null ? undefined : place;
}

function readPort(place: Place): PolicyPort {
  const port = place.at("port").value;
  return {
    protocol: place.at("protocol").text() ?? "TCP",
    port: isKnown(port)
      ? typeof port === "number"
        ? port
        : typeof port === "string"
          ? numberIn(port)
          : undefined
      : port,
    endPort: place.at("endPort").number(),
  };
}

/** Programs in YAML give some ports as texts; a name has a letter. */
function numberIn(port: string): number | string {
  return /^\d{1,5}$/.test(port) ? Number(port) : port;
}
