import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    deployment(),
    object("apps/v1:Deployment", "unread", {
      spec: {
        selector: { matchLabels: { app: UNKNOWN } },
        template: { metadata: { labels: { app: UNKNOWN } }, spec: {} },
      },
    }),
    service({ selector: { app: "web" } }, "maybe"),
    service({ selector: { tier: "web" } }, "surely-not"),
    service({ selector: UNKNOWN }, "unknown"),
    service({ selector: { app: "db" } }, "of-others"),
  ].map((resource) =>
    resource.name === "of-others"
      ? {
          ...resource,
          props: { ...resource.props, metadata: { name: "of-others", namespace: "data" } },
        }
      : resource,
  ) as unknown as PolicyCase["resources"],
  findings: [
    { resource: "unread", kind: "undetermined", path: "spec.selector" },
    { resource: "maybe", kind: "undetermined", path: "spec.selector" },
    { resource: "surely-not", kind: "violation", path: "spec.selector" },
    { resource: "unknown", kind: "undetermined", path: "spec.selector" },
    { resource: "of-others", kind: "undetermined", path: "spec.selector" },
  ],
} satisfies PolicyCase;
