import { imageWith } from "../../testing/image-registry";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        annotations: { "holdfast.dev/required-variables": "DATABASE_URL, LANG, PORT" },
        template: {
          containers: [
            {
              image: "example.com/api:1.0.0",
              envs: [
                {
                  name: "DATABASE_URL",
                  valueSource: { secretKeyRef: { secret: "database-url", version: "3" } },
                },
              ],
            },
          ],
        },
      },
    },
  ],
  world: {
    images: { "example.com/api:1.0.0": imageWith({ environment: new Map([["LANG", "C.UTF-8"]]) }) },
  },
  findings: [],
} satisfies PolicyCase;
