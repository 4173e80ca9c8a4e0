import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "database",
      props: { secret: UNKNOWN },
      outputs: { secret: UNKNOWN, version: UNKNOWN },
    },
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
                  { name: "KEY", valueFrom: { secretKeyRef: { name: "database", key: UNKNOWN } } },
                ],
              },
            ],
          },
        },
      },
      propertyDependencies: { template: ["database"] },
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
                  valueSource: { secretKeyRef: { secret: "database", version: UNKNOWN } },
                },
              ],
            },
          ],
        },
      },
      propertyDependencies: { template: ["database"] },
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
                    valueSource: { secretKeyRef: { secret: "database", version: UNKNOWN } },
                  },
                ],
              },
            ],
          },
        },
      },
      propertyDependencies: { template: ["database"] },
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
                  valueSource: { secretKeyRef: { secret: "database", version: UNKNOWN } },
                },
              ],
            },
          ],
        },
      },
      propertyDependencies: { template: ["database"] },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "moving",
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
      propertyDependencies: { template: ["database"] },
    },
  ],
  findings: [
    {
      resource: "moving",
      kind: "violation",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
  ],
} satisfies PolicyCase;
