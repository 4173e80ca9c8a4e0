import type { PolicyCase } from "../../testing/policy-case";

/** A text in a file in an encoded value. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        data: {
          ".env":
            "Q09ORklHPSd7ImRiIjogeyJ1cmwiOiAicG9zdGdyZXNxbDovL2FpYTpzdXBlcnNlY3JldEBsb2NhbGhvc3Q6NTQzMi9haWFfcHJvZHVjdGlvbiJ9fSc=",
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: 'data[".env"] at CONFIG at db.url' }],
} satisfies PolicyCase;
