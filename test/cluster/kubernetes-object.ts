/** An object of Kubernetes as a program plans it, before an API server has seen it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string;
    readonly generateName?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [property: string]: unknown;
}

/** How messages name an object: `Deployment "api" in "shop"`. */
export function titleOf({ kind, metadata = {} }: KubernetesObject): string {
  const title = `${kind} "${metadata.name ?? metadata.generateName ?? ""}"`;
  return metadata.namespace === undefined ? title : `${title} in "${metadata.namespace}"`;
}
