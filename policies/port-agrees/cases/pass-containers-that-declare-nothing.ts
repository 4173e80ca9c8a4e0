import { type ImageWorld, imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { app: "api" } },
            spec: {
              containers: [
                {
                  name: "api",
                  image: "shop/api:1",
                  readinessProbe: { httpGet: { path: "/", port: 8000 } },
                },
                { name: "web", image: "shop/web:1" },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }] },
      },
    },
  ],
  findings: [],
  world: {
    images: {
      "docker.io/shop/api:1": imageWith({ ports: [8000] }),
      "docker.io/shop/web:1": imageWith(),
    },
  } satisfies ImageWorld,
} satisfies PolicyCase;
