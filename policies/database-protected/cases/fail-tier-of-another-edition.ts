import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { edition: ABSENT } }),
    postgres({ name: "plus", settings: { tier: "db-perf-optimized-N-4" } }),
    postgres({ name: "small", settings: { edition: "ENTERPRISE_PLUS", tier: "db-g1-small" } }),
    postgres({
      name: "older",
      instance: { databaseVersion: "POSTGRES_15" },
      settings: { edition: ABSENT, tier: "db-perf-optimized-N-4" },
    }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.tier" },
    { resource: "plus", kind: "violation", path: "settings.tier" },
    { resource: "small", kind: "violation", path: "settings.tier" },
    { resource: "older", kind: "violation", path: "settings.tier" },
  ],
} satisfies PolicyCase;
