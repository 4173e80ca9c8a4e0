import { LONGEST_START } from "../policies/models/probe/cloud-run-probe-limits";
import type { Platform } from "./platforms";

/**
 * Seconds that a start may take on each platform. Kubernetes has no limit of its own; a rollout of the longest here takes
 * two hours to be given up.
 */
export const longestStart: Readonly<Record<Platform, number>> = {
  "cloud-run": LONGEST_START,
  gke: 1800,
};
