import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, env } from "../program.fixture";

export default {
  resources: [
    configMapOf({ "settings.yaml": "postgres:\n  host: old-db\n  port: 5432\n" }),
    deploymentOf(
      {
        envFrom: [],
        env: env({ DATABASE_URL: "postgresql://aia:pa55word@db:5432/aia" }),
        volumeMounts: [{ name: "settings", mountPath: "/etc/aia" }],
      },
      { volumes: [{ name: "settings", configMap: { name: "aia-config" } }] },
    ),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "spec.template.spec.volumes[0].configMap" },
  ],
  hides: ["pa55word"],
} satisfies PolicyCase;
