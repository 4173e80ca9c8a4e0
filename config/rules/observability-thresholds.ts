import { type Problem, problemAt } from "../problem";
import type { Rule } from "./rule";

const topKey = "holdfast:observability";
const shares = ["sqlConnections", "serverErrors", "redisMemory"] as const;

/** A warning comes before the critical alert that it warns of. */
export const observabilityThresholds: Rule = ({ file }) => {
  const { thresholds } = file[topKey] ?? {};
  const problems: Problem[] = shares.flatMap((measure) => {
    const warning = thresholds?.[measure]?.warning?.percent;
    const critical = thresholds?.[measure]?.critical?.percent;
    return warning === undefined || critical === undefined || warning < critical
      ? []
      : [
          problemAt([topKey, "thresholds", measure, "critical", "percent"], {
            found: `${critical}, with ${warning} in warning`,
            allowed: "a number above that of warning",
            action: "Raise it, or lower that of warning.",
          }),
        ];
  });
  const { warning, critical } = thresholds?.certificate ?? {};
  const [first, last] = [warning?.below, critical?.below];
  if (first !== undefined && last !== undefined && first.seconds <= last.seconds) {
    problems.push(
      problemAt([topKey, "thresholds", "certificate", "critical", "below"], {
        found: `"${last.text}", with "${first.text}" in warning`,
        allowed: "a time below that of warning",
        action: "Lower it, or raise that of warning.",
      }),
    );
  }
  return problems;
};
