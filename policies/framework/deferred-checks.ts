import type { PolicyAnswer } from "./policy";
import type { Judged } from "./show-answer";

/** A check that has been started, and the resource that it judges. */
export interface DeferredCheck {
  readonly judged: Judged;
  readonly answer: Promise<PolicyAnswer>;
}

/** The checks of one policy that run while the engine goes on. */
export class DeferredChecks {
  #started: DeferredCheck[] = [];

  /** Starts a check. What it throws is thrown to who waits for its answer. */
  start(judged: Judged, check: () => PolicyAnswer | Promise<PolicyAnswer>): void {
    const answer = (async () => check())();
    // Its failure is for the end of the preview, which may never come.
    answer.catch(() => {});
    this.#started.push({ judged, answer });
  }

  /** Hands over what was started, in that order; nobody gets it again. */
  take(): readonly DeferredCheck[] {
    const started = this.#started;
    this.#started = [];
    return started;
  }
}
