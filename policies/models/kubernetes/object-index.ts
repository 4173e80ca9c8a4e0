import { memoized } from "../../framework/memoized";
import type { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { Relations } from "../relation/relations";
import { type KubernetesObject, mayBeNamed, readObjects } from "./object";
import { isClusterScoped } from "./object-kind";
import { PodIndex } from "./pod-index";
import { type Pods, readPods } from "./pods";
import { selects, selectsByLabels } from "./selector";
import { readService, type Service } from "./service";
import { UnseenMakers } from "./unseen-makers";

/** What is looked for. */
export interface ObjectQuery {
  /** API group. Default: `core`. */
  readonly group?: string;
  readonly kind: string;
  /** As {@link KubernetesObject.namespace}; left out for a kind that lies in no namespace. */
  readonly namespace?: Value<string>;
  readonly name: Value<string>;
  /** The resource that asks: of two clusters in one program, its own counts first. */
  readonly asker?: StackResource;
}

/** The answer to a look-up. */
export type Lookup =
  /** Declared: a whole object, patches of one, or both. */
  | { readonly is: "found"; readonly objects: readonly KubernetesObject[] }
  /** Not declared by this program; `others` are the objects of the kind in the namespace, for a message that names the nearest. */
  | { readonly is: "absent"; readonly others: readonly KubernetesObject[] }
  /** `reason` is a clause, such as `Secret "db" has a name that is known only after deployment`. */
  | { readonly is: "undetermined"; readonly reason: string };

/** The pods that a selector selects. */
export interface SelectedPods {
  readonly pods: readonly Pods[];
  /** Those that it may select as well, as the selector or their labels are not known. */
  readonly maybe: readonly Pods[];
  /** Why there may be others that nobody sees, as a clause. */
  readonly unseen?: string;
}

/**
 * All objects of Kubernetes that a program declares, see {@link ObjectIndex.of}. It reads each resource once, and a
 * question costs no more than the objects of a kind in a namespace whose names cannot be read.
 */
export class ObjectIndex {
  readonly objects: readonly KubernetesObject[];
  readonly services: readonly Service[];
  readonly pods: readonly Pods[];
  readonly relations: Relations;
  private readonly byKind: ReadonlyMap<string, readonly KubernetesObject[]>;
  private readonly byName: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Those of a kind whose name or namespace has to be guessed. */
  private readonly unread: ReadonlyMap<string, readonly KubernetesObject[]>;
  private readonly byNamespace: ReadonlyMap<string, readonly KubernetesObject[]>;
  private readonly podIndex: PodIndex;
  private readonly unseen: UnseenMakers;

  /** The index of a stack, which all policies share. */
  static readonly of = memoized((stack: readonly StackResource[]) => new ObjectIndex(stack));

  constructor(stack: readonly StackResource[], relations = Relations.of(stack)) {
    this.relations = relations;
    this.objects = stack.flatMap((resource) => readObjects(resource, relations));
    this.services = this.objects.flatMap((object) => readService(object) ?? []);
    this.pods = this.objects.flatMap((object) => readPods(object) ?? []);
    this.byKind = grouped(this.objects, kindKey);
    this.byName = grouped(this.objects, (object) =>
      typeof object.name === "string" && !(object.namespace instanceof Unknown)
        ? nameKey(object, object.namespace, object.name)
        : undefined,
    );
    this.unread = grouped(this.objects, (object) =>
      typeof object.name !== "string" || !isSure(object.namespace) ? kindKey(object) : undefined,
    );
    this.byNamespace = grouped(this.objects, ({ namespace }) => knownOnly(namespace));
    this.podIndex = new PodIndex(this.pods);
    this.unseen = new UnseenMakers(stack, this.objects, relations);
  }

  /** The objects of a kind, in the order of the program. */
  ofKind(kind: string, group = "core"): readonly KubernetesObject[] {
    return this.byKind.get(kindKey({ group, kind })) ?? [];
  }

  /** The objects in a namespace, of all kinds or of one; those whose namespace cannot be read are in none. */
  inNamespace(namespace: string, kind?: string): readonly KubernetesObject[] {
    const objects = this.byNamespace.get(namespace) ?? [];
    return kind === undefined ? objects : objects.filter((object) => object.kind === kind);
  }

  /**
   * Tells whether the program declares a namespace itself, so that it is the one that fills it. A namespace that is only
   * named may be somebody else's.
   */
  declaresNamespace(namespace: string): boolean {
    return this.ofKind("Namespace").some(
      (object) =>
        !object.isPatch && (object.name === namespace || object.resource.urn === namespace),
    );
  }

  /** Finds an object by what names it. */
  find({ group = "core", kind, namespace, name, asker }: ObjectQuery): Lookup {
    const where = isClusterScoped(kind) ? undefined : (namespace ?? "");
    if (!isKnown(name)) {
      return { is: "undetermined", reason: `its name ${name.reason}` };
    }
    if (where !== undefined && !isKnown(where)) {
      return { is: "undetermined", reason: `its namespace ${where.reason}` };
    }
    const found = this.byName.get(nameKey({ group, kind }, where, name)) ?? [];
    if (found.length > 0) {
      return { is: "found", objects: ofOneCluster(found, asker) };
    }
    const guess = (this.unread.get(kindKey({ group, kind })) ?? []).find(
      (object) => mayBeNamed(object, name) && this.mayLieIn(object, where),
    );
    if (guess !== undefined) {
      return { is: "undetermined", reason: whyGuessed(guess) };
    }
    const maker = group === "core" ? this.unseen.maker(where) : this.unseen.release(where);
    return maker === undefined
      ? { is: "absent", others: this.othersOf(kind, group, where) }
      : {
          is: "undetermined",
          reason: `${maker} may make it, and a policy cannot see what it makes`,
        };
  }

  /**
   * The objects of a kind that a property is made from, for a name that is known only after deployment. More than one where
   * nothing tells which of them is meant.
   */
  behind(
    resource: StackResource,
    place: Place,
    kind: string,
    group = "core",
  ): readonly KubernetesObject[] {
    const urns = new Set(
      this.relations.behind(resource, place, () => true).map((related) => related.resource.urn),
    );
    return this.ofKind(kind, group).filter((object) => urns.has(object.resource.urn));
  }

  /** The pods that a label selector (`matchLabels`, `matchExpressions`) selects in a namespace. */
  podsSelectedBy(selector: Place, namespace: Value<string>, asker?: StackResource): SelectedPods {
    return this.selected(namespace, asker, selector.at("matchLabels"), ({ labels }) =>
      selects(selector, labels),
    );
  }

  /** The pods that a map of labels, such as the selector of a Service, selects in a namespace. */
  podsOfService({ selector, object }: Service): SelectedPods {
    const namespace = object.namespace ?? "";
    return this.selected(namespace, object.resource, selector, ({ labels }) =>
      selectsByLabels(selector, labels),
    );
  }

  /** Why pods that nobody sees may run in a namespace, as a clause; undefined when nothing says so. */
  unseenPods(namespace: Value<string>): string | undefined {
    if (!isKnown(namespace)) {
      return `its namespace ${namespace.reason}`;
    }
    const maker = this.unseen.maker(namespace);
    return maker === undefined
      ? undefined
      : `${maker} may run pods, and a policy cannot see what it makes`;
  }

  private selected(
    namespace: Value<string>,
    asker: StackResource | undefined,
    wanted: Place,
    answer: (pods: Pods) => Value<boolean>,
  ): SelectedPods {
    const answers = this.podIndex
      .candidates(namespace, wanted)
      .map((pods) => ({ pods, answer: answer(pods) }));
    const certain = answers.filter((each) => each.answer === true).map(({ pods }) => pods);
    const urn = asker?.provider?.urn;
    const own = certain.filter(({ object }) => object.resource.provider?.urn === urn);
    const unseen = this.unseenPods(namespace);
    return {
      pods: own.length > 0 ? own : certain,
      maybe: [
        ...answers.filter((each) => each.answer instanceof Unknown).map(({ pods }) => pods),
        ...this.podIndex.perhapsIn(namespace).filter((pods) => answer(pods) !== false),
      ],
      ...(unseen === undefined ? {} : { unseen }),
    };
  }

  /** Whether an object may lie in a namespace, as far as its own can be read. */
  private mayLieIn(object: KubernetesObject, namespace: string | undefined): boolean {
    const own = object.namespace;
    if (own === undefined || namespace === undefined || !isKnown(own) || own === namespace) {
      return true;
    }
    const [declared] = own.startsWith("urn:pulumi:")
      ? this.ofKind("Namespace").filter(({ resource }) => resource.urn === own)
      : [];
    return declared !== undefined && mayBeNamed(declared, namespace);
  }

  private othersOf(
    kind: string,
    group: string,
    namespace: string | undefined,
  ): readonly KubernetesObject[] {
    return namespace === undefined
      ? this.ofKind(kind, group)
      : this.inNamespace(namespace, kind).filter((object) => object.group === group);
  }
}

function whyGuessed(object: KubernetesObject): string {
  const { kind, resource, name, namespace } = object;
  const what = `${kind} "${resource.name}"`;
  if (name === undefined || name instanceof Unknown) {
    return `${what} has a name that ${name?.reason ?? "is made up when it is created"}`;
  }
  return namespace instanceof Unknown
    ? `${what} lies in a namespace that ${namespace.reason}`
    : `${what} lies in a namespace whose name is made up when it is created`;
}

/** Of two clusters in one program, the objects of the one that asks; all where it has none. */
function ofOneCluster(
  objects: readonly KubernetesObject[],
  asker: StackResource | undefined,
): readonly KubernetesObject[] {
  const own = objects.filter(({ resource }) => resource.provider?.urn === asker?.provider?.urn);
  return own.length > 0 ? own : objects;
}

function isSure(namespace: Value<string> | undefined): boolean {
  return namespace === undefined || (isKnown(namespace) && !namespace.startsWith("urn:pulumi:"));
}

function knownOnly(value: Value<string> | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function kindKey({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}`;
}

function nameKey(
  kind: { readonly group: string; readonly kind: string },
  namespace: string | undefined,
  name: string,
): string {
  return `${kindKey(kind)}/${namespace ?? ""}/${name}`;
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group !== undefined) {
      group.push(item);
    } else if (key !== undefined) {
      groups.set(key, [item]);
    }
  }
  return groups;
}
