import type { Finding } from "../framework/finding";
import { someOf } from "../framework/truth";
import { isKnown } from "../framework/value";
import { imageName } from "../models/carrier/workload-text";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { isDatabaseProxy } from "../models/listener/database-proxy";
import { parseRange } from "../models/network/range";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type { Client } from "../models/told/clients";
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

/** Names by which a workload calls Google's APIs. */
const OF_GOOGLE =
  /\bgs:\/\/|\bgoogleapis\.com\b|^projects\/[^/\s]+\/(?:secrets|topics|subscriptions|instances|databases|locations)\//;

/**
 * Property path of what shows that a client calls Google's APIs: a proxy of Google's databases, or a name of one of its resources. A
 * service account alone shows nothing: many have one and never use it.
 */
function useOfGoogle({ told }: Client): string | undefined {
  const proxy = told.workload.containers.find((container) =>
    isDatabaseProxy(imageName(container) ?? ""),
  );
  return proxy === undefined
    ? told.settings.find(({ text }) => OF_GOOGLE.test(text))?.source.path
    : `${proxy.path}.image`;
}

/** Whether a client that acts as a service account of Google Cloud, and uses it, gets its tokens. */
export function checkMetadataServer(
  client: Client,
  index: ObjectIndex,
  policies: ClusterPolicies,
): readonly Finding[] {
  const { pods } = client;
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
  const use = useOfGoogle(client);
  if (identity === undefined || use === undefined) {
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
        need: `names ${objectSubject(identity)}, which is a service account of Google Cloud, and ${use} calls Google, for which pods get tokens from the metadata server`,
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
