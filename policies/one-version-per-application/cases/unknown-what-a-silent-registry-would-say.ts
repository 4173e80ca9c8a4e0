import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import type { World } from "./setup";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "shop/api:1.0.0" }, { image: UNKNOWN }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "b",
      props: {
        metadata: { name: "b", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: {
              containers: [
                {
                  image:
                    "shop/api@sha256:1111111111111111111111111111111111111111111111111111111111111111",
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "a", kind: "undetermined", path: "spec.template.spec.containers[1].image" },
    { resource: "b", kind: "undetermined", path: "spec.template.spec.containers[0].image" },
  ],
  world: {
    "docker.io/shop/api:1.0.0@sha256:1111111111111111111111111111111111111111111111111111111111111111":
      { kind: "unavailable", reason: "nobody answers", action: "Try again." },
  } satisfies World,
} satisfies PolicyCase;
