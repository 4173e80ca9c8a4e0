import { configMap, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    service(),
    configMap("settings", {
      "app.yaml": "db:\n  url: postgresql://db.backend.svc.cluster.local:5432/app\n",
      API_URL: "http://api.backend.svc:8000",
      SHORT_URL: "http://nobody:80",
    }),
  ],
  findings: [
    { resource: "settings", kind: "violation", path: 'data["app.yaml"] at db.url' },
    { resource: "settings", kind: "violation", path: "data.API_URL" },
  ],
} satisfies PolicyCase;
