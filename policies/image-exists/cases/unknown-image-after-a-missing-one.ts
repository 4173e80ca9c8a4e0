import { type PolicyCase, UNDECRYPTED } from "../../testing/policy-case";
import type { World } from "./setup";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: "nginx:1.99" }, { image: UNDECRYPTED }] } },
    },
  ],
  findings: [
    { kind: "violation", path: "template.containers[0].image" },
    { kind: "undetermined", path: "template.containers[1].image" },
  ],
  world: {
    "docker.io/library/nginx:1.99": { kind: "missing", what: "tag", closestTags: [] },
  } satisfies World,
} satisfies PolicyCase;
