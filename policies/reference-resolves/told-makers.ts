import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex, ObjectQuery } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";

/** Kinds that workloads make by themselves, such as the certificates of their own webhooks. */
const MADE: ReadonlySet<string> = new Set(["Secret", "ConfigMap"]);

/**
 * Workloads that are told the name of an object in a command, and so may make it: `create --secret-name=webhook-cert`, as the Jobs
 * of ingress-nginx do, or `kubectl create secret generic webhook-cert`.
 */
export class ToldMakers {
  private byWord: ReadonlyMap<string, readonly Pods[]> | undefined;

  constructor(private readonly index: ObjectIndex) {}

  /** A workload that may make an object which another refers to; what itself refers to it starts only when it is there. */
  find({ kind, namespace, name }: ObjectQuery, asker: KubernetesObject): Pods | undefined {
    if (!MADE.has(kind) || typeof namespace !== "string" || typeof name !== "string") {
      return undefined;
    }
    this.byWord ??= byWord(this.index.pods);
    return this.byWord
      .get(`${namespace} ${name}`)
      ?.find(({ object }) => object.resource.urn !== asker.resource.urn);
  }
}

/** The workloads by the words of their commands, each with its namespace before it. */
function byWord(all: readonly Pods[]): ReadonlyMap<string, readonly Pods[]> {
  const found = new Map<string, Pods[]>();
  for (const pods of all) {
    const { namespace } = pods.object;
    const words = ["initContainers", "containers"]
      .flatMap((key) => pods.spec.at(key).entries())
      .flatMap((container) => ["command", "args"].flatMap((key) => container.at(key).entries()))
      .flatMap(({ value }) => (typeof value === "string" ? value.split(/[\s=,;'"]+/) : []));
    for (const word of new Set(words)) {
      const key = `${typeof namespace === "string" ? namespace : ""} ${word}`;
      const list = found.get(key) ?? [];
      list.push(pods);
      found.set(key, list);
    }
  }
  return found;
}
