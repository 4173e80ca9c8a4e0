import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

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
            spec: { containers: [{ name: "api", image: "shop/api:1", args: [UNKNOWN] }] },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] },
      },
    },
  ],
  findings: [{ resource: "a", kind: "undetermined", path: "spec.ports[0].targetPort" }],
  world: {
    images: { "docker.io/shop/api:1": imageWith({ ports: [8000, 9000] }) },
  } satisfies ImageWorld,
} satisfies PolicyCase;
