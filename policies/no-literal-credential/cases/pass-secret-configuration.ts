import { type PolicyCase, secret } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      props: { secret: "stripe-key", secretData: secret("rk-9f8e7d6c5b4a") },
    },
  ],
  world: { configuration: ["rk-9f8e7d6c5b4a"] },
  findings: [],
} satisfies PolicyCase;
