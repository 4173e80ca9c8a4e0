import type { ImageWorld } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: "shop/api:1", commands: ["python3"] }] } },
    },
  ],
  findings: [{ kind: "violation", path: "template.containers[0].commands" }],
  world: { images: {} } satisfies ImageWorld,
} satisfies PolicyCase;
