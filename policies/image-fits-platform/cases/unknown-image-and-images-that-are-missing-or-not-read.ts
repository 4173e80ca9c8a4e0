import type { ImageWorld } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            { image: UNKNOWN },
            { image: "shop/api:1" },
            { image: "shop/api:2" },
            { image: "shop/api:3" },
          ],
        },
      },
    },
  ],
  findings: [0, 1, 2, 3].map((index) => ({
    kind: "undetermined" as const,
    path: `template.containers[${index}].image`,
  })),
  world: {
    images: {
      "docker.io/shop/api:1": { kind: "missing", what: "tag", closestTags: [] },
      "docker.io/shop/api:2": {
        kind: "unavailable",
        reason: 'the connection to "docker.io" was refused',
        action: "Try again.",
      },
      "docker.io/shop/api:3": {
        kind: "unread",
        reason: "its configuration is not there",
        action: "Push the image again.",
      },
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
