import { type CheckResult, isGreen, type VerificationReport } from "../report";

/** A report in the form that CI systems know as JUnit. */
export function junitReport({ stack, checks, startTime }: VerificationReport): string {
  const count = (...statuses: string[]) =>
    checks.filter(({ status }) => statuses.includes(status)).length;
  const seconds = checks.reduce((sum, check) => sum + check.seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${inAttribute(`verify ${stack}`)}" tests="${checks.length}" failures="${count("failed")}" errors="${count("unchecked")}" skipped="${count("not-run")}" time="${seconds.toFixed(3)}" timestamp="${startTime.replace(/\.\d+Z$/, "")}">`,
    ...checks.map(testCase),
    "</testsuite>",
    "",
  ].join("\n");
}

function testCase(check: CheckResult): string {
  const { title, group, seconds, status, problem = "", advice = "" } = check;
  const start = `  <testcase classname="verify.${inAttribute(group)}" name="${inAttribute(title)}" time="${seconds.toFixed(3)}"`;
  if (isGreen(status)) return `${start}/>`;
  const element = status === "failed" ? "failure" : status === "unchecked" ? "error" : "skipped";
  const text = inAttribute(`${problem} ${advice}`.trim());
  return `${start}><${element} message="${text}"/></testcase>`;
}

/** A text inside an attribute; XML 1.0 has no control characters at all. */
function inAttribute(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
