import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "apps",
      props: {
        name: "apps",
        enableAutopilot: UNKNOWN,
        deletionProtection: false,
        privateClusterConfig: UNKNOWN,
      },
    },
    {
      type: "gcp:container/cluster:Cluster",
      name: "batch",
      props: {
        name: "batch",
        privateClusterConfig: { enablePrivateNodes: true },
        workloadIdentityConfig: { workloadPool: UNKNOWN },
      },
    },
  ],
  findings: [
    { resource: "apps", kind: "violation", path: "deletionProtection" },
    { resource: "apps", kind: "undetermined", path: "enableAutopilot" },
    { resource: "apps", kind: "undetermined", path: "privateClusterConfig" },
    { resource: "batch", kind: "undetermined", path: "workloadIdentityConfig.workloadPool" },
  ],
} satisfies PolicyCase;
