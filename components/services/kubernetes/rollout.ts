/** The times of a rollout in seconds, and how a pod ends. Pure arithmetic. */

/** Pods beyond the wanted number that a rollout may start at once, as Kubernetes takes it. */
export const maxSurge = "25%";

/** Rounds in which `maxSurge` replaces all pods: each starts a quarter of them, rounded up. */
const mostRounds = 4;

/**
 * Seconds until a new pod has a place to run and its images are there. An Autopilot cluster without a free node makes
 * one first, which takes a minute or two.
 */
const placementSeconds = 240;

/** Seconds that a new pod must stay ready before the rollout goes on: one that ends at once after its start is seen. */
export const minReadySeconds = 10;

/**
 * Seconds in which a pod that is to end still gets requests: until every load balancer and proxy of the cluster has
 * learnt that it is gone.
 */
export const drainSeconds = 15;

/** The longest that Autopilot lets a pod take to end: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests. */
const longestGrace = 600;

/** What the times of a rollout follow from. */
export interface RolloutFacts {
  /** Seconds in which the application has started. */
  readonly startupSeconds: number;
  /** Whether a new pod first reaches what it uses, which takes up to as long again. */
  readonly checks: boolean;
  /** Most pods. */
  readonly maxReplicas: number;
}

/** Seconds without a new ready pod after which Kubernetes says that a rollout does not get on, and why. */
export function progressDeadlineSeconds({ startupSeconds, checks }: RolloutFacts): number {
  return placementSeconds + startupSeconds * (checks ? 2 : 1) + minReadySeconds;
}

/**
 * Seconds after which Pulumi gives up on a rollout. Longer than what Kubernetes waits for its first pod, so that the
 * reason is there, and long enough for a rollout that gets on.
 */
export function rolloutSeconds(facts: RolloutFacts): number {
  const laterRounds = Math.min(facts.maxReplicas, mostRounds) - 1;
  const round = facts.startupSeconds * (facts.checks ? 2 : 1) + minReadySeconds;
  return progressDeadlineSeconds(facts) + laterRounds * round + 60;
}

/** Seconds that a pod may take to end: until no more requests come, and then as long as a request may take. */
export function terminationGracePeriodSeconds(requestTimeoutSeconds: number): number {
  return Math.min(drainSeconds + requestTimeoutSeconds, longestGrace);
}
