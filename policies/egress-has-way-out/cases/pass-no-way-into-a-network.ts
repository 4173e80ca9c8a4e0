import { network, service } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [network(), service()],
  findings: [],
} satisfies PolicyCase;
