import { evaluate, type Source } from "../values/reading";
import { isObject, type Properties, secret, unknown, unmarked, type Value } from "../values/value";
import { withoutNotes } from "./defaults";
import type { Output, ResourceType } from "./resource-type";

/** The moment at which outputs are computed. */
export type Phase = "plan" | "apply";

/** What outputs are computed from. */
export interface Deployment {
  /** The type of the resource. */
  readonly type: ResourceType;
  /** What the provider was configured with. */
  readonly configuration: Properties;
  /** The URN of the resource. */
  readonly urn: string;
  /** The checked inputs. */
  readonly inputs: Properties;
  /** The outputs before; absent when the resource is being created. */
  readonly prior: Properties | undefined;
  /** The ids of all resources that the provider has been asked about. */
  readonly ids: ReadonlySet<string>;
  /** Whether this is a preview. */
  readonly phase: Phase;
}

/** The id and the outputs of a resource, as a preview or a deployment leaves them. */
export function deploy(deployment: Deployment): {
  readonly id: string;
  readonly outputs: Properties;
} {
  const { type, inputs } = deployment;
  const properties = new Map<string, Value | undefined>();
  const source: Source = {
    urn: deployment.urn,
    inputs,
    configuration: deployment.configuration,
    prior: deployment.prior,
    ids: deployment.ids,
    property: (name) => {
      const given = inputs[name] ?? undefined;
      if (given !== undefined) return given;
      const output = type.computed[name] ?? type.decided[name];
      if (output === undefined) return undefined;
      if (!properties.has(name)) {
        properties.set(name, compute(output, deployment.prior?.[name], deployment, source));
      }
      return properties.get(name);
    },
  };
  const outputs = withoutNotes(inputs) as Properties;
  for (const name of Object.keys({ ...type.computed, ...type.decided })) {
    const value = outputs[name] ?? source.property(name);
    if (value !== undefined) outputs[name] = value;
  }
  for (const [path, output] of Object.entries(type.computedWithin)) {
    const [outer = "", inner = ""] = path.split(".");
    const within = outputs[outer];
    if (!isObject(within) || within[inner] !== undefined) continue;
    const before = objectAt(deployment.prior, outer)?.[inner];
    const value = compute(output, before, deployment, source);
    if (value !== undefined) outputs[outer] = { ...within, [inner]: value };
  }
  for (const name of type.secrets) {
    const value = outputs[name];
    if (value !== undefined && value !== null) outputs[name] = secret(value);
  }
  if (deployment.phase === "plan") return { id: "", outputs };
  // The engine knows no secret ids.
  const id = unmarked(evaluate(source, type.id) ?? "");
  return { id: typeof id === "string" ? id : "", outputs };
}

function compute(
  output: Output,
  before: Value | undefined,
  deployment: Deployment,
  source: Source,
): Value | undefined {
  if (deployment.prior !== undefined && output.kept && before !== undefined) return before;
  if (deployment.phase === "apply" || output.knownAtPlan) return evaluate(source, output.from);
  return deployment.prior === undefined ? unknown : before;
}

function objectAt(properties: Properties | undefined, name: string): Properties | undefined {
  const value = properties?.[name];
  return value !== undefined && isObject(value) ? value : undefined;
}
