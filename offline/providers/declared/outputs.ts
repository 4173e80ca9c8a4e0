import { valuesAt } from "../values/path";
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
    const before = deployment.prior === undefined ? undefined : at(deployment.prior, path);
    Object.assign(
      outputs,
      placed(outputs, path.split("."), () => compute(output, before, deployment, source)),
    );
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

/** The object with a value at a place, where the objects around it are there and the place is still empty. */
function placed(
  object: Properties,
  [name = "", ...rest]: readonly string[],
  make: () => Value | undefined,
): Properties {
  const inner = object[name];
  if (rest.length > 0) {
    if (inner === undefined || !isObject(inner)) return object;
    return { ...object, [name]: placed(inner, rest, make) };
  }
  const value = inner === undefined ? make() : undefined;
  return value === undefined ? object : { ...object, [name]: value };
}

function at(properties: Properties, path: string): Value | undefined {
  return valuesAt(properties, path)[0]?.value;
}
