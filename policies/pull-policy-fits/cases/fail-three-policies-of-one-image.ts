import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const image = "registry.example.com/aia/agent:1.0.0";

export default {
  resources: [
    deployment({ image, imagePullPolicy: "Always" }),
    object("core/v1:Pod", "worker", {
      spec: {
        initContainers: [{ image, imagePullPolicy: "Never" }],
        containers: [{ image, imagePullPolicy: "IfNotPresent" }],
      },
    }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].imagePullPolicy",
    },
    { resource: "worker", kind: "violation", path: "spec.initContainers[0].imagePullPolicy" },
  ],
} satisfies PolicyCase;
