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
                  { name: "KEY", valueFrom: { secretKeyRef: { name: "database", key: "latest" } } },
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
                  valueSource: { secretKeyRef: { secret: "database", version: "latest" } },
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
                    valueSource: { secretKeyRef: { secret: "database", version: "latest" } },
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
                  valueSource: { secretKeyRef: { secret: "database", version: "latest" } },
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
      resource: "v1",
      kind: "violation",
      path: "template.spec.containers[0].envs[0].valueFrom.secretKeyRef.key",
    },
    {
      resource: "v2",
      kind: "violation",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
    {
      resource: "job",
      kind: "violation",
      path: "template.template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
    {
      resource: "pool",
      kind: "violation",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
  ],
} satisfies PolicyCase;
