import { compile } from "./catch-all";

/** Answers of services that work in part or not at all, in the two ways in which JSON is written. */
const STATUSES = ["degraded", "unhealthy", "down", "error"];
const WRITTEN = [
  STATUSES.map((status) => `{"status":"${status}"}`),
  STATUSES.map((status) => `{"status": "${status}"}`),
];

/** An answer of which a message tells. */
export const SICK_ANSWER = '{"status":"degraded"}';

/** Tells whether a text stands in such an answer whatever its status is, such as `"status"` or `{`. */
export function standsInSickAnswers(text: string): boolean {
  return WRITTEN.some((bodies) => bodies.every((body) => body.includes(text)));
}

/** The same of a regular expression; false for one that cannot be tried here, or not at once. */
export function matchesSickAnswers(expression: string): boolean {
  const compiled = isSimple(expression) ? compile(expression) : undefined;
  return (
    compiled !== undefined && WRITTEN.some((bodies) => bodies.every((body) => compiled.test(body)))
  );
}

/** RE2 takes time in proportion to the text for every expression, which what runs here does not. */
function isSimple(expression: string): boolean {
  const repeated = expression.match(/[*+]|\{\d+,\d*\}/g) ?? [];
  return repeated.length <= 5 && !/\)(?:[*+]|\{)/.test(expression);
}
