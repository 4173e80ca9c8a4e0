import type { PolicyCase } from "../../testing/policy-case";

const token = "Xk29slwQ7";
const probe = (name: string, value: string) => ({
  httpGet: { path: "/health", httpHeaders: [{ name, value }] },
});

/** Whoever may read the pod or view the revision has what a probe sends. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  startupProbe: probe("Authorization", `Token ${token}`),
                  readinessProbe: probe("Accept", "application/json"),
                  livenessProbe: probe("X-API-Key", token),
                },
              ],
            },
          },
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
              startupProbe: probe("Cookie", `session=${token}vU83kPq01`),
              livenessProbe: probe("Cookie", "theme=dark"),
            },
          ],
        },
      },
    },
    {
      type: "gcp:cloudrun/service:Service",
      name: "old",
      props: {
        template: { spec: { containers: [{ livenessProbe: probe("x-auth-token", token) }] } },
      },
    },
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].startupProbe.httpGet.httpHeaders[0].value",
    },
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value",
    },
    {
      resource: "web",
      kind: "violation",
      path: "template.containers[0].startupProbe.httpGet.httpHeaders[0].value",
    },
    {
      resource: "old",
      kind: "violation",
      path: "template.spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value",
    },
  ],
  hides: [token],
} satisfies PolicyCase;
