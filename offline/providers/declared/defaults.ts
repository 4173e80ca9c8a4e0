import { isObject, type Plain, type Properties, Secret, secret, type Value } from "../values/value";
import type { ResourceType } from "./resource-type";

/**
 * The property in which a provider notes, for each object, which values it filled in itself, so that the next check can
 * tell a name that it made from one that the program gave.
 */
const noteOfDefaults = "__defaults";

/** Whether the provider itself, and not the program, gave the property its value. */
export function isDefault(inputs: Properties, property: string): boolean {
  const note = inputs[noteOfDefaults];
  return Array.isArray(note) && note.includes(property);
}

/** Whether the inputs have been checked, as those of every resource that a stack created have. */
export function isChecked(inputs: Properties): boolean {
  return inputs[noteOfDefaults] !== undefined;
}

/** Fills in the defaults of a type, in nested objects too where the program gives the object. */
export function withDefaults(type: ResourceType, inputs: Properties): Properties {
  return fill(inputs, defaultsTree(type));
}

/** Notes that the provider gave the property its value. */
export function noteDefault(inputs: Properties, property: string): Properties {
  return { ...inputs, [noteOfDefaults]: [property] };
}

/** The value without a check's notes on which inputs it filled in; they are no part of a resource. */
export function withoutNotes(value: Value): Value {
  if (value instanceof Secret) return secret(withoutNotes(value.value));
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== noteOfDefaults)
      .map(([name, item]) => [name, withoutNotes(item)]),
  );
}

/** Defaults by the object that they are in: a name leads to a value, or to the defaults of an object of that name. */
interface DefaultsTree {
  readonly values: Map<string, Plain>;
  readonly objects: Map<string, DefaultsTree>;
}

function defaultsTree(type: ResourceType): DefaultsTree {
  const root: DefaultsTree = { values: new Map(), objects: new Map() };
  for (const [path, value] of Object.entries(type.defaults)) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    let tree = root;
    for (const name of names) {
      const next: DefaultsTree = tree.objects.get(name) ?? {
        values: new Map(),
        objects: new Map(),
      };
      tree.objects.set(name, next);
      tree = next;
    }
    tree.values.set(last, value);
  }
  return root;
}

function fill(object: Properties, tree: DefaultsTree): Properties {
  const result: Properties = { ...object };
  const { [noteOfDefaults]: noted } = object;
  const filled: Value[] = Array.isArray(noted) ? [...noted] : [];
  for (const [name, value] of tree.values) {
    if ((result[name] ?? null) !== null) continue;
    result[name] = value;
    filled.push(name);
  }
  for (const [name, inner] of tree.objects) {
    const value = result[name];
    if (value !== undefined) result[name] = fillInside(value, inner);
  }
  result[noteOfDefaults] = filled.sort();
  return result;
}

function fillInside(value: Value, tree: DefaultsTree): Value {
  if (value instanceof Secret) return secret(fillInside(value.value, tree));
  if (Array.isArray(value)) return value.map((item) => fillInside(item, tree));
  return isObject(value) ? fill(value, tree) : value;
}
