import type { PolicyCase } from "../../testing/policy-case";
import type { World } from "./setup";

const deployment = (image: string) => ({
  spec: { template: { spec: { containers: [{ image }] } } },
});

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:DeploymentList",
      props: {
        items: [
          deployment("registry.example.com/executor:1.0.0"),
          deployment("registry.example.com/executor:2.0.0"),
        ],
      },
    },
  ],
  findings: [{ kind: "violation", path: "items[1].spec.template.spec.containers[0].image" }],
  world: {
    "registry.example.com/executor:1.0.0": {
      kind: "exists",
      digest: `sha256:${"1".repeat(64)}`,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
    },
    "registry.example.com/executor:2.0.0": {
      kind: "missing",
      what: "tag",
      closestTags: ["1.0.0"],
      tagCount: 1,
    },
  } satisfies World,
} satisfies PolicyCase;
