import type { PolicyCase } from "../../testing/policy-case";

/** Files of all kinds. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: {
          "app.yaml": "db:\n  url: postgresql://aia:supersecret@localhost:5432/aia_production\n",
          "app.json":
            '{"db": {"url": "postgresql://aia:supersecret@localhost:5432/aia_production"}}',
          ".env": "DATABASE_URL=postgresql://aia:supersecret@localhost:5432/aia_production\n",
          "app.ini": "[db]\nurl = postgresql://aia:supersecret@localhost:5432/aia_production\n",
          "app.properties": "db.url=postgresql://aia:supersecret@localhost:5432/aia_production\n",
          "app.toml": '[db]\nurl = "postgresql://aia:supersecret@localhost:5432/aia_production"\n',
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: 'data["app.yaml"] at db.url' },
    { kind: "violation", path: 'data["app.json"] at db.url' },
    { kind: "violation", path: 'data[".env"] at DATABASE_URL' },
    { kind: "violation", path: 'data["app.ini"] at db.url' },
    { kind: "violation", path: 'data["app.properties"] at db.url' },
    { kind: "violation", path: 'data["app.toml"] at db.url' },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
