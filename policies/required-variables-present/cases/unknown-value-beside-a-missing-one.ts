import { deployment } from "../../models/kubernetes/program.fixture";
import { imageWith } from "../../testing/image-registry";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      env: [
        { name: "DATABASE_URL", value: UNKNOWN },
        { name: "URL", value: "$(HOST)/$(DATABASE_URL)" },
      ],
    }),
  ],
  options: { required: [{ workload: "*", variables: ["DATABASE_URL", "REDIS_URL"] }] },
  world: { images: { "example.com/api:1.0.0": imageWith() } },
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[0].env[0].value" },
    { kind: "violation", path: "spec.template.spec.containers[0].env" },
    { kind: "violation", path: "spec.template.spec.containers[0].env[1].value" },
  ],
} satisfies PolicyCase;
