import type { PolicyCase } from "../../testing/policy-case";

/** What a server forwards to is connected to. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: { "nginx.conf": "upstream app {\n  server 127.0.0.1:3000;\n}\n" },
      },
    },
  ],
  findings: [{ kind: "violation", path: 'data["nginx.conf"] at line 2' }],
} satisfies PolicyCase;
