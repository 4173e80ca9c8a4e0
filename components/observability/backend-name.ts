/** What names the backend service that a Gateway makes of a Kubernetes Service. */
export interface BackendOf {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/**
 * Characters that namespace, name and port have together: of 63, which a backend service may have, the controller, two
 * hashes of 4 and 12 characters and the hyphens take the rest.
 */
const longestFields = 36;

/**
 * The namespace and the name of a Service as they stand in the name of its backend service: where they are too long, each
 * is cut by its share of what is too much, and the port stays whole. Names of real clusters follow the code that names the
 * backends of an Ingress: https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/namer/utils.go.
 */
export function cutToBackendName({ namespace, name, port }: BackendOf): [string, string] {
  const longest = longestFields - String(port).length;
  const total = namespace.length + name.length;
  if (total <= longest) {
    return [namespace, name];
  }
  const kept = ({ length }: string) =>
    length - Math.floor((length * (total - longest)) / total) - 1;
  // What is lost by rounding goes to the first, then to the second.
  const rounded = longest - kept(namespace) - kept(name);
  return [
    namespace.slice(0, kept(namespace) + (rounded > 0 ? 1 : 0)),
    name.slice(0, kept(name) + (rounded > 1 ? 1 : 0)),
  ];
}

/** The middle of the name of a backend service: what is between its hashes, which no plan can know. */
export function backendNameOf(backend: BackendOf): string {
  return [...cutToBackendName(backend), backend.port].join("-");
}
