import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              securityContext: { runAsNonRoot: true, runAsUser: 0 },
              containers: [
                { image: "shop/api:1" },
                { image: "shop/api:2", securityContext: { runAsUser: 0 } },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.securityContext.runAsUser" },
    { kind: "violation", path: "spec.template.spec.containers[1].securityContext.runAsUser" },
  ],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
