import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, mysql, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { edition: ABSENT, tier: "db-perf-optimized-N-2" } }),
    postgres({
      name: "older",
      instance: { databaseVersion: "POSTGRES_15" },
      settings: { edition: ABSENT, tier: "db-f1-micro" },
    }),
    mysql({ name: "mysql", settings: { edition: ABSENT } }),
    postgres({ name: "future", settings: { tier: "db-quantum-1" } }),
  ],
  findings: [],
} satisfies PolicyCase;
