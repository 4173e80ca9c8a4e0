import type { Raw } from "../stack-file.fixture";
import { watched } from "./observability.fixture";
import { observabilityThresholds } from "./observability-thresholds";
import { accepts, refuses } from "./table.fixture";

const thresholds = (settings: Raw) =>
  watched((observability) => {
    observability.thresholds = settings;
  });

refuses(observabilityThresholds, [
  {
    name: "a warning at the critical step",
    change: thresholds({ sqlConnections: { warning: { percent: 85 } } }),
    at: ["observability.thresholds.sqlConnections.critical.percent"],
    says: "85, with 85 in warning",
  },
  {
    name: "a critical step below the usual warning",
    change: thresholds({ redisMemory: { critical: { percent: 70 } } }),
    at: ["observability.thresholds.redisMemory.critical.percent"],
  },
  {
    name: "a warning of the certificate that comes last",
    change: thresholds({ certificate: { warning: { below: "5d" } } }),
    at: ["observability.thresholds.certificate.critical.below"],
    says: '"7d", with "5d" in warning',
  },
]);

accepts(observabilityThresholds, [
  { name: "the usual ones", change: watched() },
  {
    name: "steps that are one percent apart",
    change: thresholds({ serverErrors: { warning: { percent: 4 } } }),
  },
]);
