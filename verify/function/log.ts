import { type CheckResult, isGreen, type Status, type VerificationReport } from "../report";

/** A line of a structured log: https://cloud.google.com/logging/docs/structured-logging. docs/observability.md is its contract. */
export interface LogLine {
  readonly severity: "INFO" | "WARNING" | "ERROR";
  readonly message: string;
  /** What the line is about. */
  readonly event: string;
  readonly [field: string]: unknown;
}

const SEVERITIES: Readonly<Record<Status, LogLine["severity"]>> = {
  passed: "INFO",
  warned: "WARNING",
  failed: "ERROR",
  unchecked: "ERROR",
  // The line of what kept it from running is the error.
  "not-run": "WARNING",
};

/** The lines that a report leaves in the log: its measurements, one line for each check, one for the run. */
export function logLines(report: VerificationReport): LogLine[] {
  const red = report.checks.filter(({ status }) => !isGreen(status)).length;
  return [
    ...report.checks.flatMap(({ measurements }) =>
      measurements.map(
        (measurement): LogLine => ({
          severity: "INFO",
          message: `Measured ${measurement.event}.`,
          ...measurement,
        }),
      ),
    ),
    ...report.checks.map(checkLine),
    {
      severity: report.ok ? "INFO" : "ERROR",
      message: `Verification of ${report.stack}: ${red === 0 ? "all green" : `${red} of ${report.checks.length} checks red`}.`,
      event: "verification_run",
      stack: report.stack,
      ok: report.ok,
    },
  ];
}

function checkLine({ measurements: _, check, ...result }: CheckResult): LogLine {
  const ok = isGreen(result.status);
  return {
    severity: SEVERITIES[result.status],
    message: `${result.title}: ${result.problem ?? result.found ?? result.status}`,
    event: "verification_check",
    id: check,
    ok,
    ...result,
  };
}
