import type { Place } from "../framework/place";
import { Unknown } from "../framework/value";

/** Classes that hold the answers of a healthy page. */
const CLASSES_WITH_BODY: readonly unknown[] = ["STATUS_CLASS_2XX", "STATUS_CLASS_ANY"];

/** Codes of success that come without a body: 204 No Content and 205 Reset Content. */
const WITHOUT_BODY = [204, 205];

/**
 * Tells whether an HTTP check accepts an answer whose body says how the service is: a success with a body. A check that
 * waits for a redirect or a refusal has no such body.
 *
 * @returns The unknown that decides it, where that cannot be read now.
 */
export function acceptsBody(httpCheck: Place): boolean | Unknown {
  const codes = httpCheck.at("acceptedResponseStatusCodes");
  if (codes.value instanceof Unknown) {
    return codes.value;
  }
  const answers = codes.entries().map(acceptsBodyByCode);
  if (answers.length === 0 || answers.includes(true)) {
    return true;
  }
  return answers.find((answer) => answer instanceof Unknown) ?? false;
}

function acceptsBodyByCode(code: Place): boolean | Unknown {
  const statusClass = code.at("statusClass").value;
  const statusValue = code.at("statusValue").value;
  if (CLASSES_WITH_BODY.includes(statusClass) || hasBody(Number(statusValue))) {
    return true;
  }
  return [statusClass, statusValue].find((value) => value instanceof Unknown) ?? false;
}

function hasBody(status: number): boolean {
  return status >= 200 && status < 300 && !WITHOUT_BODY.includes(status);
}
