import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const variable = (secret: unknown) => ({
  name: "A",
  valueSource: { secretKeyRef: { secret, version: "1" } },
});
const version = (name: string, of: string, props: object = {}) => ({
  type: "gcp:secretmanager/secretVersion:SecretVersion",
  name,
  props: { secret: UNKNOWN, ...props },
  propertyDependencies: { secret: [of] },
});
const secret = (name: string) => ({
  type: "gcp:secretmanager/secret:Secret",
  name,
  props: { secretId: name },
});

export default {
  resources: [
    secret("disabled"),
    version("disabled-1", "disabled", { enabled: false }),
    secret("empty"),
    secret("good"),
    version("good-1", "good", { enabled: false }),
    version("good-2", "good"),
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        template: {
          containers: [
            {
              envs: [variable("disabled"), variable("empty"), variable("good"), variable("other")],
            },
          ],
        },
      },
    },
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "template.containers[0].envs[0].valueSource.secretKeyRef.secret",
    },
    {
      resource: "api",
      kind: "undetermined",
      path: "template.containers[0].envs[1].valueSource.secretKeyRef.secret",
    },
  ],
} satisfies PolicyCase;
