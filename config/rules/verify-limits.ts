import { type Problem, problemAt, quote } from "../problem";
import { entriesOf, type Rule } from "./rule";

/** Requests of a run beside those that measure the availability of one host, and the routes of services. */
const otherRequests = 30;

/** A warning comes before the fault, and the checks stay below the edge's own limit of requests. */
export const verifyLimits: Rule = ({ file }) => {
  const { limits, availability } = file["holdfast:verify"] ?? {};
  const { hosts, rateLimit } = file["holdfast:edge"] ?? {};
  const problems: Problem[] = [];
  const { certificateWarning, certificateValid } = limits ?? {};
  if (certificateWarning && certificateValid && certificateWarning.days < certificateValid.days) {
    problems.push(
      problemAt(["holdfast:verify", "limits", "certificateWarning"], {
        found: `${quote(certificateWarning.text)}, with certificateValid ${quote(certificateValid.text)}`,
        allowed: `at least ${quote(certificateValid.text)}`,
        action: "Raise it, or lower certificateValid.",
      }),
    );
  }
  const routes = entriesOf(file["holdfast:services"]).reduce(
    (sum, [, service]) => sum + (service.routes?.length ?? 0),
    0,
  );
  const others = otherRequests + routes;
  const count = Object.keys(hosts ?? {}).length;
  const admitted = rateLimit?.requests;
  const sent = (availability?.requests ?? 0) * count + others;
  if (availability?.requests !== undefined && admitted !== undefined && sent > admitted) {
    const fits = Math.floor((admitted - others) / Math.max(count, 1));
    problems.push(
      problemAt(["holdfast:verify", "availability", "requests"], {
        found: `${availability.requests} for each of ${count} hosts, with ${others} others ${sent} in one run, while edge.rateLimit admits ${admitted}`,
        allowed: fits < 10 ? "none that fits" : `up to ${fits}`,
        action:
          fits < 10
            ? `Raise edge.rateLimit.requests to ${sent} or more.`
            : `Set it to ${fits} or less, or raise edge.rateLimit.requests to ${sent}.`,
      }),
    );
  }
  return problems;
};
