import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: { template: { spec: { containers: [{ name: "api", image: "python:3.11-slim" }] } } },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].image" }],
  world: {
    images: {
      "docker.io/library/python:3.11-slim": imageWith({ entrypoint: [], command: ["python3"] }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
