import type { Reading } from "../values/reading";
import type { Plain } from "../values/value";
import type { AutoName, ChangeRule, Output, ResourceType } from "./resource-type";
import type { Rule } from "./rules";

/** The names of the properties that the SDK requires. */
type RequiredNames<Args> = {
  [Name in keyof Args]-?: undefined extends Args[Name] ? never : Name;
}[keyof Args] &
  string;

/** The names of the properties that a program cannot give. */
type ComputedNames<Args, State> = Exclude<keyof State, keyof Args> & string;

/** A place in the inputs; the compiler knows its first name, a test of the tables the others. */
type InputPath<Args> = (keyof Args & string) | `${keyof Args & string}.${string}`;

/** A description of a type by the words of its SDK: `Args` are its inputs, `State` is everything it has. */
export interface Description<Args, State> {
  /** The type token, such as `gcp:redis/instance:Instance`. */
  readonly token: string;
  /** The id of a created resource. */
  readonly id: (reading: Reading) => string;
  /** The properties that a program must give. */
  readonly required: readonly RequiredNames<Args>[];
  /** How the type gets its name. @default the program must say it */
  readonly autoName?: AutoName & { readonly property: keyof Args };
  /** Inputs that the provider fills in while it checks. @default none */
  readonly defaults?: { readonly [Path in InputPath<Args>]?: Plain };
  /** What the provider refuses while it checks. @default nothing */
  readonly rules?: readonly Rule[];
  /** The places where a change forces a replacement. */
  readonly replaces: readonly InputPath<Args>[];
  /** Changes that force a replacement although others of the same property do not. @default none */
  readonly replacesWhen?: readonly (ChangeRule & { readonly path: InputPath<Args> })[];
  /** Changes that are none to the provider. @default none */
  readonly ignores?: readonly (ChangeRule & { readonly path: InputPath<Args> })[];
  /** Lists whose order means nothing. @default none */
  readonly sets?: readonly InputPath<Args>[];
  /** Whether a replacement always deletes first. @default false */
  readonly deletesFirst?: boolean;
  /** How each property that a program cannot give is computed. */
  readonly computed: { readonly [Name in ComputedNames<Args, State>]: Output };
  /** What is computed inside an object that the program gives, such as `serviceConfig.uri`. @default nothing */
  readonly computedWithin?: { readonly [Path in `${keyof Args & string}.${string}`]?: Output };
  /** Who decides the properties that a program may leave out. @default nobody, they stay absent */
  readonly decided?: { readonly [Name in keyof Args]?: Output };
  /** What an existing resource tells later ones, who find it by its beginning. @default nothing */
  readonly tells?: (reading: Reading) => string | undefined;
  /** The outputs that are secret, whatever the program says. @default none */
  readonly secrets?: readonly (keyof State & string)[];
  /** The properties that, when true, forbid to delete the resource. @default none */
  readonly deletionGuards?: readonly InputPath<Args>[];
}

/** Makes a type of the table from its description; what the description leaves out gets its default. */
export function describe<Args, State>(description: Description<Args, State>): ResourceType {
  const { autoName } = description;
  return {
    token: description.token,
    id: description.id,
    required: description.required,
    ...(autoName === undefined ? {} : { autoName }),
    defaults: (description.defaults ?? {}) as ResourceType["defaults"],
    rules: description.rules ?? [],
    replaces: description.replaces,
    replacesWhen: description.replacesWhen ?? [],
    ignores: description.ignores ?? [],
    sets: description.sets ?? [],
    deletesFirst: description.deletesFirst ?? false,
    computed: description.computed,
    computedWithin: (description.computedWithin ?? {}) as ResourceType["computedWithin"],
    decided: (description.decided ?? {}) as ResourceType["decided"],
    tells: description.tells ?? (() => undefined),
    secrets: description.secrets ?? [],
    deletionGuards: description.deletionGuards ?? [],
  };
}
