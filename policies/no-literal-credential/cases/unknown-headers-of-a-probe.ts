import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const headers = "template.containers[0].livenessProbe.httpGet.httpHeaders";

/** A key that is known only after deployment would stand in the revision in clear all the same. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "web",
      props: {
        template: {
          containers: [
            {
              livenessProbe: {
                httpGet: { httpHeaders: [{ name: "X-API-Key", value: UNKNOWN }] },
              },
            },
          ],
        },
      },
    },
  ],
  findings: [{ resource: "web", kind: "undetermined", path: headers }],
} satisfies PolicyCase;
