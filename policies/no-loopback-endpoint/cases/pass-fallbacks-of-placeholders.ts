import type { PolicyCase } from "../../testing/policy-case";

/** A fallback is used only where the variable is missing. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: {
          "application.yaml":
            'spring:\n  datasource:\n    url: jdbc:postgresql://{{ .host | default "localhost" }}:5432/db\n',
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
