import { type Problem, problemAt, quote } from "../problem";
import { entriesOf, type Rule } from "./rule";

/**
 * GKE takes a maintenance window that leaves it 48 hours in any 32 days, in which each day of the week comes four
 * times at least, and exclusions from all upgrades of 30 days and three at most:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
const leastHoursPerWeek = 12;
const longestFreeze = 30;
const mostFreezes = 3;
const mostExclusions = 20;
const millisecondsPerDay = 86_400_000;

function windowProblems({ days, duration }: Window): Problem[] {
  if (days === undefined || duration === undefined) {
    return [];
  }
  const count = new Set(days).size;
  if (count === 0) {
    return [
      problemAt(["holdfast:gke", "maintenance", "days"], {
        found: "an empty list",
        allowed: "a list of days, such as [SATURDAY, SUNDAY]",
        action: "Name one day or more.",
      }),
    ];
  }
  const hours = (count * duration.seconds) / 3600;
  if (hours >= leastHoursPerWeek) {
    return [];
  }
  return [
    problemAt(["holdfast:gke", "maintenance", "duration"], {
      found: `${quote(duration.text)} on ${count} ${count === 1 ? "day" : "days"}, ${hours} hours in a week`,
      allowed: `windows of ${leastHoursPerWeek} hours in a week together, or GKE refuses them`,
      action: `Set it to "${Math.ceil(leastHoursPerWeek / count)}h" or more, or name more days.`,
    }),
  ];
}

function exclusionProblems({ exclusions }: Window): Problem[] {
  const at = ["holdfast:gke", "maintenance", "exclusions"];
  const all = entriesOf(exclusions);
  const freezes = all.filter(([, { scope }]) => scope === "NO_UPGRADES");
  const problems = all.flatMap(([name, { startTime, endTime, scope }]): Problem[] => {
    if (startTime === undefined || endTime === undefined) {
      return [];
    }
    const days = (Date.parse(endTime) - Date.parse(startTime)) / millisecondsPerDay;
    if (days <= 0) {
      return [
        problemAt([...at, name, "endTime"], {
          found: `${quote(endTime)}, with startTime ${quote(startTime)}`,
          allowed: "a moment after startTime",
          action: "Correct one of them.",
        }),
      ];
    }
    return scope === "NO_UPGRADES" && days > longestFreeze
      ? [
          problemAt([...at, name, "endTime"], {
            found: `${quote(endTime)}, ${Math.ceil(days)} days after startTime, with scope "NO_UPGRADES"`,
            allowed: `${longestFreeze} days or less`,
            action: 'End it sooner, or set scope to "NO_MINOR_UPGRADES".',
          }),
        ]
      : [];
  });
  if (freezes.length > mostFreezes || all.length > mostExclusions) {
    problems.push(
      problemAt(at, {
        found: `${all.length} exclusions, ${freezes.length} of them with scope "NO_UPGRADES"`,
        allowed: `${mostExclusions} exclusions, ${mostFreezes} of them with scope "NO_UPGRADES"`,
        action: "Remove those that are over.",
      }),
    );
  }
  return problems;
}

type Window = NonNullable<NonNullable<Parameters<Rule>[0]["file"]["holdfast:gke"]>["maintenance"]>;

/** GKE gets the time for maintenance that it asks for. */
export const clusterMaintenance: Rule = ({ file }) => {
  const maintenance = file["holdfast:gke"]?.maintenance;
  return maintenance === undefined
    ? []
    : [...windowProblems(maintenance), ...exclusionProblems(maintenance)];
};
