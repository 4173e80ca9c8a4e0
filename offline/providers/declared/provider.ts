import {
  type CheckRequest,
  type CreateRequest,
  type DeleteRequest,
  type Deployed,
  type DiffRequest,
  type Provider,
  type ReadRequest,
  Refusal,
  type Subject,
  type UpdateRequest,
} from "../protocol/provider";
import { valuesAt } from "../values/path";
import { evaluate, type Reading } from "../values/reading";
import {
  isObject,
  type Plain,
  type Properties,
  secret,
  unmarked,
  type Value,
} from "../values/value";
import { check } from "./check";
import { isChecked } from "./defaults";
import { diff } from "./diff";
import { deploy } from "./outputs";
import type { ResourceType } from "./resource-type";

/** A function of a provider. It reads its arguments, and the provider's options, by `reading`. */
export type ProviderFunction = (reading: Reading) => { [name: string]: Plain };

/** What a provider is that is described by a table of its types. */
export interface Declaration {
  /** The name of the package, such as `gcp`. */
  readonly name: string;
  /** Its types. */
  readonly types: readonly ResourceType[];
  /** Its functions by token. */
  readonly functions: Readonly<Record<string, ProviderFunction>>;
  /** The file of the repository to describe a type in, from the two words in the middle of its token. */
  readonly fileOf: (module: string, type: string) => string;
  /** Where a missing function is to be described. */
  readonly functionsAt: string;
  /** Completes the provider's options from the environment. */
  readonly options: (options: Properties) => Properties;
}

/** Makes the provider that its table describes. */
export function declaredProvider(declaration: Declaration): Provider {
  const types = new Map(declaration.types.map((type) => [type.token, type]));
  let configuration: Properties = {};

  const typeOf = ({ type: token }: Subject): ResourceType => {
    const type = types.get(token);
    if (type !== undefined) return type;
    const [module = "", name = ""] = token.split(":")[1]?.split("/") ?? [];
    throw new Refusal(
      `The simulated ${declaration.name} provider does not know the type "${token}". ` +
        `Describe it in "${declaration.fileOf(module, name)}", or run with the real provider.`,
    );
  };

  // What the engine asks about exists: numbers that a cloud counts go on from there.
  const ids = new Set<string>();

  const note = (subject: Subject, outputs: Properties) => {
    const { urn } = subject;
    const property = (name: string) => outputs[name];
    const source = { urn, inputs: outputs, configuration, prior: undefined, ids, property };
    const told = evaluate(source, typeOf(subject).tells);
    if (typeof told === "string") ids.add(told);
  };

  const deployed = (
    request: CreateRequest | UpdateRequest,
    prior: Properties | undefined,
  ): Deployed => {
    const { urn, inputs, preview } = request;
    const type = typeOf(request);
    const phase = preview ? "plan" : "apply";
    const result = deploy({ type, configuration, urn, inputs, prior, ids, phase });
    ids.add(result.id);
    if (phase === "apply") note(request, result.outputs);
    return result;
  };

  return {
    name: declaration.name,
    configure: (options) => {
      configuration = declaration.options(options);
    },
    check: (request: CheckRequest) => check(typeOf(request), configuration, request),
    diff: (request: DiffRequest) => {
      ids.add(request.id);
      note(request, request.prior);
      return diff(typeOf(request), configuration, request, ids);
    },
    create: (request: CreateRequest) => deployed(request, undefined),
    read: (request: ReadRequest) => {
      typeOf(request);
      // To look something up, the engine sends what the program knows of it.
      if (!isChecked(request.inputs)) throw cannotLookUp(declaration.name, request);
      return { id: request.id, outputs: request.outputs, inputs: request.inputs };
    },
    update: (request: UpdateRequest) => deployed(request, request.prior).outputs,
    delete: (request: DeleteRequest) => refuseIfGuarded(typeOf(request), request),
    invoke: (token, args) => {
      const run = declaration.functions[token];
      if (run === undefined) {
        throw new Refusal(
          `The simulated ${declaration.name} provider does not know the function "${token}". ` +
            `Describe it in "${declaration.functionsAt}", or run with the real provider.`,
        );
      }
      const source = {
        urn: token,
        inputs: args,
        configuration,
        prior: undefined,
        ids,
        property: (name: string) => args[name],
      };
      return answerOf(evaluate(source, run) ?? {});
    },
  };
}

/** An answer has to be an object, so what is said of it as a whole is said of each property. */
function answerOf(result: Value): Properties {
  const answer = unmarked(result);
  if (!isObject(answer)) return {};
  if (answer === result) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, secret(value)]));
}

/** The refusal of a provider without a cloud to look up a resource that is not in the state. */
export function cannotLookUp(provider: string, request: ReadRequest): Refusal {
  return new Refusal(
    `The simulated ${provider} provider has no cloud to look up "${request.id}" of type "${request.type}" in. ` +
      `It knows only what the stack itself has created. Run with the real provider.`,
  );
}

function refuseIfGuarded(type: ResourceType, request: DeleteRequest): void {
  const guard = type.deletionGuards.find((path) =>
    valuesAt(request.outputs, path).some(({ value }) => unmarked(value) === true),
  );
  if (guard !== undefined) {
    throw new Refusal(
      `"${request.logicalName}" cannot be deleted: its "${guard}" is true. ` +
        `Set "${guard}" to false, run "pulumi up", and delete it then.`,
    );
  }
  if (unmarked(request.outputs.deletionPolicy ?? null) === "PREVENT") {
    throw new Refusal(
      `"${request.logicalName}" cannot be deleted: its "deletionPolicy" is "PREVENT". ` +
        `Set it to "DELETE", run "pulumi up", and delete it then.`,
    );
  }
}
