import { nearest } from "../nearest";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import type { Rule } from "./rule";

const topKey = "holdfast:observability";
const steps = ["warning", "critical"] as const;

/**
 * Every alert reaches somebody, and a critical one somebody whom a warning does not: else it comes as quietly
 * as the warnings before it.
 */
export const observabilityEscalation: Rule = ({ file }) => {
  const observability = file[topKey];
  if (observability?.channels === undefined) {
    return [];
  }
  const declared = Object.keys(observability.channels);
  if (declared.length === 0) {
    return [
      problemAt([topKey, "channels"], {
        found: "no channel",
        allowed: "a map with at least one channel",
        action: "Add one, such as oncall: { type: email, address: oncall@example.com }.",
      }),
    ];
  }
  const { escalation = {} } = observability;
  const problems = steps.flatMap((step) =>
    listProblems([topKey, "escalation", step], escalation[step], declared),
  );
  const { warning = [], critical = [] } = escalation;
  const escalates = critical.some((name) => !warning.includes(name));
  if (problems.length > 0 || warning.length === 0 || critical.length === 0 || escalates) {
    return problems;
  }
  return [
    problemAt([topKey, "escalation", "critical"], {
      found: `${quoteAll([...new Set(critical)])}, which get the warnings too`,
      allowed: "a list with at least one channel that warning does not have",
      action: "Add a channel that wakes somebody, such as pagerduty, a second address or a topic.",
    }),
  ];
};

function listProblems(
  path: readonly string[],
  names: readonly (string | undefined)[] | undefined,
  declared: readonly string[],
): Problem[] {
  if (names?.length === 0) {
    return [
      problemAt(path, {
        found: "an empty list",
        allowed: `a list of ${quoteAll(declared, "or")}`,
        action: "Name at least one channel.",
      }),
    ];
  }
  return (names ?? []).flatMap((name, index) => {
    if (name === undefined || declared.includes(name)) {
      return [];
    }
    const meant = nearest(name, declared);
    return [
      problemAt([...path, index], {
        found: `${quote(name)}, which is no channel`,
        allowed: quoteAll(declared, "or"),
        action:
          meant === undefined
            ? "Declare it under observability.channels, or name one that is."
            : `Write ${quote(meant)}.`,
      }),
    ];
  });
}
