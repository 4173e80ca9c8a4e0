import { type PolicyCase, secret } from "../../testing/policy-case";

const password = "Xk29slwQ7";
const url = `postgres://app:${password}@10.0.0.5/app`;

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "job",
      props: {
        template: {
          template: {
            containers: [{ args: [`--db=${url}`], envs: [{ name: "URL", value: url }] }],
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: { data: { "app.yaml": `db:\n  password: ${password}\n` } },
    },
    {
      type: "gcp:alloydb/cluster:Cluster",
      name: "cluster",
      props: { initialUser: { password: secret(password) } },
    },
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "version",
      props: { secret: "db-password", secretData: secret(password) },
    },
    {
      type: "gcp:cloudfunctionsv2/function:Function",
      name: "function",
      props: { serviceConfig: { environmentVariables: { API_TOKEN: password } } },
    },
  ],
  findings: [
    { resource: "job", kind: "violation", path: "template.template.containers[0].args[0]" },
    { resource: "job", kind: "violation", path: "template.template.containers[0].envs[0].value" },
    { resource: "settings", kind: "violation", path: 'data["app.yaml"] at db.password' },
    { resource: "cluster", kind: "violation", path: "initialUser.password" },
    { resource: "version", kind: "violation", path: "secretData" },
    {
      resource: "function",
      kind: "violation",
      path: "serviceConfig.environmentVariables.API_TOKEN",
    },
  ],
  hides: [password],
} satisfies PolicyCase;
