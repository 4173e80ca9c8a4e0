import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:DeploymentPatch",
      props: { spec: { template: { spec: { containers: [{ name: "api" }] } } } },
    },
  ],
  findings: [],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
