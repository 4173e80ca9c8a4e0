import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, env } from "../program.fixture";

/** Documents for several profiles say different things of one key; which is read, nothing here tells. */
export default {
  resources: [
    configMapOf({
      "application.yaml":
        "db:\n  host: localhost\n---\nspring: {config: {activate: {on-profile: production}}}\ndb:\n  host: db\n",
      "database.yml":
        "development:\n  db:\n    host: localhost\nproduction:\n  db:\n    host: db\n",
    }),
    deploymentOf(
      {
        envFrom: [],
        env: env({ DATABASE_URL: "postgresql://u@db:5432/aia" }),
        volumeMounts: [{ name: "settings", mountPath: "/etc/aia" }],
      },
      { volumes: [{ name: "settings", configMap: { name: "aia-config" } }] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
