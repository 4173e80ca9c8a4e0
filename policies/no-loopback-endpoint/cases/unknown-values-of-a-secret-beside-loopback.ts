import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** The same in a Secret. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        stringData: {
          A: UNKNOWN,
          DATABASE_URL: "postgresql://aia:supersecret@localhost:5432/aia_production",
        },
        data: UNKNOWN,
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "stringData" },
    { kind: "undetermined", path: "data" },
    { kind: "violation", path: "stringData.DATABASE_URL" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
