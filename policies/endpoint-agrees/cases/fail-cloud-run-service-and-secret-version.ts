import { type PolicyCase, secret } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "database-url",
      props: {
        secret: "projects/p/secrets/database-url",
        secretData: secret("postgresql://netra:pa55word@10.20.0.3:5432/netra"),
      },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        template: {
          containers: [
            {
              image: "api:1.0.0",
              envs: [
                {
                  name: "DATABASE_URL",
                  valueSource: { secretKeyRef: { secret: "database-url", version: "1" } },
                },
                { name: "POSTGRES_HOST", value: "10.20.0.4" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.containers[0].envs[1].value" }],
  hides: ["pa55word"],
} satisfies PolicyCase;
