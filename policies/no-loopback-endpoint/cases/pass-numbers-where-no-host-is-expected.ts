import type { PolicyCase } from "../../testing/policy-case";

/** A number is an address only where a host stands. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    { name: "PORT", value: "2130706433" },
                    { name: "USER_ID", value: "2130706433" },
                    { name: "REDIS_DB", value: "0" },
                    { name: "DB_VERSION", value: "127.1" },
                    { name: "RATIO", value: "0:0" },
                    { name: "MAX_SERVERS", value: "0" },
                  ],
                  args: ["--retries", "0", "--id=2130706433"],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
