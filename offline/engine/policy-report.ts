import type { PolicyResult } from "../../policies/framework/result-report";

/** One reason why policies could not be evaluated, and how often. */
export interface Reason {
  readonly policy: string;
  /** The property path and what is said of it. */
  readonly message: string;
  /** At how many resources. */
  readonly count: number;
}

/** What became of all policies at all resources. */
export interface PolicySummary {
  /** How many policies, at how many resources. */
  readonly policies: number;
  readonly resources: number;
  readonly passed: number;
  readonly violated: number;
  readonly notApplicable: number;
  readonly notEvaluated: number;
  readonly exempted: number;
  /** Why policies were not evaluated; the most frequent reason first. */
  readonly reasons: readonly Reason[];
}

/** When one policy reports twice on one resource, the gravest result is the one that counts. */
const GRAVITY: readonly PolicyResult["result"][] = [
  "not-applicable",
  "passed",
  "exempted",
  "not-evaluated",
  "violated",
];

/**
 * Reads the policy pack's report: one JSON object a line.
 *
 * @throws Error when a line is not what the pack writes: a report that cannot be read is none.
 */
export function parseReport(text: string): PolicyResult[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => {
      const result = parseLine(line);
      if (result) return result;
      throw new Error(`The report of the policy pack cannot be read: line ${index + 1}.`);
    });
}

function parseLine(line: string): PolicyResult | undefined {
  try {
    const result = JSON.parse(line) as PolicyResult;
    return GRAVITY.includes(result.result) && Array.isArray(result.findings) ? result : undefined;
  } catch {
    return undefined;
  }
}

/** Counts results: one for each policy and resource. */
export function summarize(reported: readonly PolicyResult[]): PolicySummary {
  const results = gravest(reported);
  const count = (result: PolicyResult["result"]) =>
    results.filter((one) => one.result === result).length;
  return {
    policies: new Set(results.map(({ policy }) => policy)).size,
    resources: new Set(results.map(({ urn }) => urn)).size,
    passed: count("passed"),
    violated: count("violated"),
    notApplicable: count("not-applicable"),
    notEvaluated: count("not-evaluated"),
    exempted: count("exempted"),
    reasons: reasonsOf(results.filter(({ result }) => result === "not-evaluated")),
  };
}

function gravest(reported: readonly PolicyResult[]): PolicyResult[] {
  const results = new Map<string, PolicyResult>();
  for (const result of reported) {
    const key = `${result.policy} ${result.urn}`;
    const before = results.get(key);
    if (!before || GRAVITY.indexOf(result.result) > GRAVITY.indexOf(before.result)) {
      results.set(key, result);
    }
  }
  return [...results.values()];
}

function reasonsOf(results: readonly PolicyResult[]): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { policy, findings } of results) {
    // A message goes on where the path ends. Said twice of one resource, it is one reason.
    const messages = findings.map(({ path, message }) => `${path} ${message}`.trim());
    for (const message of new Set(messages)) {
      const key = `${policy} ${message}`;
      const count = (reasons.get(key)?.count ?? 0) + 1;
      reasons.set(key, { policy, message, count });
    }
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count || compare(a, b));
}

function compare(a: Reason, b: Reason): number {
  return `${a.policy} ${a.message}` < `${b.policy} ${b.message}` ? -1 : 1;
}
