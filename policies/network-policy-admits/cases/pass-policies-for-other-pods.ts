import type { PolicyCase } from "../../testing/policy-case";
import { cache, cacheService, client, denyAll, namespaces, policy } from "../program.fixture";

export default {
  resources: [
    client(),
    ...namespaces,
    cache(),
    cacheService(),
    denyAll("web"),
    denyAll("data", ["Egress"]),
    policy("worker", { podSelector: { matchLabels: { app: "worker" } }, egress: [] }),
  ],
  findings: [],
} satisfies PolicyCase;
