import type { Finding } from "../framework/finding";
import { someOf } from "../framework/truth";
import { isKnown } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { parseRange } from "../models/network/range";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { Client } from "./client";
import { closedFinding } from "./message";
import { closedAlong, isOnNodeNetwork, isOpen, type Way } from "./path";

/** The annotation by which a ServiceAccount is one of Google Cloud. */
const IDENTITY = "iam.gke.io/gcp-service-account";

/**
 * Where pods get tokens for Google's APIs: with Dataplane V2 at the first, else at the second.
 * See https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#network-policies.
 */
const SERVERS = [
  { address: "169.254.169.254/32", port: 80 },
  { address: "169.254.169.252/32", port: 988 },
] as const;

/** Whether a client that acts as a service account of Google Cloud gets its tokens. */
export function checkMetadataServer(
  { pods }: Client,
  index: ObjectIndex,
  policies: ClusterPolicies,
): readonly Finding[] {
  const name = pods.spec.at("serviceAccountName");
  const account = name.text();
  if (account === undefined || isOnNodeNetwork(pods)) {
    return [];
  }
  const { namespace, resource } = pods.object;
  const found = isKnown(account)
    ? index.find({ kind: "ServiceAccount", namespace, name: account, asker: resource })
    : undefined;
  const objects =
    found?.is === "found" ? found.objects : index.behind(resource, name, "ServiceAccount");
  const identity = objects.find(
    ({ place }) => (place.at("metadata", "annotations", IDENTITY).value ?? undefined) !== undefined,
  );
  if (identity === undefined) {
    return [];
  }
  const ways = SERVERS.map(({ address, port }) =>
    closedAlong(
      {
        from: pods,
        to: {
          is: "addresses",
          within: [parseRange(address)].flatMap((range) => range ?? []),
          needs: "every",
        },
        at: { protocol: "TCP", port },
      } satisfies Way,
      policies,
    ),
  );
  if (someOf(ways.map(isOpen)) === true) {
    return [];
  }
  const unsure = ways.find((closed) => closed.some(({ unknown }) => unknown !== undefined));
  const shown = SERVERS.map(({ address, port }) => `"${address}" on TCP port ${port}`);
  return [
    closedFinding(
      {
        path: name.path,
        need: `names ${objectSubject(identity)}, which is a service account of Google Cloud, for which pods get tokens from the metadata server`,
        from: "",
        to: "to that server",
        peers: { egress: `the ipBlocks ${shown.join(" and ")}`, ingress: "" },
        port: "",
      },
      unsure ?? ways[0] ?? [],
      policies,
    ),
  ];
}
