/** Tries of one request, the first one included. */
export const MAX_ATTEMPTS = 5;

/** Wait before the second try, in milliseconds; it doubles with each further one. */
const FIRST_DELAY = 300;

const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Tells whether the same request may get another answer a little later. */
export function isRetryable(status: number): boolean {
  return RETRYABLE_STATUSES.has(status);
}

/**
 * How long to wait before the next try, in milliseconds: doubling, less up to a half at random so that those who were
 * refused together do not return together, and never less than what the server asked for.
 *
 * @param attempt The try that failed, from 1.
 * @param retryAfter What the server asked for, in milliseconds, see {@link parseRetryAfter}.
 * @param random From 0 up to and without 1.
 */
export function retryDelay(
  attempt: number,
  retryAfter: number | undefined,
  random: number = Math.random(),
): number {
  const backoff = FIRST_DELAY * 2 ** (attempt - 1) * (1 - random / 2);
  return Math.max(backoff, retryAfter ?? 0);
}

/**
 * Reads `Retry-After`: a number of seconds or a date (RFC 9110, section 10.2.3).
 *
 * @param now Milliseconds since 1970, for the form with a date.
 * @returns Milliseconds from now, 0 for a date that has passed; undefined where there is no such header or it is neither form.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // A lone number such as "-5" or "1.5" is a date to Date.parse, and none to the standard.
  const date = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
