import { type Found, formatPath, type SchemaPath, shown, valuesAt } from "../values/path";
import {
  holdsSecret,
  holdsUnknown,
  isObject,
  type Properties,
  revealed,
  Unknown,
  unmarked,
  type Value,
} from "../values/value";

/**
 * Why a provider does not take some inputs: what was found, what is allowed, and what to do, in full sentences. It names
 * the property itself, since the engine shows the value of each property that it is told, even of a secret.
 */
export type Failure = string;

/** A rule that the provider checks before it plans. It says nothing about values that are not known yet. */
export interface Rule {
  /** The places of the inputs that the rule is about. */
  readonly about: readonly SchemaPath[];
  /** Why the rule refuses some inputs; nothing where it does not. The options are the provider's own. */
  readonly failures: (inputs: Properties, options: Properties) => Failure[];
}

/** The property, where it is given, is one of these words. */
export function oneOf(path: SchemaPath, ...allowed: readonly string[]): Rule {
  const list = allowed.map((word) => `"${word}"`).join(", ");
  return each(path, (value) =>
    typeof value === "string" && allowed.includes(value) ? undefined : `Allowed are ${list}.`,
  );
}

/** The property, where it is given, is a number within these bounds, both included. */
export function between(path: SchemaPath, least: number, most: number): Rule {
  return each(path, (value) => {
    const number = Number(value);
    return number >= least && number <= most ? undefined : `Allowed are ${least} to ${most}.`;
  });
}

/**
 * The property, where it is given, has a certain form.
 *
 * @param form What the form is, as the end of the sentence "Allowed are ...".
 */
export function shaped(path: SchemaPath, pattern: RegExp, form: string): Rule {
  return each(path, (value) => (pattern.test(String(value)) ? undefined : `Allowed are ${form}.`));
}

/** Of these properties, exactly one is given. */
export function exactlyOne(...paths: readonly SchemaPath[]): Rule {
  return {
    about: paths,
    failures: (inputs) => {
      const { given, open } = presence(inputs, paths);
      if (given.length > 1) {
        return [
          `Only one of ${quoted(paths)} may be given. Found ${quoted(given)}. Remove the others.`,
        ];
      }
      if (given.length === 1 || open) return [];
      return [`None of ${quoted(paths)} is given. Give exactly one of them.`];
    },
  };
}

/** Of these properties, at least one is given. */
export function atLeastOne(...paths: readonly SchemaPath[]): Rule {
  return {
    about: paths,
    failures: (inputs) => {
      const { given, open } = presence(inputs, paths);
      if (given.length > 0 || open) return [];
      return [`None of ${quoted(paths)} is given. Give at least one of them.`];
    },
  };
}

/** Of these properties, at most one is given. */
export function atMostOne(...paths: readonly SchemaPath[]): Rule {
  return {
    about: paths,
    failures: (inputs) => {
      const { given } = presence(inputs, paths);
      if (given.length < 2) return [];
      return [`${quoted(given)} exclude each other. Remove all but one.`];
    },
  };
}

/** Where the property is given, the others are too. */
export function needs(path: SchemaPath, ...others: readonly SchemaPath[]): Rule {
  return {
    about: [path, ...others],
    failures: (inputs) => {
      if (presence(inputs, [path]).given.length === 0) return [];
      const { given, open } = presence(inputs, others);
      if (open || given.length === others.length) return [];
      const missing = others.filter((other) => !given.includes(other));
      return [
        `${quoted([path])} is given without ${quoted(missing)}. Give it too, or remove ${quoted([path])}.`,
      ];
    },
  };
}

/**
 * The properties, of which none is inside a list, agree with each other.
 *
 * @param problem Why they do not, in full sentences; absent values are `undefined`. Not asked while one of them is unknown,
 *   and not repeated where one of them is secret.
 */
export function agree(
  paths: readonly SchemaPath[],
  problem: (...values: readonly (Value | undefined)[]) => Failure | undefined,
): Rule {
  return {
    about: paths,
    failures: (inputs) => {
      const values = paths.map((path) => valuesAt(inputs, path)[0]?.value);
      if (values.some((value) => value !== undefined && holdsUnknown(value))) return [];
      const failure = problem(
        ...values.map((value) => (value === undefined ? undefined : revealed(value))),
      );
      if (failure === undefined) return [];
      const isHidden = values.some((value) => value !== undefined && holdsSecret(value));
      return isHidden ? [`${quoted(paths)} do not fit together (hidden). Change one.`] : [failure];
    },
  };
}

/** Applies a check to every known value at a place, and to each element of a list that stands there. */
function each(path: SchemaPath, problem: (value: Value) => string | undefined): Rule {
  return {
    about: [path],
    failures: (inputs) =>
      valuesAt(inputs, path)
        .flatMap(elementsOf)
        .filter((found) => !holdsUnknown(found.value))
        .flatMap((found) => {
          const allowed = problem(unmarked(found.value));
          if (allowed === undefined) return [];
          const value = shown(found.value, holdsSecret(found.value));
          const property = formatPath(found.path);
          return [`"${property}" is ${value}. ${allowed} Change it.`];
        }),
  };
}

function elementsOf(found: Found): Found[] {
  const value = unmarked(found.value);
  return Array.isArray(value)
    ? value.map((item, position) => ({ path: [...found.path, position], value: item }))
    : [found];
}

/** Which of the places have a known value, and whether any is open because it is not known yet. */
function presence(
  inputs: Properties,
  paths: readonly SchemaPath[],
): { readonly given: SchemaPath[]; readonly open: boolean } {
  const found = paths.map((path) => ({ path, values: valuesAt(inputs, path) }));
  const isOpen = (values: readonly { value: Value }[]) =>
    values.some(({ value }) => unmarked(value) instanceof Unknown);
  return {
    given: found
      .filter(({ values }) => values.length > 0 && !isOpen(values) && values.some(hasContent))
      .map(({ path }) => path),
    open: found.some(({ values }) => isOpen(values)),
  };
}

/** An empty list or text says no more than its absence. An empty object is a block that is switched on. */
function hasContent({ value }: { readonly value: Value }): boolean {
  const inner = unmarked(value);
  if (isObject(inner)) return true;
  return inner !== "" && !(Array.isArray(inner) && inner.length === 0);
}

function quoted(paths: readonly SchemaPath[]): string {
  return paths.map((path) => `"${path}"`).join(", ");
}
