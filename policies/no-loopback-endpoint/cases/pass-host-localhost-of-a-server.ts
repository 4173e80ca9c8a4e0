import type { PolicyCase } from "../../testing/policy-case";

/** HOST and PORT alone say where a server listens, even where nobody reaches it. */
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
              envs: [
                { name: "HOST", value: "localhost" },
                { name: "PORT", value: "3000" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
