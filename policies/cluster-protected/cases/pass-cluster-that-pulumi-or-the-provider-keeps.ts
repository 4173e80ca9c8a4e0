import type { PolicyCase } from "../../testing/policy-case";

const autopilot = {
  enableAutopilot: true,
  privateClusterConfig: { enablePrivateNodes: true },
  deletionProtection: false,
};

export default {
  resources: [
    {
      type: "gcp:container/cluster:Cluster",
      name: "kept",
      props: { ...autopilot, deletionPolicy: "PREVENT" },
    },
  ],
  findings: [],
} satisfies PolicyCase;
