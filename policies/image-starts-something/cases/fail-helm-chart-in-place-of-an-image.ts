import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: { spec: { template: { spec: { containers: [{ image: "shop/chart:1" }] } } } },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].image" }],
  world: {
    images: { "docker.io/shop/chart:1": { kind: "artifact", what: "a Helm chart" } },
  } satisfies ImageWorld,
} satisfies PolicyCase;
