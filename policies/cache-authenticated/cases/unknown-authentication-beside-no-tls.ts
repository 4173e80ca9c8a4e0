import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:redis/instance:Instance",
      name: "redis",
      props: { memorySizeGb: 1, authEnabled: UNKNOWN },
    },
  ],
  findings: [
    { kind: "undetermined", path: "authEnabled" },
    { kind: "violation", path: "transitEncryptionMode" },
  ],
} satisfies PolicyCase;
