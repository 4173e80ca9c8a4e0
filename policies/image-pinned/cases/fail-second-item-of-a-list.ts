import type { PolicyCase } from "../../testing/policy-case";

const deployment = (image: string) => ({
  spec: { template: { spec: { containers: [{ image }] } } },
});

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:DeploymentList",
      props: { items: [deployment("app:1.0.0"), deployment("app:stable")] },
    },
  ],
  findings: [{ kind: "violation", path: "items[1].spec.template.spec.containers[0].image" }],
} satisfies PolicyCase;
