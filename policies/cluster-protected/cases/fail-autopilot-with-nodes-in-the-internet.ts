import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      props: { name: "apps", enableAutopilot: true },
    },
  ],
  findings: [{ kind: "violation", path: "privateClusterConfig.enablePrivateNodes" }],
} satisfies PolicyCase;
