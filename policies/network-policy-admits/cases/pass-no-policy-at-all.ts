import type { PolicyCase } from "../../testing/policy-case";
import { cache, cacheService, client, namespaces } from "../program.fixture";

export default {
  resources: [client(), ...namespaces, cache(), cacheService()],
  findings: [],
} satisfies PolicyCase;
