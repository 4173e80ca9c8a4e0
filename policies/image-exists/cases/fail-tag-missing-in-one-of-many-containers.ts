import type { PolicyCase } from "../../testing/policy-case";
import type { World } from "./setup";

const exists = {
  kind: "exists",
  digest: `sha256:${"1".repeat(64)}`,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
} as const;

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              initContainers: [{ name: "migrate", image: "registry.example.com/executor:2.0.0" }],
              containers: [
                { name: "executor", image: "registry.example.com/executor:1.0.0" },
                { name: "proxy", image: "registry.example.com/executor:2.0.0" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.initContainers[0].image" },
    { kind: "violation", path: "spec.template.spec.containers[1].image" },
  ],
  world: {
    "registry.example.com/executor:1.0.0": exists,
    "registry.example.com/executor:2.0.0": {
      kind: "missing",
      what: "tag",
      closestTags: ["1.0.0"],
      tagCount: 1,
    },
  } satisfies World,
} satisfies PolicyCase;
