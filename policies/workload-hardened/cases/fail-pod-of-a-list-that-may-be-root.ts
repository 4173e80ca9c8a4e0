import type { PolicyCase } from "../../testing/policy-case";

const securityContext = {
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
};

export default {
  resources: [
    {
      type: "kubernetes:core/v1:PodList",
      props: {
        items: [
          {
            spec: { containers: [{ securityContext: { ...securityContext, runAsNonRoot: true } }] },
          },
          {
            spec: {
              securityContext: { runAsNonRoot: true },
              containers: [{ securityContext: { ...securityContext, runAsNonRoot: false } }],
            },
          },
        ],
      },
    },
  ],
  findings: [
    { kind: "violation", path: "items[1].spec.containers[0].securityContext.runAsNonRoot" },
  ],
} satisfies PolicyCase;
