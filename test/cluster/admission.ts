import type { Answer, ApiClient } from "./api-client";
import { ApiResources } from "./api-resources";
import { type KubernetesObject, titleOf } from "./kubernetes-object";
import { podOf } from "./pod-of";

/** What the API server says of one object. */
export interface Verdict {
  /** Such as `Deployment "api" in "shop"`, or `Pod of Deployment "api" in "shop"`. */
  readonly title: string;
  readonly accepted: boolean;
  /** The server's own words where it refuses; empty where it accepts. */
  readonly reason: string;
  /** What it warns of: deprecated fields, pods that a namespace's standard would not admit. */
  readonly warnings: readonly string[];
}

/** How objects are put before an API server. */
export interface AdmissionOptions {
  /**
   * `dry-run` lets the server judge everything and keep nothing but namespaces and definitions. `real` creates everything, so
   * that what two objects cannot both have (a name, an address) is refused to the second. @default "dry-run"
   */
  readonly mode?: "dry-run" | "real";
}

/** Kinds that others need, in the order in which they are created; everything else comes after them, in its own order. */
const FIRST = ["Namespace", "CustomResourceDefinition"];

/** Server-side apply as the Kubernetes provider does it, which takes no unknown and no repeated field. */
const APPLY = "fieldManager=holdfast&force=true&fieldValidation=Strict";

/**
 * Puts objects before a real API server: server-side apply with strict field validation. Namespaces and definitions are judged
 * first and then created, also the namespaces that objects are in and nobody plans. The pod of each workload is put before it
 * too. Answers in the order of creation; a kind that the server does not serve is refused.
 */
export async function admit(
  client: ApiClient,
  objects: readonly KubernetesObject[],
  { mode = "dry-run" }: AdmissionOptions = {},
): Promise<Verdict[]> {
  const resources = new ApiResources(client);
  const created = new Set<string>();
  const verdicts = await createNamespacesOf(client, objects);
  for (const object of inOrder(objects)) {
    const judged = await judge(client, resources, object);
    const isKept = FIRST.includes(object.kind) || mode === "real";
    if (!isKept || !judged.accepted) {
      verdicts.push(judged);
    } else if (created.has(judged.title)) {
      verdicts.push({ ...judged, accepted: false, reason: `${judged.title} is already there.` });
    } else {
      created.add(judged.title);
      verdicts.push(await create(client, resources, object, judged));
    }
    const pod = podOf(object);
    if (pod === undefined) continue;
    const ofPod = await judge(client, resources, pod);
    verdicts.push({ ...ofPod, title: `Pod of ${judged.title}` });
  }
  return verdicts;
}

function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const place = ({ kind }: KubernetesObject) => {
    const index = FIRST.indexOf(kind);
    return index === -1 ? FIRST.length : index;
  };
  return [...objects].sort((a, b) => place(a) - place(b));
}

/**
 * Creates the namespaces that objects are in and that none of them is, and answers with those that are refused. One that is
 * there already stays as it is: to apply it would take away its labels.
 */
async function createNamespacesOf(
  client: ApiClient,
  objects: readonly KubernetesObject[],
): Promise<Verdict[]> {
  const planned = objects.filter(({ kind }) => kind === "Namespace");
  const names = new Set(planned.map(({ metadata }) => metadata?.name));
  const used = new Set(objects.flatMap(({ metadata }) => metadata?.namespace ?? []));
  const verdicts: Verdict[] = [];
  for (const name of [...used].filter((namespace) => !names.has(namespace))) {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    const answer = await client.post("/api/v1/namespaces", namespace);
    const created = verdict(titleOf(namespace), answer);
    if (!created.accepted && answer.status !== 409) verdicts.push(created);
  }
  return verdicts;
}

async function judge(
  client: ApiClient,
  resources: ApiResources,
  object: KubernetesObject,
): Promise<Verdict> {
  const title = titleOf(object);
  const resource = await resources.find(object.apiVersion, object.kind);
  if (resource === undefined) {
    const reason = `No kind "${object.kind}" of "${object.apiVersion}" is served.`;
    return { title, accepted: false, reason, warnings: [] };
  }
  const path = resources.pathOf(resource, object);
  return verdict(title, await client.apply(`${path}?${APPLY}&dryRun=All`, object));
}

async function create(
  client: ApiClient,
  resources: ApiResources,
  object: KubernetesObject,
  judged: Verdict,
): Promise<Verdict> {
  const resource = await resources.find(object.apiVersion, object.kind);
  if (resource === undefined) return judged;
  const path = resources.pathOf(resource, object);
  const answer = verdict(judged.title, await client.apply(`${path}?${APPLY}`, object));
  if (answer.accepted && object.kind === "CustomResourceDefinition") {
    await untilServed(resources, object);
  }
  return answer;
}

/** Waits until the kind of a definition is served. */
export async function untilServed(
  resources: ApiResources,
  definition: KubernetesObject,
): Promise<void> {
  const { group, names, versions } = definition.spec as {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  for (const version of versions.filter(({ served }) => served)) {
    await resources.await(`${group}/${version.name}`, names.kind);
  }
}

function verdict(title: string, { status, text, warnings }: Answer): Verdict {
  const accepted = status >= 200 && status < 300;
  return { title, accepted, reason: accepted ? "" : messageIn(text), warnings };
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}
