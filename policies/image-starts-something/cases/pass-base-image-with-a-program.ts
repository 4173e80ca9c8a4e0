import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                { image: "python:3.11-slim", command: ["python", "-m", "app"] },
                { image: "python:3.11-slim", args: ["python3", "/app/main.py"] },
                { image: "python:3.11-slim", command: ["sleep"], args: ["infinity"] },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
  world: {
    images: {
      "docker.io/library/python:3.11-slim": imageWith({ entrypoint: [], command: ["python3"] }),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
