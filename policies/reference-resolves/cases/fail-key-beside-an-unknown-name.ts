import { deployment, object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const reference = (key: string) => ({
  name: key,
  valueFrom: { secretKeyRef: { name: UNKNOWN, key } },
});

export default {
  resources: [
    object("core/v1:Secret", "db", { stringData: { URL: UNKNOWN } }, { name: UNKNOWN }),
    deployment(
      { env: [reference("URL"), reference("HOST")] },
      {},
      { propertyDependencies: { spec: ["db"] } },
    ),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key",
    },
  ],
} satisfies PolicyCase;
