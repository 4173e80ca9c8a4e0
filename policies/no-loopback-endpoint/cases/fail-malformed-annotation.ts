import type { PolicyCase } from "../../testing/policy-case";

/** An annotation that names no listener. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db", annotations: { "holdfast.dev/loopback-listener": "supersecret" } },
        stringData: { A: "b" },
      },
    },
  ],
  findings: [{ kind: "violation", path: 'metadata.annotations["holdfast.dev/loopback-listener"]' }],
  hides: ["supersecret"],
} satisfies PolicyCase;
