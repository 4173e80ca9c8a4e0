import { type Finding, undetermined, violation } from "../framework/finding";
import { matchesPattern } from "../framework/pattern";
import type { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown, textOf, Unknown } from "../framework/value";
import { makesClaim } from "../models/kubernetes/claims";
import { MadeObjects } from "../models/kubernetes/made-objects";
import {
  type KubernetesObject,
  objectSubject,
  shownNamespace,
  shownObjectName,
} from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { referencesOfObject } from "../models/kubernetes/object-references";
import { partsOf } from "../models/kubernetes/parts";
import type { Reference, ReferredPart } from "../models/kubernetes/reference";
import { checkSecretManager } from "./cloud-run";
import * as message from "./message";
import { ToldMakers } from "./told-makers";

/** What the check is told beside the program. */
export interface ReferenceOptions {
  /** Objects that others keep, as `Kind/namespace/name` with `*` and `?`. */
  readonly elsewhere: readonly string[];
}

/** Judges what the objects of a stack name. */
export function checkStack(
  stack: readonly StackResource[],
  options: ReferenceOptions,
): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const made = new MadeObjects(index);
  const toldMakers = new ToldMakers(index);
  return [
    ...index.objects.flatMap((object) => {
      const { references, unread } = referencesOfObject(object, index);
      return [
        ...unread.map(unreadPlace),
        ...onceUndetermined(
          references
            .filter((reference) => reference.optional !== true)
            .flatMap((reference) =>
              checkReference(reference, { index, made, toldMakers, options }),
            ),
        ),
      ].map((finding) => ({
        subject: objectSubject(object),
        urn: object.resource.urn,
        finding,
      }));
    }),
    ...checkSecretManager(stack, index.relations),
  ];
}

interface World {
  readonly index: ObjectIndex;
  readonly made: MadeObjects;
  readonly toldMakers: ToldMakers;
  readonly options: ReferenceOptions;
}

/** Of many keys of one object that cannot be read, the first stands for all. */
function onceUndetermined(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ kind, path, message: text }) => {
    const isFirst = !told.has(text);
    told.add(text);
    return kind === "violation" || !path.endsWith(".key") || isFirst;
  });
}

function unreadPlace(place: Place): Finding {
  return undetermined(
    place.path,
    `${place.unknownReason()}, so nothing tells what it names. Give it so that only names are unknown.`,
  );
}

function checkReference(reference: Reference, world: World): readonly Finding[] {
  return isKnown(reference.name)
    ? checkNamed(reference, reference.name, world)
    : checkUnnamed(reference, reference.name, world);
}

/** A name that is known only after deployment: the resources that it is made from tell what it is. */
function checkUnnamed(reference: Reference, name: Unknown, { index }: World): readonly Finding[] {
  const { from, place, kind, group, namespace } = reference;
  const behind = index.behind(from.resource, place, kind, group);
  if (behind.length === 0) {
    return [
      undetermined(
        place.path,
        message.unknownWhether(
          `its name ${name.reason} and is made from no ${kind} of the program`,
        ),
      ),
    ];
  }
  const near = behind.filter((object) => mayShareNamespace(object, namespace));
  return near.length === 0
    ? [violation(place.path, message.inOtherNamespace(reference, namespacesOf(behind)))]
    : reference.parts.flatMap((part) =>
        anyOf(near.map((object) => checkPart(reference, part, [object]))),
      );
}

/** Where one of several objects is meant, what is wrong with all of them is wrong. */
function anyOf(answers: readonly (readonly Finding[])[]): readonly Finding[] {
  return (
    answers.find((findings) => findings.length === 0) ??
    answers.find((findings) => findings.some(({ kind }) => kind === "undetermined")) ??
    answers[0] ??
    []
  );
}

function checkNamed(reference: Reference, name: string, world: World): readonly Finding[] {
  const { from, place, kind, group, namespace } = reference;
  const query = {
    kind,
    group,
    name,
    asker: from.resource,
    ...(namespace === undefined ? {} : { namespace }),
  };
  const answer = world.index.find(query);
  if (answer.is === "found") {
    return reference.parts.flatMap((part) => checkPart(reference, part, answer.objects));
  }
  if (
    world.made.has(query) ||
    isClaimed(reference, name, world.index) ||
    isElsewhere(reference, name, world.options)
  ) {
    return [];
  }
  if (answer.is === "undetermined") {
    return [undetermined(place.path, message.unknownWhether(answer.reason))];
  }
  const maker = world.toldMakers.find(query, from);
  if (maker !== undefined) {
    return [
      undetermined(
        place.path,
        message.unknownWhether(`${objectSubject(maker.object)} is told its name and may make it`),
      ),
    ];
  }
  if (!isJudged(reference, name, answer.others, world.index)) {
    return [undetermined(place.path, message.notOfThisProgram(reference))];
  }
  const text = message.missing(
    reference,
    message.namesToShow(answer.others),
    otherNamespace(reference, name, world.index),
  );
  return [
    reference.optional instanceof Unknown
      ? undetermined(place.path, text)
      : violation(place.path, text),
  ];
}

/**
 * Whether the program answers for what is in a namespace: it declares the namespace, or others of the kind there. In the
 * cluster as a whole others declare objects too, so only a name that is nearly one of the program's is taken for a slip.
 */
function isJudged(
  { namespace }: Reference,
  name: string,
  others: readonly KubernetesObject[],
  index: ObjectIndex,
): boolean {
  return typeof namespace === "string"
    ? index.declaresNamespace(namespace) || others.some(({ isPatch }) => !isPatch)
    : others.some((other) => message.isNear(name, shownObjectName(other)));
}

/** A sentence for an object of the name that lies in another namespace. */
function otherNamespace(
  { kind, group, namespace }: Reference,
  name: string,
  index: ObjectIndex,
): string | undefined {
  const others = index
    .ofKind(kind, group)
    .filter((object) => object.name === name && object.namespace !== namespace);
  const [where] = namespacesOf(others);
  return where === undefined
    ? undefined
    : ` One of that name lies in namespace "${shownNamespace(where)}".`;
}

function checkPart(
  reference: Reference,
  part: ReferredPart,
  objects: readonly KubernetesObject[],
): readonly Finding[] {
  const { place } = part;
  const { names, unread } = partsOf(objects, part.is);
  if (place.value instanceof Unknown) {
    return [
      undetermined(
        place.path,
        `${place.unknownReason()}, so it cannot be looked for in ${message.shownTarget(reference)}. Give it as a literal.`,
      ),
    ];
  }
  if (names.has(textOf(place.value))) {
    return [];
  }
  return unread === undefined
    ? [
        reference.optional instanceof Unknown
          ? undetermined(place.path, message.missingPart(reference, part, names))
          : violation(place.path, message.missingPart(reference, part, names)),
      ]
    : [
        undetermined(
          place.path,
          message.unknownWhether(`${message.shownTarget(reference)} ${unread}`),
        ),
      ];
}

function mayShareNamespace(object: KubernetesObject, namespace: Reference["namespace"]): boolean {
  return (
    typeof object.namespace !== "string" ||
    typeof namespace !== "string" ||
    object.namespace === namespace
  );
}

function isClaimed({ kind, namespace }: Reference, name: string, index: ObjectIndex): boolean {
  return (
    kind === "PersistentVolumeClaim" &&
    index
      .ofKind("StatefulSet", "apps")
      .some((object) => object.namespace === namespace && makesClaim(object, name))
  );
}

function isElsewhere(
  { kind, namespace }: Reference,
  name: string,
  { elsewhere }: ReferenceOptions,
): boolean {
  const where = typeof namespace === "string" ? `${shownNamespace(namespace)}/` : "";
  return elsewhere.some((pattern) => matchesPattern(pattern, `${kind}/${where}${name}`));
}

function namespacesOf(objects: readonly KubernetesObject[]): readonly string[] {
  return [
    ...new Set(
      objects.flatMap(({ namespace }) => (typeof namespace === "string" ? [namespace] : [])),
    ),
  ];
}
