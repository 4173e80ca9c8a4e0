import { type PolicyCase, UNDECRYPTED } from "../../testing/policy-case";
import { CONTAINER, configMapOf, deploymentOf } from "../program.fixture";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "aia-secrets",
      props: {
        metadata: { name: "aia-secrets", namespace: "aia-system" },
        stringData: { DATABASE_URL: UNDECRYPTED },
      },
    },
    configMapOf({ DB_HOST: "db" }),
    deploymentOf(),
  ],
  findings: [{ resource: "api", kind: "undetermined", path: `${CONTAINER}.envFrom[0].secretRef` }],
} satisfies PolicyCase;
