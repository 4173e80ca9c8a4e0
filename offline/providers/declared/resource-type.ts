import type { SchemaPath } from "../values/path";
import type { Reading } from "../values/reading";
import type { Plain, Properties, Value } from "../values/value";
import type { Rule } from "./rules";

/** Computes a property of a resource. Undefined leaves the property out. */
export type Computation = (reading: Reading) => Plain | undefined;

/** A property that the cloud or the provider computes. A value that the program gives for it wins. */
export interface Output {
  /** The computation. */
  readonly from: Computation;
  /** Whether a preview of a creation knows the value already. */
  readonly knownAtPlan: boolean;
  /** Whether the value of the creation stays when the resource is updated. */
  readonly kept: boolean;
}

/** A property that a preview knows, because the provider and not the cloud decides it. */
export function planned(from: Computation): Output {
  return { from, knownAtPlan: true, kept: false };
}

/** A property that follows from others, and is computed anew in every update. */
export function derived(from: Computation): Output {
  return { from, knownAtPlan: false, kept: false };
}

/** A property that the creation decides once and for all, such as a number or a key. */
export function assigned(from: Computation): Output {
  return { from, knownAtPlan: false, kept: true };
}

/** How a resource that the program does not name gets its name. */
export interface AutoName {
  /** The property that holds the name. */
  readonly property: string;
  /** How long the name may be, in characters. */
  readonly maxLength: number;
  /** How many random hexadecimal digits end the name. */
  readonly random: number;
  /** Whether the logical name is put in lower case. */
  readonly lowerCase: boolean;
}

/** What is special about some changes of one property. */
export interface ChangeRule {
  /** The property that changes. */
  readonly path: SchemaPath;
  /**
   * Whether the rule is about this change. A value that is absent is undefined. Not asked where either value is unknown.
   */
  readonly when: (
    before: Value | undefined,
    after: Value | undefined,
    inputs: Properties,
  ) => boolean;
}

/** What one type of resource is to its provider: what it takes, what it computes, and what a change of it does. */
export interface ResourceType {
  /** The type token, such as `gcp:redis/instance:Instance`. */
  readonly token: string;
  /** The id of a created resource. Read the resource's properties by `reading`. */
  readonly id: (reading: Reading) => string;
  /** The properties that a program must give. */
  readonly required: readonly string[];
  /** How the type gets its name; absent where the program must say it. */
  readonly autoName?: AutoName;
  /** The values of inputs that the program leaves out, where the provider fills them in while it checks. */
  readonly defaults: Readonly<Record<SchemaPath, Plain>>;
  /** What the provider refuses while it checks. */
  readonly rules: readonly Rule[];
  /** The places where a change forces a replacement. */
  readonly replaces: readonly SchemaPath[];
  /** The changes that force a replacement although others of the same property do not. */
  readonly replacesWhen: readonly ChangeRule[];
  /** The changes that are none to the provider. */
  readonly ignores: readonly ChangeRule[];
  /** The lists whose order means nothing. */
  readonly sets: readonly SchemaPath[];
  /** Whether a replacement deletes the old resource first, whatever the names. */
  readonly deletesFirst: boolean;
  /** The properties that a program cannot give. */
  readonly computed: Readonly<Record<string, Output>>;
  /** What is computed inside an object that the program gives: by the place. */
  readonly computedWithin: Readonly<Record<SchemaPath, Output>>;
  /** The properties that a program may give, and that are decided elsewhere when it does not. */
  readonly decided: Readonly<Record<string, Output>>;
  /** What an existing resource tells later ones of the provider, who find it by its beginning (`Reading.existing`). */
  readonly tells: (reading: Reading) => string | undefined;
  /** The properties that are secret in the resource's outputs, whatever the program says. */
  readonly secrets: readonly string[];
  /** The properties that, when true, forbid to delete the resource. */
  readonly deletionGuards: readonly SchemaPath[];
}
