import type { VerificationPlan } from "../plan";
import type { Secrets } from "../secrets";
import type { Reach } from "../transport/reach";

/** What checks go by. */
export interface CheckContext {
  readonly plan: VerificationPlan;
  readonly reach: Reach;
  /** Environment variables with the secrets that the plan names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes each secret that a check gets to know. */
  readonly secrets: Secrets;
  /** The present time, against which certificates are judged. */
  readonly now: () => Date;
}
