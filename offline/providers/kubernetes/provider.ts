import { parseAllDocuments } from "yaml";
import { cannotLookUp } from "../declared/provider";
import { type Provider, Refusal, type Subject } from "../protocol/provider";
import { type Properties, unmarked, type Value } from "../values/value";
import { check } from "./check";
import { clusterChanges } from "./cluster";
import { isStored, store } from "./deploy";
import { diff } from "./diff";
import { kindOf, type ObjectKind } from "./kind";

/**
 * The simulated Kubernetes provider. It knows no schema of any kind: an API server stores what it is given, and so does
 * this, beside the few things that the server adds or does not let change.
 */
export function kubernetes(): Provider {
  let options: Properties = {};
  const isOn = (name: string) => unmarked(options[name] ?? null) === true;
  return {
    name: "kubernetes",
    configure: (given) => {
      options = given;
    },
    configurationDiff: clusterChanges,
    check: (request) => {
      const namespace = unmarked(options.namespace ?? null);
      return check(known(request), request, typeof namespace === "string" ? namespace : "");
    },
    diff: (request) =>
      diff(known(request), request, {
        configMap: isOn("enableConfigMapMutable"),
        secret: isOn("enableSecretMutable"),
      }),
    create: (request) => {
      const kind = known(request);
      if (!request.preview) refuseRendering(options);
      return store({ ...request, kind, prior: undefined });
    },
    read: (request) => {
      known(request);
      if (!isStored(request.outputs)) throw cannotLookUp("kubernetes", request);
      return { id: request.id, outputs: request.outputs, inputs: request.inputs };
    },
    update: (request) => {
      const kind = known(request);
      if (!request.preview) refuseRendering(options);
      return store({ ...request, kind }).outputs;
    },
    delete: (request) => {
      known(request);
    },
    invoke: (token, args) => {
      if (token === "kubernetes:yaml:decode") return { result: decode(args.text) };
      throw new Refusal(
        `The simulated kubernetes provider does not know the function "${token}". ` +
          `Describe it in "offline/providers/kubernetes/provider.ts", or run with the real provider.`,
      );
    },
  };
}

function known({ type }: Subject): ObjectKind {
  const kind = kindOf(type);
  if (kind !== undefined) return kind;
  throw new Refusal(
    `The simulated kubernetes provider does not know the type "${type}", which is no object of the API. ` +
      `Describe it in "offline/providers/kubernetes/kind.ts", or run with the real provider.`,
  );
}

function refuseRendering(options: Properties): void {
  if ((options.renderYamlToDirectory ?? null) === null) return;
  throw new Refusal(
    `The simulated kubernetes provider writes no YAML, and "renderYamlToDirectory" is set. Run with the real provider.`,
  );
}

function decode(text: Value | undefined): Value {
  const inner = unmarked(text ?? null);
  const documents = parseAllDocuments(typeof inner === "string" ? inner : "");
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    // Only the first line: the others quote the text, which may hold a secret.
    throw new Refusal(`The YAML is not valid. ${error.message.split("\n")[0]}`);
  }
  return documents.map((document) => document.toJS() as Value).filter((value) => value !== null);
}
