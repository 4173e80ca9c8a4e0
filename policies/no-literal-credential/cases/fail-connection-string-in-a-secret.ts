import { type PolicyCase, secret } from "../../testing/policy-case";

const url = "postgresql://aia:supersecret@localhost:5432/aia_production";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      props: {
        stringData: secret({ DATABASE_URL: url }),
        data: secret({ ENCODED: Buffer.from(url).toString("base64") }),
      },
    },
  ],
  findings: [
    { kind: "violation", path: "stringData.DATABASE_URL" },
    { kind: "violation", path: "data.ENCODED" },
  ],
  hides: ["supersecret", Buffer.from(url).toString("base64")],
} satisfies PolicyCase;
