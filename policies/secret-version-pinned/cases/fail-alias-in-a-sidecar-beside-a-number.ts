import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              image: "app:1.0.0",
              ports: { containerPort: 8080 },
              envs: [
                {
                  name: "KEY",
                  valueSource: { secretKeyRef: { secret: "database", version: "3" } },
                },
              ],
            },
            {
              image: "sidecar:1.0.0",
              envs: [
                { name: "MODE", value: "latest" },
                {
                  name: "KEY",
                  valueSource: { secretKeyRef: { secret: "other", version: "live" } },
                },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    {
      kind: "violation",
      path: "template.containers[1].envs[1].valueSource.secretKeyRef.version",
    },
  ],
} satisfies PolicyCase;
