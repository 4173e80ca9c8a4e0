import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      ...{
        type: "gcp:cloudrunv2/service:Service",
        props: { template: { containers: [{ image: "shop/api:1" }] } },
      },
      name: "a",
    },
    {
      ...{
        type: "kubernetes:apps/v1:Deployment",
        props: { spec: { template: { spec: { containers: [{ image: "shop/api:1" }] } } } },
      },
      name: "b",
    },
  ],
  findings: [],
  world: {
    images: { "docker.io/shop/api:1": imageWith({}, ["linux/arm64", "linux/amd64"]) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
