import type { PolicyCase } from "../../testing/policy-case";

/** An update refuses at once what it cannot take back, and once more at its end. */
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
  world: { phase: "update" },
  findings: [
    { kind: "violation", path: "stringData.DATABASE_URL" },
    { kind: "violation", path: "stringData.DATABASE_URL" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
