import type { PolicyCase } from "../../testing/policy-case";

/** Redis and Memcached beside the service. */
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
                    { name: "REDIS_HOST", value: "localhost" },
                    { name: "MEMCACHED_SERVERS", value: "127.0.0.1:11211" },
                  ],
                },
                { name: "redis", image: "redis:7.4-alpine" },
                { name: "memcached", image: "memcached:1.6" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
