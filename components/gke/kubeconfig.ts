/** What a kubeconfig for a GKE cluster says of it. */
export interface ClusterAddress {
  /** Name under which the cluster stands in the kubeconfig. */
  readonly name: string;
  /** DNS name of the control plane, `gke-<id>.<region>.gke.goog`. */
  readonly dnsEndpoint: string;
}

/**
 * The text of a kubeconfig that leads to a cluster by the DNS name of its control plane, whose certificate every system
 * knows. It holds no credential: `gke-gcloud-auth-plugin` gets one from whoever uses it.
 */
export function kubeconfigOf({ name, dnsEndpoint }: ClusterAddress): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: `https://${dnsEndpoint}` } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "gke-gcloud-auth-plugin",
            installHint:
              "Install gke-gcloud-auth-plugin: gcloud components install gke-gcloud-auth-plugin",
            provideClusterInfo: true,
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
