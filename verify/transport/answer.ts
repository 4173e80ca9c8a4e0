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

/**
 * The JSON of an answer with the expected status.
 *
 * @throws {Fault} when it has another status, or something else than JSON.
 */
export function jsonOf(answer: Answer, subject: string, service: string, status = 200): unknown {
  if (answer.status !== status) {
    const leads = answer.location === undefined ? "" : ` and leads to ${quote(answer.location)}`;
    throw new Fault(
      `${subject} answered ${answer.status}${leads}; expected ${status}.`,
      adviceForStatus(answer.status, service),
    );
  }
  try {
    return JSON.parse(answer.body);
  } catch {
    const type = answer.contentType === "" ? "without a type" : `as ${quote(answer.contentType)}`;
    throw new Fault(
      `${subject} answered ${status} ${type}, which is not JSON; expected JSON.`,
      `Look at the routes of the host: another service than "${service}" may answer here, such as a frontend.`,
    );
  }
}
