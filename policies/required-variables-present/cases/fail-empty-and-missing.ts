import { deployment, secret } from "../../models/kubernetes/program.fixture";
import { imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    secret("cache", { REDIS_PASSWORD: "", REDIS_USER: "hunter22" }),
    deployment({
      envFrom: [{ secretRef: { name: "cache" } }],
      args: ["--user=$(REDIS_USER)", "--host=$(REDIS_HOST)"],
    }),
  ],
  options: { required: [{ workload: "api", variables: ["REDIS_PASSWORD", "REDIS_URL"] }] },
  world: { images: { "example.com/api:1.0.0": imageWith() } },
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].envFrom[0].secretRef",
    },
    { resource: "api", kind: "violation", path: "spec.template.spec.containers[0].env" },
    { resource: "api", kind: "violation", path: "spec.template.spec.containers[0].args[1]" },
  ],
  hides: ["hunter22"],
} satisfies PolicyCase;
