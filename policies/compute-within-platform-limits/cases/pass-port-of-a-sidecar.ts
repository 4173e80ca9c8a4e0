import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            { image: "a", ports: { containerPort: 8080 } },
            { image: "b", envs: [{ name: "PORT", value: "9090" }] },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
