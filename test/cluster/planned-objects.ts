import { kindOf } from "../../offline/providers/kubernetes/kind";
import type { KubernetesObject } from "./kubernetes-object";

/** What marks a secret in what the engine writes, and what an unknown value is written as. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const HIDDEN = "[secret]";
/** What the engine writes for a value that a plan does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * The Kubernetes objects of an exported state, secrets in the clear.
 *
 * @param text What `pulumi stack export --show-secrets` writes.
 */
export function objectsOfState(text: string): KubernetesObject[] {
  const { deployment } = JSON.parse(text) as { deployment: { resources?: readonly Resource[] } };
  return (deployment.resources ?? []).flatMap(objectOf);
}

/**
 * The Kubernetes objects that a plan creates, changes or keeps, with `UNKNOWN` for what it does not know or does not show: a plan
 * hides secrets even from who may see them. A state has them.
 *
 * @param text What `pulumi preview --json` writes.
 */
export function objectsOfPlan(text: string): KubernetesObject[] {
  const { steps } = JSON.parse(text) as { steps: readonly { newState?: Resource }[] };
  return steps.flatMap(({ newState }) => (newState === undefined ? [] : objectOf(newState)));
}

/** Patches of somebody else's objects are left out: they are no whole objects. */
function objectOf({ urn, type, inputs }: Resource): KubernetesObject[] {
  const kind = type.startsWith("kubernetes:") ? kindOf(type) : undefined;
  if (kind === undefined || kind.isPatch || inputs === undefined) return [];
  const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
  const object = plain(inputs) as Partial<KubernetesObject>;
  const named = { ...object, apiVersion, kind: kind.kind };
  if (object.metadata?.name !== undefined) return [named];
  // A provider that does not know its cluster yet does not even make up names.
  const name = `${urn.slice(urn.lastIndexOf("::") + 2)}-00000000`;
  return [{ ...named, metadata: { ...object.metadata, name } }];
}

function plain(value: unknown): unknown {
  if (value === HIDDEN) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const marked = value as { readonly [SIGNATURE]?: unknown; readonly plaintext?: unknown };
  if (marked[SIGNATURE] === SECRET && typeof marked.plaintext === "string") {
    return plain(JSON.parse(marked.plaintext));
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith("__"))
      .map(([name, item]) => [name, plain(item)]),
  );
}
