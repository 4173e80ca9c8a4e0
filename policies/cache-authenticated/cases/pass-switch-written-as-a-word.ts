import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/instance:Instance",
      props: {
        memorySizeGb: 1,
        authEnabled: "true",
        transitEncryptionMode: "SERVER_AUTHENTICATION",
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
