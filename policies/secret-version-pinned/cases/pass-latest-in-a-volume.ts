import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [{ image: "app:1.0.0", volumeMounts: [{ name: "tls", mountPath: "/tls" }] }],
          volumes: [
            { name: "tls", secret: { secret: "tls", items: [{ path: "key", version: "latest" }] } },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
