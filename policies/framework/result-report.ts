import fs from "node:fs";
import type { EnforcementLevel } from "@pulumi/policy";
import { beforeEachAnswer, isListeningToEngine } from "./engine-requests";
import { PolicyFailure } from "./failure";
import type { Finding } from "./finding";

/** The environment variable that names the file of results. */
export const REPORT_VARIABLE = "HOLDFAST_POLICY_REPORT";

/** What became of one policy at one resource. A stack policy that found nothing reports one result for the stack. */
export interface PolicyResult {
  /** URN of the resource; of the stack, or empty, when the result is about the stack. */
  readonly urn: string;
  /** Type token of the resource. */
  readonly type: string;
  /** Id of the policy. */
  readonly policy: string;
  /** The level that the pack gives the policy. A policy does not learn the level that a configuration gives it instead. */
  readonly level: EnforcementLevel;
  readonly result: "passed" | "violated" | "not-applicable" | "not-evaluated" | "exempted";
  /** What was found, as the policy's check said it. */
  readonly findings: readonly Pick<Finding, "kind" | "path" | "message">[];
}

/** Takes the results of a run. */
export interface ResultReport {
  /** @throws PolicyFailure when the result cannot be kept. */
  add(result: PolicyResult): void;
}

/** The report that nobody asked for. */
export const noReport: ResultReport = { add: () => {} };

/**
 * Appends each result to a file as one line of JSON. Where the pack listens to the engine, the results for one answer are
 * written together before it is given; else each at once, since the engine ends a pack without a warning.
 */
export class ReportFile implements ResultReport {
  private descriptor: number | undefined;
  private lines: string[] = [];

  constructor(private readonly path: string) {
    beforeEachAnswer(() => this.write());
  }

  add(result: PolicyResult): void {
    this.lines.push(`${JSON.stringify(result)}\n`);
    if (this.descriptor === undefined || !isListeningToEngine()) {
      this.write();
    }
  }

  private write(): void {
    const text = this.lines.join("");
    this.lines = [];
    if (text === "") {
      return;
    }
    try {
      this.descriptor ??= fs.openSync(this.path, "a");
      fs.writeSync(this.descriptor, text);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      throw new PolicyFailure(
        `${REPORT_VARIABLE} names "${this.path}", which cannot be written (${code}). ` +
          "Name a file in a folder that exists and may be written, or unset the variable.",
      );
    }
  }
}

/** The report that the environment asks for. */
export function reportFromEnvironment(environment: NodeJS.ProcessEnv): ResultReport {
  const path = environment[REPORT_VARIABLE];
  return path === undefined || path === "" ? noReport : new ReportFile(path);
}
