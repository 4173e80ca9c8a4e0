import type { CustomResourceOptions } from "@pulumi/pulumi";

/** A child resource as a component is about to create it. */
export interface Child<Args> {
  /** The child's logical name. It is contract: a transform cannot change it. */
  readonly name: string;
  /** The arguments that the component chose. */
  readonly args: Args;
  /** The resource options that the component chose: parent, dependencies, protection. */
  readonly options: CustomResourceOptions;
}

/** What a function transform may replace. What it leaves out stays as the component chose it. */
export interface TransformedChild<Args> {
  /** The arguments to create the child with. */
  readonly args?: Args;
  /** The options to create the child with. */
  readonly options?: CustomResourceOptions;
}

/**
 * The escape hatch for a setting that a component has no argument for.
 *
 * An object is merged over the child's arguments, **one level deep**: a nested object in it replaces the
 * component's whole nested object. A function gets the child and returns what to replace, for changes deeper
 * inside or to options. Policies judge the transformed resource like any other.
 */
export type Transform<Args> = Partial<Args> | ((child: Child<Args>) => TransformedChild<Args>);

/** The constructor arguments of a child (name, arguments, options) after the caller's transform, if any. */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  options: CustomResourceOptions,
): [name: string, args: Args, options: CustomResourceOptions] {
  if (typeof transform === "function") {
    const changed = transform({ name, args, options });
    return [name, changed.args ?? args, changed.options ?? options];
  }
  return [name, { ...args, ...transform }, options];
}
