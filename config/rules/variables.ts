import { nearest } from "../nearest";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { targetsOf } from "../targets";
import { resolveVariables } from "../variables";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

/** Names that Cloud Run sets itself: https://cloud.google.com/run/docs/container-contract#env-vars. */
const reservedNames = new Set(["PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION"]);
const reservedPrefix = "X_GOOGLE_";
/** https://cloud.google.com/run/quotas#resource_limits */
const mostVariables = 1000;

interface Variable {
  readonly name: string;
  /** Where it comes from, below the service. */
  readonly source: readonly string[];
  /** What to do where the name is taken or reserved. */
  readonly action: string;
}

type Service = ReturnType<typeof servicesOf>[number][1];

type Targets = ReturnType<typeof targetsOf>;

function variablesOf({ file }: Subject, targets: Targets, service: Service): Variable[] {
  const derived = entriesOf(service.uses).flatMap(([target, use]) => {
    const [kind, ...others] = targets.get(target) ?? [];
    if (kind === undefined || others.length > 0) {
      return [];
    }
    const cache = file["holdfast:redis"]?.[target];
    const told = resolveVariables(kind, target, use.variables, cache);
    return Object.entries(told).map(([fact, name]) => ({
      name,
      source: ["uses", target, "variables", fact],
      action: "Set another name there.",
    }));
  });
  const written = (["env", "secrets"] as const).flatMap((key) =>
    Object.keys(service[key] ?? {}).map((name) => ({
      name,
      source: [key, name],
      action: "Remove or rename it.",
    })),
  );
  return [...derived, ...written];
}

function problemsOf(subject: Subject, targets: Targets, name: string, service: Service): Problem[] {
  const path = ["holdfast:services", name];
  const problems: Problem[] = [];
  const first = new Map<string, Variable>();
  for (const variable of variablesOf(subject, targets, service)) {
    const other = first.get(variable.name);
    const reserved = reservedNames.has(variable.name) || variable.name.startsWith(reservedPrefix);
    if (reserved) {
      problems.push(
        problemAt([...path, ...variable.source], {
          found: `${quote(variable.name)}, which Cloud Run sets itself`,
          allowed: `names other than ${quoteAll([...reservedNames])}, not starting with ${quote(reservedPrefix)}`,
          action: variable.action,
        }),
      );
    }
    if (other !== undefined) {
      problems.push(
        problemAt([...path, ...variable.source], {
          found: `${quote(variable.name)}, which ${other.source.join(".")} sets already`,
          allowed: "one source for each variable",
          action: variable.action,
        }),
      );
    }
    first.set(variable.name, other ?? variable);
  }
  if (first.size > mostVariables) {
    problems.push(
      problemAt(path, {
        found: `${first.size} environment variables`,
        allowed: `up to ${mostVariables}`,
        action: "Move some of them into a file or a secret.",
      }),
    );
  }
  return [...problems, ...requirementProblems(name, service, first)];
}

function requirementProblems(
  name: string,
  service: Service,
  set: ReadonlyMap<string, Variable>,
): Problem[] {
  return (service.requires ?? []).flatMap((required, index) => {
    if (required === undefined) {
      return [];
    }
    if (Object.hasOwn(service.env ?? {}, required) && service.env?.[required]?.trim() === "") {
      return [
        problemAt(["holdfast:services", name, "env", required], {
          found: `nothing but white space in ${quote(required)}, which the service requires`,
          allowed: "a value for each required variable",
          action: "Give it its value.",
        }),
      ];
    }
    if (reservedNames.has(required) || set.has(required)) {
      return [];
    }
    const meant = nearest(required, set.keys());
    return [
      problemAt(["holdfast:services", name, "requires", index], {
        found: `${quote(required)}, which nothing sets`,
        allowed: "variables that env, secrets or uses set",
        action:
          meant === undefined
            ? "Set it in env or secrets, or use what provides it."
            : `Set it, or write ${quote(meant)}, which is set.`,
      }),
    ];
  });
}

/** Each variable of a service has one source and a free name, and what the program requires is set to something. */
export const variables: Rule = (subject) => {
  const targets = targetsOf(subject.file);
  return servicesOf(subject).flatMap(([name, service]) =>
    problemsOf(subject, targets, name, service),
  );
};
