import { problemAt } from "../problem";
import type { Rule } from "./rule";

/** Most requests that a rule with a ban counts: https://cloud.google.com/armor/docs/rate-limiting-overview. */
const mostBeforeBan = 10_000;

/** A ban follows at most 10000 requests; a limit alone can be higher. */
export const edgeRateLimit: Rule = ({ file }) => {
  const { requests, banDuration } = file["holdfast:edge"]?.rateLimit ?? {};
  if (requests === undefined || banDuration === undefined || requests <= mostBeforeBan) {
    return [];
  }
  return [
    problemAt(["holdfast:edge", "rateLimit", "requests"], {
      found: `${requests}, with a banDuration`,
      allowed: `a whole number of requests from 1 to ${mostBeforeBan} with a banDuration`,
      action: "Lower it, with a shorter interval if need be, or remove banDuration.",
    }),
  ];
};
