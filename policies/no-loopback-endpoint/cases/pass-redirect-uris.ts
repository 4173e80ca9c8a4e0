import type { PolicyCase } from "../../testing/policy-case";

/** A browser is sent to them, and only if a user asks for it. */
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
                {
                  name: "OAUTH_REDIRECT_URIS",
                  value: "http://localhost:3000/callback,https://app.example.com/callback",
                },
                { name: "CALLBACK_URL", value: "http://localhost:3000/callback" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
