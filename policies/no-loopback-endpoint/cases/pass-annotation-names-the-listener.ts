import type { PolicyCase } from "../../testing/policy-case";

/** People say what listens where no program shows it. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: {
          name: "db",
          annotations: { "holdfast.dev/loopback-listener": "cloud-sql-proxy:5432" },
        },
        stringData: { DATABASE_URL: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production" },
      },
    },
  ],
  world: { phase: "update" },
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
