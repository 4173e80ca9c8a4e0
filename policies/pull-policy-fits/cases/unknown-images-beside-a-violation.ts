import { object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    object("core/v1:Pod", "it", {
      spec: {
        initContainers: UNKNOWN,
        containers: [
          { image: UNKNOWN },
          { image: UNKNOWN, imagePullPolicy: "Always" },
          { image: UNKNOWN, imagePullPolicy: "Never" },
          { image: "api:1.0.0", imagePullPolicy: UNKNOWN },
        ],
      },
    }),
  ],
  findings: [
    { kind: "undetermined", path: "spec.initContainers" },
    { kind: "undetermined", path: "spec.containers[1].imagePullPolicy" },
    { kind: "violation", path: "spec.containers[2].imagePullPolicy" },
    { kind: "undetermined", path: "spec.containers[3].imagePullPolicy" },
  ],
} satisfies PolicyCase;
