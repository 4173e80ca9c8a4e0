import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: UNKNOWN }, { image: "shop/api:1" }] } },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template.containers[0].image" },
    { kind: "violation", path: "template.containers[1].image" },
  ],
  world: {
    images: { "docker.io/shop/api:1": imageWith({}, ["linux/arm64"]) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
