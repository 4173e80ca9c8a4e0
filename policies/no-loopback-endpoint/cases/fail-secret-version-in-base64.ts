import type { PolicyCase } from "../../testing/policy-case";

/** A version in base64. */
export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db-url",
      props: {
        secret: "projects/shop/secrets/db-url",
        secretData:
          "cG9zdGdyZXNxbDovL2FpYTpzdXBlcnNlY3JldEBsb2NhbGhvc3Q6NTQzMi9haWFfcHJvZHVjdGlvbg==",
        isSecretDataBase64: true,
      },
    },
  ],
  findings: [{ kind: "violation", path: "secretData" }],
} satisfies PolicyCase;
