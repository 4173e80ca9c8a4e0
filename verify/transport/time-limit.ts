/** A limit in time of something that can also be ended from outside. */
export interface TimeLimit {
  /** Aborted when the time is over, or when it is ended from outside. */
  readonly signal: AbortSignal;
  /** Whether the time is over. */
  readonly isOver: boolean;
  /** Lets go of timer and listener. To be called when what was limited has ended. */
  release(): void;
}

/**
 * Limits something to some seconds. `AbortSignal.any` and `AbortSignal.timeout` are not used: in Node 20 what
 * they make can be collected as garbage while something waits for it, which then waits for ever.
 * https://github.com/nodejs/node/issues/57736
 */
export function limitTime(seconds: number, outer: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const stop = () => controller.abort(outer.reason);
  const timer = setTimeout(() => {
    limit.isOver = true;
    controller.abort();
  }, seconds * 1000);
  const limit = {
    signal: controller.signal,
    isOver: false,
    release: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", stop);
    },
  };
  if (outer.aborted) stop();
  else outer.addEventListener("abort", stop, { once: true });
  return limit;
}
