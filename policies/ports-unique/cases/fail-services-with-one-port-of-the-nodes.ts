import { deployment, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const node = { type: "NodePort", ports: [{ port: 80, targetPort: 8000, nodePort: 30080 }] };

export default {
  resources: [deployment(), service(node), service(node, "web")],
  findings: [{ resource: "web", kind: "violation", path: "spec.ports[0].nodePort" }],
} satisfies PolicyCase;
