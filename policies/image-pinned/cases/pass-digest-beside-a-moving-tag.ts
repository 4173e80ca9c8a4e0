import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:batch/v1:CronJob",
      props: {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: { containers: [{ image: `app:latest@sha256:${"b".repeat(64)}` }] },
              },
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
