import type { PolicyCase } from "../../testing/policy-case";

/** A service on Cloud Run listens on 8080 unless it declares another port. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        name: "api",
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              envs: [{ name: "SELF_URL", value: "http://localhost:8080" }],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
