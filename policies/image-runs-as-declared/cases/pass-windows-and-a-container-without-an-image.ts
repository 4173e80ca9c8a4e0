import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

const promised = { runAsNonRoot: true };

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              nodeSelector: { "kubernetes.io/os": "windows" },
              securityContext: promised,
              containers: [{ image: "shop/api:1" }],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:DeploymentPatch",
      name: "patch",
      props: {
        spec: {
          template: { spec: { securityContext: promised, containers: [{ name: "api" }] } },
        },
      },
    },
  ],
  findings: [],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ user: "ContainerUser" }, ["windows/amd64"]),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
