import type { PolicyCase } from "../../testing/policy-case";

/** The Secret of incident A4. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        stringData: { DATABASE_URL: "postgresql://aia:supersecret@localhost:5432/aia_production" },
      },
    },
  ],
  findings: [{ kind: "violation", path: "stringData.DATABASE_URL" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
