import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CheckContext } from "../checks";
import { type VerificationPlan, withoutLogin } from "../plan";
import type { VerificationReport } from "../report";
import { Secrets } from "../secrets";
import { type Reach, trustingAlso } from "../transport/reach";
import { verify } from "../verify";
import { type Arguments, parseArguments } from "./arguments";
import { HELP } from "./help";
import { junitReport } from "./junit";
import { plannedChecks } from "./planned";
import { Progress } from "./progress";
import { readPlan } from "./stack-plan";
import { summaryLine } from "./table";

/** Exit codes. */
const GREEN = 0;
const RED = 1;
const UNUSABLE = 2;

/** What the command is run with. */
export interface CommandContext {
  /** Folder with the stack files. */
  readonly folder: string;
  /** Folder in which the user's file names are meant. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  readonly errors: Output;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
}

/** Where the command writes. */
export interface Output {
  write(text: string): void;
  readonly isTTY?: boolean;
}

/** The repository, in which the stack files are. */
export const ROOT = join(__dirname, "..", "..");

/**
 * Runs the command.
 *
 * @returns The exit code. Problems with what the user asks for are written, not thrown.
 */
export async function run(line: readonly string[], context: CommandContext): Promise<number> {
  let asked: Arguments;
  let plan: VerificationPlan;
  let reach: Reach;
  try {
    asked = parseArguments(line);
    if (asked.help) {
      context.output.write(HELP);
      return GREEN;
    }
    const whole = readPlan(context.folder, asked.stack);
    plan = asked.withoutLogin ? withoutLogin(whole) : whole;
    refuseUnknownHosts(asked, plan);
    reach = reachOf(asked, context);
  } catch (error) {
    context.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return UNUSABLE;
  }
  const checked: CheckContext = {
    plan,
    reach,
    environment: context.environment,
    secrets: new Secrets(),
    now: () => new Date(),
  };
  if (asked.plan) {
    context.output.write(plannedChecks(checked, asked.groups));
    return GREEN;
  }
  // What reads JSON wants nothing but JSON.
  const shown = asked.json ? context.errors : context.output;
  const progress = new Progress({
    write: (text) => shown.write(text),
    isTerminal: shown.isTTY === true,
    colours: shown.isTTY === true && !context.environment.NO_COLOR,
  });
  const report = await verify(checked, {
    groups: asked.groups,
    deadlineSeconds: asked.deadlineSeconds,
    signal: context.signal,
    onStart: (check) => progress.start(check),
    onResult: (result) => progress.result(result),
  });
  progress.finish();
  return conclude(report, asked, context, shown);
}

/** A misspelt host would be checked where its name leads, and nobody would see it. */
function refuseUnknownHosts({ connectTo, stack }: Arguments, { hosts }: VerificationPlan): void {
  const names = hosts.map(({ host }) => host);
  const unknown = [...connectTo.keys()].find((host) => !names.includes(host));
  if (unknown === undefined) return;
  const allowed = names.map((name) => `"${name}"`).join(", ");
  throw new Error(
    `"${unknown}" of --connect-to is no host of the stack "${stack}". Its hosts are ${allowed}.`,
  );
}

function reachOf({ connectTo, certificateAuthorities }: Arguments, context: CommandContext): Reach {
  if (certificateAuthorities === undefined) return { connectTo };
  const file = resolve(context.workingDirectory, certificateAuthorities);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error(`There is no file "${certificateAuthorities}" that can be read for --ca.`);
  }
  try {
    return { connectTo, secureContext: trustingAlso(text) };
  } catch {
    throw new Error(`The file "${certificateAuthorities}" holds no certificate in PEM.`);
  }
}

function conclude(
  report: VerificationReport,
  { json, junit }: Arguments,
  { output, errors, workingDirectory }: CommandContext,
  shown: Output,
): number {
  if (report.checks.length === 0) {
    errors.write("There is nothing to check: holdfast:verify says nothing of these groups.\n");
    return UNUSABLE;
  }
  shown.write(summaryLine(report));
  if (json) output.write(`${JSON.stringify(report, null, 2)}\n`);
  if (junit !== undefined) {
    try {
      writeFileSync(resolve(workingDirectory, junit), junitReport(report));
    } catch {
      errors.write(`The file "${junit}" could not be written for --junit.\n`);
      return UNUSABLE;
    }
  }
  return report.ok ? GREEN : RED;
}
