import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "apps",
      props: {
        name: "apps",
        removeDefaultNodePool: true,
        initialNodeCount: 1,
        workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" },
      },
      outputs: { name: UNKNOWN, id: UNKNOWN },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "new",
      props: { cluster: UNKNOWN },
      propertyDependencies: { cluster: ["apps"] },
    },
    {
      type: "gcp:container/nodePool:NodePool",
      name: "foreign",
      props: { cluster: "cluster-of-another-team" },
    },
  ],
  findings: [
    { resource: "new", kind: "violation", path: "networkConfig.enablePrivateNodes" },
    { resource: "foreign", kind: "undetermined", path: "networkConfig.enablePrivateNodes" },
  ],
} satisfies PolicyCase;
