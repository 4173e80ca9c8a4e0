import { type ImageWorld, imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                { image: "shop/api:1", securityContext: { runAsNonRoot: UNKNOWN } },
                { image: "shop/api:1", securityContext: { runAsNonRoot: true } },
                {
                  image: "shop/api:1",
                  securityContext: { runAsNonRoot: true, runAsUser: UNKNOWN },
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[0].securityContext.runAsNonRoot" },
    { kind: "violation", path: "spec.template.spec.containers[1].image" },
    { kind: "undetermined", path: "spec.template.spec.containers[2].securityContext.runAsUser" },
  ],
  world: { images: { "docker.io/shop/api:1": imageWith({ user: "" }) } } satisfies ImageWorld,
} satisfies PolicyCase;
