import type { PolicyCase } from "../../testing/policy-case";

const spec = {
  initContainers: [
    { name: "migrate", image: "app:latest" },
    { name: "proxy", image: "proxy:latest", restartPolicy: "Always" },
  ],
  containers: [
    { name: "app", image: "app:1.4.2" },
    { name: "log", image: "log:latest" },
  ],
  ephemeralContainers: [{ name: "debug", image: "busybox" }],
  volumes: [{ name: "model", image: { reference: "models/small" } }],
};

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: { metadata: { name: "aia-api" }, spec: { template: { spec } } },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.initContainers[0].image" },
    { kind: "violation", path: "spec.template.spec.initContainers[1].image" },
    { kind: "violation", path: "spec.template.spec.containers[1].image" },
    { kind: "violation", path: "spec.template.spec.ephemeralContainers[0].image" },
    { kind: "violation", path: "spec.template.spec.volumes[0].image.reference" },
  ],
} satisfies PolicyCase;
