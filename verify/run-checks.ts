import { setMaxListeners } from "node:events";
import { type Check, type Checks, Fault, type Finding, type Measurement } from "./check";
import { type CheckResult, isGreen, type Status } from "./report";
import type { Secrets } from "./secrets";
import { limitTime } from "./transport/time-limit";

/** How checks are run. */
export interface RunOptions {
  /** Most checks at a time. */
  readonly atOnce: number;
  /** Seconds for all of them together. */
  readonly deadlineSeconds: number;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
  /** What must not be seen in a result. */
  readonly secrets: Secrets;
  /** Told when a check begins. */
  onStart?(check: Check): void;
  /** Told when a check has ended. */
  onResult?(result: CheckResult): void;
}

/**
 * Runs checks side by side, each after what it needs. A check that never ends, that needs itself by way of
 * others, or that has a fault of its own, is red as well; nothing is thrown.
 *
 * @returns One result for each check, in their order.
 */
export async function runChecks(
  { checks, gates }: Checks,
  options: RunOptions,
): Promise<CheckResult[]> {
  const deadline = limitTime(options.deadlineSeconds, options.signal);
  const ended = deadline.signal;
  setMaxListeners(0, ended);
  const over = new Promise<undefined>((resolve) => {
    // What runs ends first, so that only what waits for itself is still waiting.
    ended.addEventListener("abort", () => setImmediate(resolve, undefined), { once: true });
  });
  const acquire = slots(options.atOnce);
  const results = new Map<string, Promise<CheckResult>>();
  const reds = new Map<string, Promise<CheckResult | undefined>>();
  /** The first red one of what is needed; rather one that failed than one that was not run for it. */
  const redOf = async (needs: readonly string[]): Promise<CheckResult | undefined> => {
    // Everything is entered before the first one asks for another, whatever their order.
    await Promise.resolve();
    const needed = await Promise.race([Promise.all(needs.map((id) => reds.get(id))), over]);
    const red = needed?.filter((result) => result !== undefined) ?? [];
    return red.find(({ status }) => status !== "not-run") ?? red[0];
  };
  const resultOf = async (check: Check): Promise<CheckResult> => {
    const red = await redOf(check.needs);
    const release = red ? undefined : await acquire();
    const start = performance.now();
    const outcome = red ? after(red, check) : await judge(check, ended, options);
    const seconds = (performance.now() - start) / 1000;
    const result = withoutSecrets(resultFor(check, outcome, seconds), options.secrets);
    release?.();
    options.onResult?.(result);
    return result;
  };
  for (const check of checks) {
    const result = resultOf(check);
    results.set(check.id, result);
    reds.set(
      check.id,
      result.then((came) => (isGreen(came.status) ? undefined : came)),
    );
  }
  for (const { id, needs } of gates) {
    reds.set(
      id,
      redOf(needs).then((red) => (red?.status === "not-run" ? undefined : red)),
    );
  }
  try {
    const all = await Promise.all(results.values());
    // A check may have shown what only a later one came to know as a secret.
    return all.map((result) => withoutSecrets(result, options.secrets));
  } finally {
    deadline.release();
  }
}

/** What a check came to, before it is put into a report. */
interface Outcome {
  readonly status: Status;
  readonly found?: string;
  readonly problem?: string;
  readonly advice?: string;
  readonly measurements?: readonly Measurement[];
}

/** What comes of a check behind a red one. One that was not run itself passes on why. */
function after(red: CheckResult, { service }: Check): Outcome {
  if (red.status === "not-run") {
    return { status: "not-run", problem: red.problem, advice: red.advice };
  }
  const isOther = red.service !== undefined && red.service !== service;
  const problem = isOther
    ? `Not checked, because service "${red.service}" is red: "${red.title}".`
    : `Not run, because "${red.title}" is red.`;
  return { status: "not-run", problem, advice: "Mend that first." };
}

async function judge(
  check: Check,
  ended: AbortSignal,
  { signal, deadlineSeconds, secrets, onStart }: RunOptions,
): Promise<Outcome> {
  if (ended.aborted) return endedBy(signal, deadlineSeconds);
  onStart?.(check);
  const aborted = new Promise<undefined>((resolve) => {
    ended.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  try {
    const finding = await Promise.race([check.run(ended), aborted]);
    return finding === undefined ? endedBy(signal, deadlineSeconds) : green(finding);
  } catch (error) {
    return ended.aborted ? endedBy(signal, deadlineSeconds) : faulty(error, secrets);
  }
}

function green({ found, warning, measurements }: Finding): Outcome {
  return { status: warning ? "warned" : "passed", found, problem: warning, measurements };
}

function faulty(error: unknown, secrets: Secrets): Outcome {
  if (error instanceof Fault) {
    const { problem, advice, measurements } = error;
    return { status: "failed", problem, advice, measurements };
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [line = ""] = secrets.hide(what).split("\n");
  return {
    status: "unchecked",
    problem: `This could not be checked: the check itself failed (${line.slice(0, 200)}).`,
    advice: "Nobody knows whether it is well. Look at it by hand, and report the fault.",
  };
}

function endedBy(user: AbortSignal, deadlineSeconds: number): Outcome {
  return user.aborted
    ? { status: "not-run", problem: "Not finished: the run was interrupted.", advice: "Run again." }
    : {
        status: "unchecked",
        problem: `This could not be checked: the run ended after ${deadlineSeconds} s.`,
        advice: "Look at the slow checks beside it, or allow the run more time.",
      };
}

function resultFor(check: Check, outcome: Outcome, seconds: number): CheckResult {
  const { status, found, problem, advice, measurements = [] } = outcome;
  return {
    check: check.id,
    group: check.groups[0],
    service: check.service,
    title: check.title,
    status,
    seconds: Math.round(seconds * 1000) / 1000,
    found,
    problem,
    advice,
    measurements,
  };
}

function withoutSecrets(result: CheckResult, secrets: Secrets): CheckResult {
  const shown = (text: string | undefined) => (text === undefined ? undefined : secrets.hide(text));
  return {
    ...result,
    title: secrets.hide(result.title),
    found: shown(result.found),
    problem: shown(result.problem),
    advice: shown(result.advice),
  };
}

/** Gives out a number of slots; each is given back by what `acquire` returns. */
function slots(count: number): () => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let free = count;
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return release;
  };
}
