import { Fault } from "../check";
import { quote } from "../quote";
import type { Answer } from "./request";

/** What to look at for a status, for the service that should have answered. */
export function adviceForStatus(status: number, service: string): string {
  if (status >= 300 && status < 400) {
    return `Look at the routes of the host: the path must lead to service "${service}" itself.`;
  }
  switch (status) {
    case 401:
    case 403:
      return `Look at ingress and allowUnauthenticated of service "${service}".`;
    case 404:
      return `Look at the routes of the host, and at which paths service "${service}" has.`;
    case 429:
      return "Look at edge.rateLimit, and at scale.max of the service.";
    case 502:
    case 503:
    case 504:
      return `Look at the load balancer's backend of service "${service}", and at the log of its newest revision: does it start?`;
    default:
      return `Look at the log of service "${service}".`;
  }
}

/** What answered with which status, and where a redirect leads: the beginning of a sentence. */
export function answered(subject: string, { status, location }: Answer): string {
  return `${subject} answered ${status}${location === undefined ? "" : ` and leads to ${quote(location)}`}`;
}

/**
 * The JSON of an answer with status 200.
 *
 * @throws {Fault} when it has another status, or something else than JSON.
 */
export function jsonOf(answer: Answer, subject: string, service: string): unknown {
  if (answer.status !== 200) {
    throw new Fault(
      `${answered(subject, answer)}; expected 200.`,
      adviceForStatus(answer.status, service),
    );
  }
  return jsonIn(answer, subject, service);
}

/**
 * The JSON of an answer, whatever its status.
 *
 * @throws {Fault} when it is something else than JSON.
 */
export function jsonIn(answer: Answer, subject: string, service: string): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    const type = answer.contentType === "" ? "without a type" : `as ${quote(answer.contentType)}`;
    throw new Fault(
      `${subject} answered ${answer.status} ${type}, which is not JSON; expected JSON.`,
      `Look at the routes of the host: another service than "${service}" may answer here, such as a frontend.`,
    );
  }
}
