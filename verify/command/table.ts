import { type CheckResult, isGreen, type Status, type VerificationReport } from "../report";

const WORDS: Readonly<Record<Status, string>> = {
  passed: "ok",
  warned: "warning",
  failed: "FAILED",
  unchecked: "UNKNOWN",
  "not-run": "not run",
};
const COLOURS: Readonly<Record<Status, number>> = {
  passed: 32,
  warned: 33,
  failed: 31,
  unchecked: 31,
  "not-run": 90,
};
const STATUS_WIDTH = 8;
const GROUP_WIDTH = 12;

/** The lines of one check: what it is, and below a red one what is wrong and what to look at. */
export function resultLines(result: CheckResult, colours: boolean): string {
  const { status, group, title, seconds, found, problem, advice } = result;
  const word = WORDS[status].padEnd(STATUS_WIDTH);
  const shown = colours ? `\x1b[${COLOURS[status]}m${word}\x1b[0m` : word;
  const time = status === "not-run" ? "" : `${seconds.toFixed(2)} s`;
  const says = found === undefined ? "" : `  ${found}`;
  const lines = [`${shown} ${group.padEnd(GROUP_WIDTH)} ${time.padStart(8)}  ${title}${says}`];
  const below = " ".repeat(STATUS_WIDTH + 1);
  if (problem !== undefined) lines.push(`${below}${problem}`);
  if (advice !== undefined && status !== "not-run") lines.push(`${below}${advice}`);
  return `${lines.join("\n")}\n`;
}

/** The last line: how many checks are green and how many are not. */
export function summaryLine({ stack, checks, ok }: VerificationReport): string {
  const red = checks.filter(({ status }) => status === "failed" || status === "unchecked").length;
  const notRun = checks.filter(({ status }) => status === "not-run").length;
  const green = checks.filter(({ status }) => isGreen(status)).length;
  const parts = [
    `${green} green`,
    ...(red > 0 ? [`${red} red`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  return `Stack "${stack}" is ${ok ? "well" : "not well"}: ${parts.join(", ")}.\n`;
}
