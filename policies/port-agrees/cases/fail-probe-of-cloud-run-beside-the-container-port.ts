import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              image: "shop/api:1",
              envs: [{ name: "PORT", value: "3000" }],
              startupProbe: { httpGet: { path: "/health", port: 8000 } },
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "template.containers[0].startupProbe.httpGet.port" },
    { kind: "violation", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
