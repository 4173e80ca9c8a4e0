import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              envs: [
                { name: "PORT", value: "8000" },
                { name: "K_SERVICE", value: "api" },
                { name: "X_GOOGLE_A", value: "1" },
                { name: "", value: "1" },
                { name: "HUGE", value: "x".repeat(32_769) },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [0, 1, 2, 3]
    .map((index) => ({
      kind: "violation" as const,
      path: `template.containers[0].envs[${index}].name`,
    }))
    .concat({ kind: "violation", path: "template.containers[0].envs[4].value" }),
} satisfies PolicyCase;
