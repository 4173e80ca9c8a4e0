import { type Data, isKnown } from "./value";

/** What names a resource: enough to speak of it, and no more. */
export interface Named {
  /** The type token, such as `gcp:cloudrunv2/service:Service`. */
  readonly type: string;
  /** The name in the program (the last part of the URN). */
  readonly name: string;
  readonly props: { readonly [key: string]: Data };
}

const CLOUD_RUN_KINDS: ReadonlyMap<string, string> = new Map([
  ["gcp:cloudrun/service:Service", "Cloud Run service"],
  ["gcp:cloudrunv2/service:Service", "Cloud Run service"],
  ["gcp:cloudrunv2/job:Job", "Cloud Run job"],
  ["gcp:cloudrunv2/workerPool:WorkerPool", "Cloud Run worker pool"],
]);

/** The words for a resource that start every message: its kind and its name, such as `Cloud Run service "api"`. */
export function subjectOf(resource: Named): string {
  return `${kindOf(resource.type)} "${shownName(resource)}"`;
}

/**
 * The kind in the words that its users use: `Cloud Run service`, `Deployment`, `gcp.redis.Instance`.
 *
 * @param type A type token of Pulumi.
 */
export function kindOf(type: string): string {
  const cloudRun = CLOUD_RUN_KINDS.get(type);
  if (cloudRun !== undefined) {
    return cloudRun;
  }
  const [provider = type, module = "", kind = ""] = type.split(":");
  if (provider === "kubernetes" && kind !== "") {
    return kind;
  }
  return [provider, module.split("/")[0], kind].filter((part) => part !== "").join(".");
}

/**
 * The name to show: the physical name of a Kubernetes object or a Cloud Run resource where the program gives one, since
 * that is what its operators know; else the name in the program.
 */
export function shownName(resource: Named): string {
  const physical = resource.type.startsWith("kubernetes:")
    ? nameWithin(resource.props.metadata)
    : CLOUD_RUN_KINDS.has(resource.type)
      ? resource.props.name
      : undefined;
  return typeof physical === "string" && physical !== "" ? physical : resource.name;
}

function nameWithin(metadata: Data): Data {
  return isKnown(metadata) &&
    metadata !== null &&
    typeof metadata === "object" &&
    !Array.isArray(metadata)
    ? metadata.name
    : undefined;
}
