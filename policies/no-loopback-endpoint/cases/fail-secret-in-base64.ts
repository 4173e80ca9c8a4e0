import type { PolicyCase } from "../../testing/policy-case";

/** The same, encoded. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        data: {
          DATABASE_URL:
            "cG9zdGdyZXNxbDovL2FpYTpzdXBlcnNlY3JldEBsb2NhbGhvc3Q6NTQzMi9haWFfcHJvZHVjdGlvbg==",
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "data.DATABASE_URL" }],
} satisfies PolicyCase;
