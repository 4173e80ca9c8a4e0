import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, secret } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      env: [
        { name: "DATABASE_URL", value: secret("postgresql://app:hunter22@localhost/app") },
        { name: "LOG_LEVEL", value: "info" },
        { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "db", key: "URL" } } },
      ],
    }),
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "run",
      props: {
        template: {
          containers: [
            {
              envs: [
                { name: "A", value: "1" },
                { name: "A", value: "1" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.template.spec.containers[0].env[2]" },
    { resource: "run", kind: "violation", path: "template.containers[0].envs[1]" },
  ],
  hides: ["hunter22"],
} satisfies PolicyCase;
