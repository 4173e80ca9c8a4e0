import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrun/service:Service",
      name: "v1",
      props: {
        template: {
          spec: {
            containers: [
              {
                image: "app:1.0.0",
                envs: [
                  { name: "KEY", valueFrom: { secretKeyRef: { name: "database", key: "3" } } },
                ],
              },
            ],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "v2",
      props: {
        template: {
          containers: [
            {
              image: "app:1.0.0",
              envs: [
                {
                  name: "KEY",
                  valueSource: { secretKeyRef: { secret: "database", version: "3" } },
                },
              ],
            },
          ],
        },
      },
    },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "job",
      props: {
        template: {
          template: {
            containers: [
              {
                image: "app:1.0.0",
                envs: [
                  {
                    name: "KEY",
                    valueSource: { secretKeyRef: { secret: "database", version: "3" } },
                  },
                ],
              },
            ],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/workerPool:WorkerPool",
      name: "pool",
      props: {
        template: {
          containers: [
            {
              image: "app:1.0.0",
              envs: [
                {
                  name: "KEY",
                  valueSource: { secretKeyRef: { secret: "database", version: "3" } },
                },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
