import type { PolicyCase } from "../../testing/policy-case";

/** A sidecar of Cloud Run can declare no port; that its own probe asks one says that it listens there. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              name: "api",
              image: "shop/api:1",
              ports: { containerPort: 8000 },
              startupProbe: { httpGet: { path: "/startup", port: 9902 } },
            },
            {
              name: "probe-proxy",
              image: "shop/proxy:1",
              startupProbe: { httpGet: { path: "/ready", port: 9902 } },
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
