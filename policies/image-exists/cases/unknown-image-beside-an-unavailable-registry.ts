import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import type { World } from "./setup";

export default {
  resources: [
    {
      type: "gcp:cloudrun/service:Service",
      props: {
        template: {
          spec: { containers: [{ image: UNKNOWN }, { image: "gcr.io/shop/api:1.0.0" }] },
        },
      },
    },
  ],
  options: { unavailable: "warn" },
  findings: [
    { kind: "undetermined", path: "template.spec.containers[0].image" },
    { kind: "undetermined", path: "template.spec.containers[1].image" },
  ],
  world: {
    "gcr.io/shop/api:1.0.0": {
      kind: "unavailable",
      reason: 'the connection to "gcr.io" was refused',
      action: "Try again.",
    },
  } satisfies World,
} satisfies PolicyCase;
