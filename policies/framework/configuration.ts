import type { PolicyConfigSchema } from "@pulumi/policy";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { PolicyFailure } from "./failure";

/** The options that every policy has, beside its own. */
const standardOptions = {
  undetermined: z
    .enum(["warn", "block"])
    .default("warn")
    .describe(
      "What to do where the policy could not be evaluated, because a value is known only after deployment or is a secret that could not be decrypted: `warn` shows it, `block` fails the run.",
    ),
  deadlineSeconds: z
    .number()
    .positive()
    .max(3600)
    .default(60)
    .describe(
      "How long the policy may take to judge one resource (or the stack, where it judges the stack as a whole), in seconds. The run fails when it takes longer. Checks that a preview puts off until the stack is judged, such as lookups in registries, are each given that long from then on.",
    ),
};

/** The options of a policy as its definition states them: name to zod type, each with a description and a default. */
export type OptionShape = z.ZodRawShape;

/** The options of a policy as its checks read them, all defaults filled in. */
export type Options<Shape extends OptionShape> = z.output<z.ZodObject<Shape>> &
  z.output<z.ZodObject<typeof standardOptions>>;

/** The one statement of what a policy can be told: the JSON Schema for the engine, and the reader of what it was told. */
export interface Configuration<Shape extends OptionShape> {
  /** For the engine, which fills in the defaults and refuses values of a wrong type. */
  readonly schema: PolicyConfigSchema;
  /**
   * Reads the options that a run was given. The engine passes keys that no schema names, and gives no defaults when a
   * caller does not configure the pack, so everything is checked and filled in here again.
   *
   * @throws PolicyFailure that names every problem at once.
   */
  read(given: object): Options<Shape>;
}

/** Makes the configuration of one policy from its own options. */
export function configurationOf<Shape extends OptionShape>(
  policyId: string,
  own: Shape,
): Configuration<Shape> {
  const options = z.strictObject({ ...own, ...standardOptions });
  let last: { readonly given: object; readonly options: Options<Shape> } | undefined;
  return {
    schema: engineSchema(options),
    read(given) {
      if (last === undefined || !sameValues(last.given, given)) {
        last = { given, options: parse(policyId, options, given) as Options<Shape> };
      }
      return last.options;
    },
  };
}

/** JSON Schemas of the options that every policy has. */
export function standardOptionSchemas(): PolicyConfigSchema["properties"] {
  return engineSchema(z.strictObject(standardOptions)).properties;
}

function engineSchema(options: z.ZodObject): PolicyConfigSchema {
  const schema = z.toJSONSchema(options, { target: "draft-7", io: "input" });
  return {
    properties: schema.properties as PolicyConfigSchema["properties"],
    ...(schema.required === undefined ? {} : { required: schema.required }),
  };
}

function parse(policyId: string, options: z.ZodObject, given: object): unknown {
  const result = options.safeParse(given);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map((issue) => describe(issue, Object.keys(options.shape)));
  throw new PolicyFailure(
    `Configuration of policy "${policyId}": ${problems.join(" ")} ` +
      "Correct the file that --policy-pack-config names.",
  );
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): string {
  const path = z.core.toDotPath(issue.path);
  const subject = path === "" ? "it" : `"${path}"`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => describeUnknownKey(path, key, known)).join(" ");
    case "invalid_type":
      return `${subject} must be of type ${issue.expected}.`;
    case "invalid_value":
      return `${subject} must be one of ${issue.values.map((value) => `"${String(value)}"`).join(", ")}.`;
    case "too_small":
      return `${subject} must ${limit(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum)}.`;
    case "too_big":
      return `${subject} must ${limit(issue.origin, issue.inclusive ? "at most" : "less than", issue.maximum)}.`;
    case "custom":
      return `${subject} ${issue.message}`;
    default:
      return `${subject} does not have the form that the documentation of the policy describes.`;
  }
}

function describeUnknownKey(path: string, key: string, known: readonly string[]): string {
  if (path !== "") {
    return `"${path}" has the unknown key "${key}".`;
  }
  const nearest = closest(key, known);
  const hint = distance(key, nearest) <= 3 ? ` Did you mean "${nearest}"?` : "";
  return `"${key}" is not an option of this policy; it has ${known.map((name) => `"${name}"`).join(", ")}.${hint}`;
}

function limit(origin: string, relation: string, amount: number | bigint): string {
  switch (origin) {
    case "string":
      return `have ${relation} ${amount} ${amount === 1 ? "character" : "characters"}`;
    case "array":
      return `have ${relation} ${amount} ${amount === 1 ? "entry" : "entries"}`;
    default:
      return `be ${relation} ${amount}`;
  }
}

/** The SDK builds a new object for each call from the same values, so equal values mean the same configuration. */
function sameValues(left: object, right: object): boolean {
  const entries = Object.entries(left);
  return (
    entries.length === Object.keys(right).length &&
    entries.every(([key, value]) => (right as Record<string, unknown>)[key] === value)
  );
}
