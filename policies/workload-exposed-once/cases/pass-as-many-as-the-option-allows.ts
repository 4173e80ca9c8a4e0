import type { PolicyCase } from "../../testing/policy-case";
import { exposed } from "../program.fixture";

export default {
  resources: [...exposed("api"), ...exposed("frontend")],
  options: { mostLoadBalancers: 2 },
  findings: [],
} satisfies PolicyCase;
