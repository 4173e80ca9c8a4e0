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
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
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
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "web",
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
      resource: "api",
      kind: "undetermined",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
    {
      resource: "web",
      kind: "violation",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.version",
    },
  ],
} satisfies PolicyCase;
