import type { PolicyCase } from "../../testing/policy-case";

/** HOST is a server's own, but not beside the credentials of a database. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        stringData: { host: "localhost", username: "aia", password: "supersecret" },
      },
    },
  ],
  findings: [{ kind: "violation", path: "stringData.host" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
