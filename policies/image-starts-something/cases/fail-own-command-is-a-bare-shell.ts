import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: { spec: { containers: [{ image: "shop/api:1", command: ["sh", "-c", ""] }] } },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].command" }],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
