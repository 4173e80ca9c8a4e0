import type { ImageWorld } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: { containers: [{ image: UNKNOWN, command: ["/server"] }, { image: UNKNOWN }] },
          },
        },
      },
    },
  ],
  findings: [{ kind: "undetermined", path: "spec.template.spec.containers[1].image" }],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
