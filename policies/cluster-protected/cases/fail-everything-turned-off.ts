import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      props: {
        name: "apps",
        initialNodeCount: 3,
        deletionProtection: false,
        releaseChannel: { channel: "UNSPECIFIED" },
        privateClusterConfig: { enablePrivateNodes: false },
        nodeConfig: { workloadMetadataConfig: { mode: "GCE_METADATA" } },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "deletionProtection" },
    { kind: "violation", path: "releaseChannel.channel" },
    { kind: "violation", path: "workloadIdentityConfig.workloadPool" },
    { kind: "violation", path: "privateClusterConfig.enablePrivateNodes" },
    { kind: "violation", path: "nodeConfig.workloadMetadataConfig.mode" },
  ],
} satisfies PolicyCase;
