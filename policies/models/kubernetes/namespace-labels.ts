import { isKnown, Unknown, type Value } from "../../framework/value";
import { holds, type Labels, readLabels } from "./labels";
import type { ObjectIndex } from "./object-index";

/** The label that Kubernetes gives to each namespace: its name. */
const NAME_LABEL = "kubernetes.io/metadata.name";

const NOT_DECLARED = new Unknown(
  "is a label of a namespace that this program does not make, where any may have been added",
);

const NOT_KNOWN_YET = new Unknown("is the name of a namespace that is known only after deployment");

/** The labels of the namespaces of a program. Make one for a run. */
export class NamespaceLabels {
  private readonly labels = new Map<string, Labels>();

  constructor(private readonly index: ObjectIndex) {}

  /** The labels of a namespace, as `KubernetesObject.namespace` has it. */
  labelsOf(namespace: Value<string>): Labels {
    if (!isKnown(namespace)) {
      return everyLabel(namespace);
    }
    const known = this.labels.get(namespace) ?? this.read(namespace);
    this.labels.set(namespace, known);
    return known;
  }

  private read(namespace: string): Labels {
    const objects = this.index
      .ofKind("Namespace")
      .filter(({ name, resource }) => name === namespace || resource.urn === namespace);
    const isMadeHere = objects.some(({ isPatch }) => !isPatch);
    const given = objects.map(({ place }) => readLabels(place.at("metadata", "labels")));
    const get = (key: string): Value<string> | undefined => {
      if (key === NAME_LABEL) {
        return namespace.startsWith("urn:pulumi:") ? NOT_KNOWN_YET : namespace;
      }
      const found = given.map((labels) => labels.get(key)).find((label) => label !== undefined);
      return found ?? (isMadeHere ? undefined : NOT_DECLARED);
    };
    return { get, holds: (key, values) => holds(get(key), values) };
  }
}

/** Labels of which nothing is known. */
export function everyLabel(unknown: Unknown): Labels {
  return { get: () => unknown, holds: () => unknown };
}

/** Labels of which some are known, and any other may be there. */
export function someLabels(known: { readonly [key: string]: string }, others: Unknown): Labels {
  const get = (key: string) => (Object.hasOwn(known, key) ? known[key] : others);
  return { get, holds: (key, values) => holds(get(key), values) };
}
