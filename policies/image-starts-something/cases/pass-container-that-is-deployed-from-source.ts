import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [{ image: "scratch", sourceCode: { cloudStorageSource: { bucket: "b" } } }],
        },
      },
    },
  ],
  findings: [],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
