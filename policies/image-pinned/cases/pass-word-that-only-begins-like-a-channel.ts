import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Pod",
      props: {
        spec: { containers: [{ image: "app:stable-diffusion" }, { image: "app:main-4f2a9c1" }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
