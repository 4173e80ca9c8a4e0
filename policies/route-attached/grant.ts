import type { Place } from "../framework/place";
import { everyOf, someOf, type Truth } from "../framework/truth";
import { Unknown } from "../framework/value";
import { GATEWAY_GROUP } from "../models/kubernetes/gateway-api";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Reference } from "../models/kubernetes/reference";

/**
 * Tells whether the namespace of what is named allows that it is named from another one:
 * https://gateway-api.sigs.k8s.io/api-types/referencegrant.
 */
export function isGranted(reference: Reference, index: ObjectIndex): Truth {
  const { from, namespace } = reference;
  return someOf(
    index.ofKind("ReferenceGrant", GATEWAY_GROUP).map((grant) => {
      const where =
        grant.namespace instanceof Unknown ? grant.namespace : grant.namespace === namespace;
      const spec = grant.place.at("spec");
      return everyOf([
        where,
        anyEntry(spec.at("from"), (each) => [
          same(each.at("group"), from.group),
          same(each.at("kind"), from.kind),
          namespaceIs(each.at("namespace"), from.namespace),
        ]),
        anyEntry(spec.at("to"), (each) => [
          same(each.at("group"), reference.group),
          same(each.at("kind"), reference.kind),
          each.at("name").value === undefined || sameName(each.at("name"), reference.name),
        ]),
      ]);
    }),
  );
}

function anyEntry(list: Place, parts: (entry: Place) => readonly Truth[]): Truth {
  return list.value instanceof Unknown
    ? list.value
    : someOf(
        list
          .entries()
          .map((entry) => (entry.value instanceof Unknown ? entry.value : everyOf(parts(entry)))),
      );
}

function same({ value }: Place, wanted: string): Truth {
  if (value instanceof Unknown) {
    return value;
  }
  return (value === undefined || value === "" ? "core" : value) === wanted;
}

function sameName({ value }: Place, name: Reference["name"]): Truth {
  return value instanceof Unknown ? value : name instanceof Unknown ? name : value === name;
}

/** A Namespace whose name is not known yet may be the one that a grant names. */
function namespaceIs({ value }: Place, namespace: Reference["namespace"]): Truth {
  if (value instanceof Unknown) {
    return value;
  }
  if (typeof namespace === "string" && namespace.startsWith("urn:pulumi:")) {
    return new Unknown("names a namespace that is known only after deployment");
  }
  return namespace instanceof Unknown ? namespace : value === namespace;
}
