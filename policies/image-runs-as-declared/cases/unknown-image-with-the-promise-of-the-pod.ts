import type { ImageWorld } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: { securityContext: { runAsNonRoot: true }, containers: [{ image: UNKNOWN }] },
          },
        },
      },
    },
  ],
  findings: [{ kind: "undetermined", path: "spec.template.spec.containers[0].image" }],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
