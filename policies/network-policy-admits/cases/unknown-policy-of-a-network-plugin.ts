import { object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { client } from "../program.fixture";

export default {
  resources: [client(), object("cilium.io/v2:CiliumNetworkPolicy", "names", { spec: UNKNOWN })],
  findings: [{ resource: "names", kind: "undetermined", path: "" }],
} satisfies PolicyCase;
