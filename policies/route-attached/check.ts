import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { someOf, type Truth } from "../framework/truth";
import { isKnown } from "../framework/value";
import { GATEWAY_GROUP, ROUTES } from "../models/kubernetes/gateway-api";
import { NamespaceLabels } from "../models/kubernetes/namespace-labels";
import { objectSubject, shownNamespace } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { referencesOfObject } from "../models/kubernetes/object-references";
import type { Reference } from "../models/kubernetes/reference";
import { isGranted } from "./grant";
import { type Admission, admit, isAdmitted } from "./listener";

/** Judges whether the routes of a stack are attached to their gateways, and may lead where they do. */
export function checkStack(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const labels = new NamespaceLabels(index);
  const kinds = new Set(["Gateway", ...ROUTES]);
  return index.objects
    .filter(({ group, kind, isPatch }) => group === GATEWAY_GROUP && kinds.has(kind) && !isPatch)
    .flatMap((object) =>
      referencesOfObject(object, index)
        .references.flatMap((reference) =>
          reference.kind === "Gateway"
            ? checkAttachment(reference, index, labels)
            : checkGrant(reference, index),
        )
        .map((finding) => ({
          subject: objectSubject(object),
          urn: object.resource.urn,
          finding,
        })),
    );
}

/** The entry of a list that names something, such as `spec.parentRefs[0]`. */
function entryOf({ place }: Reference): string {
  return place.path.replace(/\.name$/, "");
}

function checkAttachment(
  reference: Reference,
  index: ObjectIndex,
  labels: NamespaceLabels,
): readonly Finding[] {
  const { from, name, namespace, group, kind } = reference;
  const answer = index.find({
    kind,
    group,
    name,
    asker: from.resource,
    ...(namespace === undefined ? {} : { namespace }),
  });
  const gateway =
    answer.is === "found" ? answer.objects.find(({ isPatch }) => !isPatch) : undefined;
  const listeners = gateway?.place.at("spec", "listeners").entries() ?? [];
  const section = reference.parts.find(({ is }) => is === "listener")?.place.value;
  const meant = listeners.filter(
    (listener) => section === undefined || listener.at("name").value === section,
  );
  if (gateway === undefined || meant.length === 0) {
    return [];
  }
  const admissions = meant.map((listener) => admit(listener, gateway, from, labels));
  const admitted = someOf(admissions.map(isAdmitted));
  if (admitted === true) {
    return [];
  }
  const words = `is attached to ${objectSubject(gateway)}`;
  return [
    isKnown(admitted)
      ? violation(entryOf(reference), `${words}, ${whyNot(admissions, reference)}`)
      : undetermined(
          entryOf(reference),
          `${words}, and whether a listener takes it cannot be told, since a part of what it allows ${admitted.reason}. Check by hand that one does.`,
        ),
  ];
}

/** What no listener allows, with what to do. */
function whyNot(admissions: readonly Admission[], { from }: Reference): string {
  const own =
    typeof from.namespace === "string" ? ` of namespace "${shownNamespace(from.namespace)}"` : "";
  const none = (part: keyof Admission) => admissions.every((each) => each[part] === false);
  if (none("namespace")) {
    return `no listener of which takes routes${own}, so the gateway does not know it and answers with 404. Set allowedRoutes.namespaces of the listener so that it does.`;
  }
  if (none("hostname")) {
    return "no listener of which has a hostname in common with it, so it gets no request. Give one of its hostnames to a listener, or leave the hostname of the listener out.";
  }
  return none("kind")
    ? `no listener of which takes a ${from.kind}. Attach it to one of a protocol that does, or name the kind in allowedRoutes.kinds.`
    : "no listener of which takes its namespace, its kind and one of its hostnames at once, so it gets no request. Allow all three at one listener.";
}

/** What lies in another namespace is named only where that allows it. */
function checkGrant(reference: Reference, index: ObjectIndex): readonly Finding[] {
  const { from, namespace, kind, name } = reference;
  if (
    namespace === from.namespace ||
    typeof namespace !== "string" ||
    typeof from.namespace !== "string"
  ) {
    return [];
  }
  const granted: Truth = isGranted(reference, index);
  if (granted === true) {
    return [];
  }
  const where = `namespace "${shownNamespace(namespace)}"`;
  const what = `names ${kind}${isKnown(name) ? ` "${name}"` : ""} in ${where}`;
  if (!isKnown(granted)) {
    return [
      undetermined(
        entryOf(reference),
        `${what}, and whether a ReferenceGrant there allows it cannot be told, since a part of it ${granted.reason}. Check by hand that one does.`,
      ),
    ];
  }
  return index.declaresNamespace(namespace) || index.inNamespace(namespace).length > 0
    ? [
        violation(
          entryOf(reference),
          `${what}, where no ReferenceGrant allows it, so every request is answered with an error. Declare one in ${where} from ${from.kind} in namespace "${shownNamespace(from.namespace)}" to ${kind}, or put both into one namespace.`,
        ),
      ]
    : [
        undetermined(
          entryOf(reference),
          `${what}, of which the program declares nothing, so others may keep a ReferenceGrant there. Check by hand that one allows it.`,
        ),
      ];
}
