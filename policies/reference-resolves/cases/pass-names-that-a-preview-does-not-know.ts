import { deployment, object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    { type: "kubernetes:core/v1:Namespace", name: "space", props: { metadata: {} } },
    object(
      "core/v1:Secret",
      "db",
      { stringData: { URL: UNKNOWN } },
      { name: undefined, namespace: UNKNOWN },
      { propertyDependencies: { metadata: ["space"] } },
    ),
    object(
      "core/v1:ServiceAccount",
      "account",
      {},
      { name: "account", namespace: UNKNOWN },
      { propertyDependencies: { metadata: ["space"] } },
    ),
    {
      ...deployment(
        { env: [{ name: "URL", valueFrom: { secretKeyRef: { name: UNKNOWN, key: "URL" } } }] },
        { serviceAccountName: "account" },
      ),
      name: "api",
      propertyDependencies: { spec: ["db"] },
    },
  ].map((resource) =>
    resource.name === "api"
      ? {
          ...resource,
          props: { ...resource.props, metadata: { name: "api", namespace: UNKNOWN } },
          propertyDependencies: { spec: ["db"], metadata: ["space"] },
        }
      : resource,
  ) as unknown as PolicyCase["resources"],
  findings: [],
} satisfies PolicyCase;
