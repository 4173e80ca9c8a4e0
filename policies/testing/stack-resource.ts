import type { StackResource } from "../framework/policy";
import type { Data } from "../framework/value";

/** The URN of a resource that {@link stackResource} makes. */
export function urnIn(type: string, name: string): string {
  return `urn:pulumi:staging::shop::${type}::${name}`;
}

/** What a test says of a resource beside its inputs. */
export interface StackResourceDetails {
  /** The outputs. Default: the inputs. */
  readonly outputs?: StackResource["props"];
  /** URNs of the resources that each top-level input is made from. Default: none. */
  readonly from?: { readonly [property: string]: readonly string[] };
}

/** A resource as a stack policy sees it, for tests of what is beneath a policy. */
export function stackResource(
  type: string,
  name: string,
  inputs: { readonly [key: string]: Data },
  { outputs = inputs, from = {} }: StackResourceDetails = {},
): StackResource {
  return {
    urn: urnIn(type, name),
    type,
    name,
    inputs,
    props: outputs,
    opts: {} as StackResource["opts"],
    dependencies: [...new Set(Object.values(from).flat())],
    propertyDependencies: new Map(Object.entries(from)),
  };
}
