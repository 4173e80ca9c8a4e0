import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            { name: "proxy", image: "shop/proxy:1", ports: { containerPort: 8080 } },
            { name: "app", image: "shop/app:1", envs: [{ name: "PORT", value: "8080" }] },
          ],
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "template.containers[1].envs[0].value" }],
} satisfies PolicyCase;
