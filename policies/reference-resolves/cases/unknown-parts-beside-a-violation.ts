import { configMap, deployment, namespace, secret } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNDECRYPTED, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec.containers[0]";
const key = (name: string | typeof UNKNOWN, of: string | typeof UNKNOWN) => ({
  name: "A",
  valueFrom: { secretKeyRef: { name: of, key: name } },
});

export default {
  resources: [
    namespace(),
    secret("db", { URL: "x" }),
    {
      ...secret("hidden"),
      props: { metadata: { name: "hidden", namespace: "backend" }, stringData: UNDECRYPTED },
    },
    configMap("settings", { A: UNKNOWN }),
    deployment({
      env: [
        key("URL", "db"),
        key(UNKNOWN, "db"),
        key("URL", "hidden"),
        key("URL", UNKNOWN),
        { name: "B", valueFrom: UNKNOWN },
        { name: "C", value: UNKNOWN },
        key("HOST", "db"),
        { name: "D", valueFrom: { configMapKeyRef: { name: "settings", key: "A" } } },
      ],
      envFrom: UNKNOWN,
    }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: `${at}.env[1].valueFrom.secretKeyRef.key` },
    { resource: "api", kind: "undetermined", path: `${at}.env[2].valueFrom.secretKeyRef.key` },
    { resource: "api", kind: "undetermined", path: `${at}.env[3].valueFrom.secretKeyRef.name` },
    { resource: "api", kind: "undetermined", path: `${at}.env[4].valueFrom` },
    { resource: "api", kind: "violation", path: `${at}.env[6].valueFrom.secretKeyRef.key` },
    { resource: "api", kind: "undetermined", path: `${at}.envFrom` },
  ],
} satisfies PolicyCase;
