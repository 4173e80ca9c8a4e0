import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: { template: { spec: { containers: [{ image: "shop/api:1", tty: UNKNOWN }] } } },
      },
    },
  ],
  findings: [{ kind: "undetermined", path: "spec.template.spec.containers[0].image" }],
  world: {
    images: { "docker.io/shop/api:1": imageWith({ entrypoint: [], command: ["python3"] }) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
