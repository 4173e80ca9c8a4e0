import { network, subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [network(), network("other"), subnetwork("one"), subnetwork("two", {}, "other")],
  findings: [],
} satisfies PolicyCase;
