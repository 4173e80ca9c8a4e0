import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              envs: [
                { name: "DATABASE_URL", value: UNKNOWN },
                { name: "API_KEY", value: "9f8e-7d6c-5b4a" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { resource: "it", kind: "undetermined", path: "template.containers[0].envs" },
    { resource: "it", kind: "violation", path: "template.containers[0].envs[1].value" },
  ],
  hides: ["9f8e-7d6c-5b4a"],
} satisfies PolicyCase;
